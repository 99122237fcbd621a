"""How long a program needs to print a million lines into a pipe that is read at once, by way of passing on.

``python -m tests.bench.printing [INTERPRETER]``: ours against block buffering, and the rejected ways.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from desktop.core.paths import base_interpreter, find_paths

PROGRAM = "for i in range(1_000_000): print(i, 'a line of ordinary length, 40 characters')\n"
_BY_LINE = "import sys\nsys.stdout.reconfigure(line_buffering=True)\n"
_BY_THREAD = (
    "import sys, threading, time\n"
    "def work():\n    while True: time.sleep(0.015); sys.stdout.flush()\n"
    "threading.Thread(target=work, daemon=True).start()\n"
)


def measure(times: int, interpreter: Path, folder: Path) -> dict[str, list[float]]:
    """Milliseconds of each way, measured in turns."""
    ways: dict[str, Callable[[], float]] = {
        "block": lambda: _timed(_plain(interpreter, _written(folder, "block", ""))),
        "ours": lambda: _timed_ours(interpreter, _written(folder, "ours", "")),
        "a thread that flushes": lambda: _timed(_plain(interpreter, _written(folder, "thread", _BY_THREAD))),
        "line": lambda: _timed(_plain(interpreter, _written(folder, "line", _BY_LINE))),
        "-u": lambda: _timed(_plain(interpreter, "-u", _written(folder, "unbuffered", ""))),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(times):
        for name, way in ways.items():
            found[name].append(way())
    return found


def _written(folder: Path, name: str, before: str) -> str:
    file = folder / f"{name}.py"
    file.write_text(before + PROGRAM, encoding="utf-8")
    return str(file)


def _plain(interpreter: Path, *words: str) -> list[str]:
    return [str(interpreter), "-s", "-X", "utf8", *words]


def _timed(command: list[str], *pipes: int) -> float:
    """Read all that it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, pass_fds=pipes) as process:
        assert process.stdout is not None
        while os.read(process.stdout.fileno(), 65536):
            pass
    assert process.returncode == 0
    return (time.perf_counter() - started) * 1000


def _timed_ours(interpreter: Path, file: str) -> float:
    """By the bootstrap as the launcher starts it; its control frames fit into the pipe unread."""
    bootstrap = find_paths().code_root / "desktop" / "child" / "bootstrap.py"
    notes, notes_end = os.pipe()
    os.write(notes_end, b"digest=\0root=\0package=\0end\0")
    os.close(notes_end)
    control, control_end = os.pipe()
    try:
        command = _plain(interpreter, str(bootstrap), str(control_end), str(notes), file)
        return _timed(command, control_end, notes)
    finally:
        for descriptor in (notes, control, control_end):
            os.close(descriptor)


def main() -> None:
    """Print minimum, median and maximum, and the ratio of the medians to block buffering."""
    interpreter = Path(sys.argv[1]) if len(sys.argv) > 1 else base_interpreter()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(7, interpreter, Path(folder))
    block = statistics.median(found["block"])
    for name, values in found.items():
        median = statistics.median(values)
        print(f"{name:24} {min(values):8.0f} {median:8.0f} {max(values):8.0f} ms {median / block:6.2f}")


if __name__ == "__main__":
    main()
