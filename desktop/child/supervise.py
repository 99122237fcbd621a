"""The launcher's work: read the order, start the program, watch its memory and time, end it, report.

Trusts its two pipes to the application and nothing that comes from the program.
"""

from __future__ import annotations

import os
import sys
import time

from desktop.child.frames import frame
from desktop.child.guard import Guard, NotStartedError
from desktop.child.order import HEADER_BYTES, Order
from desktop.child.wall import Wall
from desktop.child.written import FilesWritten, disk_bytes

if sys.platform == "win32":
    from desktop.child.windows import (
        Lifeline,
        expect,
        keep_only,
        open_pipes,
        prepare,
        silence,
        start_guarded,
    )
else:
    from desktop.child.lifeline import Lifeline
    from desktop.child.posix import expect, keep_only, open_pipes, prepare, silence, start_guarded

_SAMPLE_S = 0.05
# The application's own timer comes first; this one ends the run if the application hangs.
_TIMEOUT_SLACK_S = 1.0
_INTERRUPT, _WAITS, _GOES_ON = b"iwg"
_MB = 1024 * 1024
_REST = 10  # measuring a folder may take a tenth of the launcher's time


def main(words: list[str]) -> int:
    """Supervise one run. ``words``: pipe ends of orders and report, or ``guard``, or ``probe``."""
    if words == ["guard"]:
        from desktop.child.probe import probe_guard

        os.write(1, probe_guard().encode("ascii"))
        return 0
    if words[:1] == ["probe"]:
        from desktop.child.tier_probe import probe_tier

        os.write(1, probe_tier(words[1], words[2]).encode("utf-8", "replace"))
        return 0
    if words[:1] == ["inside"]:
        from desktop.child.bwrapped import run_inside

        run_inside(words[1:])
    orders, report = open_pipes(int(words[0]), int(words[1]))
    try:
        order = _await_order(orders, report)
        if order is not None:
            Supervisor(order, orders, report).run()
    except (OSError, ValueError, KeyError) as error:
        os.write(report, frame(kind="failed", detail=f"the launcher: {type(error).__name__}: {error}"))
        return 1
    return 0


class Supervisor:
    """One run, from its order to its report."""

    def __init__(self, order: Order, orders: int, report: int) -> None:
        """Two pipe ends shared with the application."""
        self._order = order
        self._lifeline = Lifeline(orders)
        self._report = report
        self._peak = 0
        self._sampled_at = 0.0
        self._measured_at = 0.0
        self._pause_s = _SAMPLE_S
        self._files = FilesWritten(order.work_dir)

    def run(self) -> None:
        """Start, watch, end, report."""
        try:
            guard = start_guarded(self._order, [*self._lifeline.descriptors, self._report])
        except NotStartedError as problem:
            self._tell(frame(kind="failed", detail=str(problem)))
            return
        started = time.monotonic()
        silence(self._order.control)
        self._tell(frame(kind="started", guard=guard.name, tier=self._order.tier))
        limit_s = self._order.timeout_s
        wall = Wall(limit_s + _TIMEOUT_SLACK_S if limit_s > 0 else 0.0, self._order.thinking_s, started)
        reason = self._watch(guard, wall)
        guard.end()
        if reason != "lost":
            self._tell_end(guard, reason, time.monotonic() - started)

    def _watch(self, guard: Guard, wall: Wall) -> str:
        """Wait for the program's end, ``""``, or for a cause to end it: the cause's name."""
        while True:
            commands = self._lifeline.wait(_SAMPLE_S)
            if commands == b"":
                return "lost"
            if commands is not None and b"k" in commands:
                return "killed"
            self._obey(commands or b"", guard, wall)
            if guard.reap():
                return ""
            if self._is_too_big(guard):
                return "memory"
            if self._has_filled_its_folder():
                return "scratch"
            if wall.is_over(time.monotonic(), guard.used_time):
                return "timeout"

    def _obey(self, commands: bytes, guard: Guard, wall: Wall) -> None:
        for command in commands:
            if command == _INTERRUPT:
                guard.interrupt()
            elif command == _WAITS:
                wall.wait(time.monotonic(), guard.used_time)
            elif command == _GOES_ON:
                wall.go_on(time.monotonic(), guard.used_time)

    def _is_too_big(self, guard: Guard) -> bool:
        """Sample the memory of the whole run, 20 times a second at most."""
        now = time.monotonic()
        if now - self._sampled_at < _SAMPLE_S * 0.9:
            return False
        self._sampled_at = now
        limit = self._order.max_memory_mb * _MB
        used = guard.used_bytes(limit)
        self._peak = max(self._peak, used)
        return 0 < limit < used

    def _has_filled_its_folder(self) -> bool:
        """Measure the working folder, where no size of its own limits it; a big one more seldom."""
        limit, now = self._order.max_scratch_mb * _MB, time.monotonic()
        if limit <= 0 or self._order.tier == "strong" or now - self._measured_at < self._pause_s:
            return False
        used = disk_bytes(self._order.work_dir, limit)
        self._measured_at = time.monotonic()
        self._pause_s = max(_SAMPLE_S * 0.9, (self._measured_at - now) * _REST)
        return used > limit

    def _tell_end(self, guard: Guard, reason: str, duration_s: float) -> None:
        code = guard.code
        self._tell(
            frame(
                kind="end",
                reason=reason,
                exit_code=code if code is not None and code >= 0 else None,
                signal=-code if code is not None and code < 0 else None,
                duration_ms=round(duration_s * 1000),
                cpu_ms=guard.cpu_ms,
                peak_kb=max(self._peak // 1024, guard.peak_kb),
                files=self._files.names(),
            )
        )

    def _tell(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._report, data) :]


def _await_order(orders: int, report: int) -> Order | None:
    """The order, with what was made ready for it, or ``None`` when the application died before."""
    group, waiting = prepare(orders), None
    order = _read_order(orders)
    while order is not None and order.is_expected:
        if waiting is not None:
            waiting.end()
        keep_only({0, 1, 2, orders, report, order.control})
        order.group = group = group or prepare(orders)
        waiting = expect(order, orders, report)
        order = _read_order(orders)
    if order is not None:
        order.group, order.waiting = group, waiting
        if waiting is None:
            keep_only({0, 1, 2, orders, report, order.control})
        return order
    if waiting is not None:
        waiting.end()
    if group is not None:
        group.leave()
    return None


def _read_order(orders: int) -> Order | None:
    """The order, or ``None`` when the application died before it was written."""
    header = _read_exactly(orders, HEADER_BYTES)
    body = _read_exactly(orders, int(header, 16)) if header else b""
    return Order(body) if body else None


def _read_exactly(descriptor: int, size: int) -> bytes:
    parts = b""
    while len(parts) < size:
        part = os.read(descriptor, size - len(parts))
        if not part:
            return b""
        parts += part
    return parts
