"""From Run to the first byte: sandboxed, with what waits for it, against plain Python that we start too.

``python -m tests.bench.latency [ROUNDS] [TIER]`` prints where the time goes, in milliseconds, medians of both
measured in turns. The program itself tells when it began, and the processor time it had used by then.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QCoreApplication, QEventLoop, QProcess, QProcessEnvironment, QTimer

from desktop.child.protocol import Limits, RunSpec
from desktop.core.paths import base_interpreter, find_paths
from desktop.sandbox.policy import Policy, Tier
from desktop.services.environment import example_environment
from desktop.services.runner import Runner

PROGRAM = "import time\nprint(time.monotonic_ns(), time.process_time_ns(), flush=True)\n"
_SETTLE_MS = 300  # for a launcher that starts while the window is idle
_MS = 1_000_000
Facts = dict[str, float]


class Latency:
    """One program, run in both ways."""

    def __init__(self, folder: Path, tier: Tier) -> None:
        """``folder`` is empty."""
        self._file, self._work, self._tier = folder / "program.py", folder / "work", tier
        self._file.write_text(PROGRAM, encoding="utf-8")
        self._work.mkdir()
        self._runner = Runner(find_paths().code_root)

    def ours(self) -> Facts:
        """By a waiting launcher."""
        spec = RunSpec(
            "bench",
            self._file,
            self._work,
            base_interpreter(),
            stdin=b"",
            limits=Limits(),
            policy=Policy(self._tier),
        )
        self._runner.expect(spec)
        self._runner.prewarm()
        settled = QEventLoop()
        QTimer.singleShot(_SETTLE_MS, settled.quit)
        settled.exec()
        moments: dict[str, int] = {}
        text: list[bytes] = []
        loop = QEventLoop()
        connections = [
            self._runner.started.connect(lambda _spec: moments.setdefault("started", time.monotonic_ns())),
            self._runner.output.connect(
                lambda _stream, data: (moments.setdefault("byte", time.monotonic_ns()), text.append(data))
            ),
            self._runner.finished.connect(lambda _outcome: loop.quit()),
        ]
        pressed = time.monotonic_ns()
        self._runner.start(spec)
        moments["sent"] = time.monotonic_ns()
        loop.exec()
        for connection in connections:
            QCoreApplication.instance().disconnect(connection)  # type: ignore[union-attr]
        return {
            "order sent": (moments["sent"] - pressed) / _MS,
            "exec heard of": (moments["started"] - pressed) / _MS,
            **_told(text[0], pressed),
            "first byte": (moments["byte"] - pressed) / _MS,
        }

    def plain(self) -> Facts:
        """By QProcess."""
        process = QProcess()
        environment = QProcessEnvironment()
        for name, value in example_environment(os.environ, {}).items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        loop = QEventLoop()
        moments: dict[str, int] = {}
        process.started.connect(lambda: moments.setdefault("started", time.monotonic_ns()))
        process.readyReadStandardOutput.connect(lambda: moments.setdefault("byte", time.monotonic_ns()))
        process.finished.connect(loop.quit)
        pressed = time.monotonic_ns()
        process.start(str(base_interpreter()), ["-s", "-X", "utf8", str(self._file)])
        sent = time.monotonic_ns()
        loop.exec()
        return {
            "order sent": (sent - pressed) / _MS,
            "exec heard of": (moments["started"] - pressed) / _MS,
            **_told(bytes(process.readAllStandardOutput().data()), pressed),
            "first byte": (moments["byte"] - pressed) / _MS,
        }

    def close(self) -> None:
        """Nothing is left."""
        self._runner.close()


def _told(text: bytes, pressed: int) -> Facts:
    began, used = map(int, text.split())
    return {"program began": (began - pressed) / _MS, "processor time by then": used / _MS}


def measure(rounds: int, tier: Tier) -> tuple[list[Facts], list[Facts]]:
    """Ours and plain, in turns."""
    app = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory() as folder:
        latency = Latency(Path(folder), tier)
        latency.ours(), latency.plain()  # what is read for the first time is no one's
        pairs = [(latency.ours(), latency.plain()) for _ in range(rounds)]
        latency.close()
    del app
    return [ours for ours, _ in pairs], [plain for _, plain in pairs]


def main() -> None:
    """Print minimum and median of each step."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    tier = Tier(sys.argv[2]) if len(sys.argv) > 2 else Tier.STRONG
    ours, plain = measure(rounds, tier)
    print(f"{'until':24} {'ours, least':>12} {'median':>8} {'plain, least':>13} {'median':>8} {'more':>7}")
    for name in ours[0]:
        figures = [f([facts[name] for facts in many]) for many in (ours, plain) for f in (min, _median)]
        more = figures[1] - figures[3]
        print("{:24} {:12.1f} {:8.1f} {:13.1f} {:8.1f} {:7.1f}".format(name, *figures, more))


_median: Callable[[list[float]], float] = statistics.median

if __name__ == "__main__":
    main()
