"""The launcher's work: read the order, start the program, watch its memory and time, end it, report.

Trusts its two pipes to the application and nothing that comes from the program.
"""

from __future__ import annotations

import os
import select
import time

from desktop.child.frames import frame
from desktop.child.guard import Guard, NotStartedError, silence, start_guarded
from desktop.child.order import HEADER_BYTES, Order
from desktop.child.written import FilesWritten
from desktop.sandbox import process_tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal as _signal
else:
    import _signal  # ``signal`` would load ``enum``, a quarter of the launcher's start

_SAMPLE_S = 0.05
# The application's own timer comes first; this one ends the run if the application hangs.
_TIMEOUT_SLACK_S = 1.0
_MB = 1024 * 1024


def main(words: list[str]) -> int:
    """Supervise one run. ``words``: the descriptors of the orders and of the report, or ``guard`` alone."""
    if words == ["guard"]:
        from desktop.child.probe import probe_guard

        os.write(1, probe_guard().encode("ascii"))
        return 0
    orders, report = int(words[0]), int(words[1])
    os.umask(0o077)
    try:
        order = _read_order(orders)
        if order is not None:
            _keep_only({0, 1, 2, orders, report, order.control})
            Supervisor(order, orders, report).run()
    except (OSError, ValueError, KeyError) as error:
        os.write(report, frame(kind="failed", detail=f"the launcher: {type(error).__name__}: {error}"))
        return 1
    return 0


class Supervisor:
    """One run, from its order to its report."""

    def __init__(self, order: Order, orders: int, report: int) -> None:
        """Two pipe ends shared with the application; end of file on ``orders`` is its death."""
        self._order = order
        self._orders = orders
        self._report = report
        self._peak = 0
        self._cpu_ms = 0
        self._sampled_at = 0.0
        self._files = FilesWritten(order.work_dir)

    def run(self) -> None:
        """Start, watch, end, report."""
        wake, wake_end = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(wake_end, False)
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)
        _signal.signal(_signal.SIGCHLD, lambda number, frame: None)
        _signal.set_wakeup_fd(wake_end, warn_on_full_buffer=False)
        try:
            guard = start_guarded(self._order, [self._orders, self._report, wake, wake_end])
        except NotStartedError as problem:
            os.write(self._report, frame(kind="failed", detail=str(problem)))
            return
        started = time.monotonic()
        os.close(self._order.control)
        silence()
        os.write(self._report, frame(kind="started", guard=guard.name))
        reason = self._watch(guard, wake, started)
        self._cpu_ms = process_tree.cpu_ms(guard.processes()) if reason else 0
        guard.end()
        if reason != "lost":
            self._tell_end(guard, reason, time.monotonic() - started)

    def _watch(self, guard: Guard, wake: int, started: float) -> str:
        """Wait for the program's end, ``""``, or for a cause to end it: the cause's name."""
        poller = select.poll()
        poller.register(self._orders, select.POLLIN)
        poller.register(wake, select.POLLIN)
        while True:
            ready = [descriptor for descriptor, _ in poller.poll(_SAMPLE_S * 1000)]
            if self._orders in ready:
                command = os.read(self._orders, 4096)
                if not command:
                    return "lost"
                if b"k" in command:
                    return "killed"
                guard.interrupt()
            if wake in ready:
                os.read(wake, 4096)
            if guard.reap():
                return ""
            if self._is_too_big(guard):
                return "memory"
            if 0 < self._order.timeout_s < time.monotonic() - started - _TIMEOUT_SLACK_S:
                return "timeout"

    def _is_too_big(self, guard: Guard) -> bool:
        """Sample the memory of the whole run, 20 times a second at most."""
        now = time.monotonic()
        if now - self._sampled_at < _SAMPLE_S * 0.9:
            return False
        self._sampled_at = now
        pids, limit = guard.processes(), self._order.max_memory_mb * _MB
        used = process_tree.resident_bytes(pids)
        if 0 < limit < used:
            used = process_tree.proportional_bytes(pids)
        self._peak = max(self._peak, used)
        return 0 < limit < used

    def _tell_end(self, guard: Guard, reason: str, duration_s: float) -> None:
        import resource

        code = os.waitstatus_to_exitcode(guard.status or 0)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        report = frame(
            kind="end",
            reason=reason,
            exit_code=code if code >= 0 else None,
            signal=-code if code < 0 else None,
            duration_ms=round(duration_s * 1000),
            cpu_ms=max(round((usage.ru_utime + usage.ru_stime) * 1000), self._cpu_ms),
            peak_kb=max(self._peak // 1024, guard.peak_kb),
            files=self._files.names(),
        )
        while report:
            report = report[os.write(self._report, report) :]


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


def _keep_only(wanted: set[int]) -> None:
    """Close every other descriptor, and let none of the kept ones but 0, 1, 2 pass an exec."""
    for name in os.listdir("/dev/fd"):
        descriptor = int(name)
        if descriptor not in wanted:
            try:
                os.close(descriptor)
            except OSError:
                continue
        elif descriptor > 2:
            os.set_inheritable(descriptor, False)
