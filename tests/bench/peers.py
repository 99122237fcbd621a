"""How fast other consoles take what a program prints, where they are installed: xterm and IDLE.

Each is started on a screen of its own by ``xvfb-run``; it has taken everything when the program, which waits
for its output, has come to its end.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_PRINTS = (
    "for number in range({lines}):\n    print('x' * 32, f'{{number:06d}}')\nopen({done!r}, 'w').close()\n"
)
_PATIENCE_S = 300


def lines(folder: Path) -> Iterator[str]:
    """A sentence for each: its lines a second, or that it is not there."""
    for name, count in (("xterm", 200_000), ("IDLE", 5_000)):
        took_s = _took(name, count, folder)
        said = f"{count / took_s:,.0f} lines a second" if took_s else "is not here, or did not end"
        yield f"{name}: {said}"


def _took(name: str, count: int, folder: Path) -> float:
    """Seconds from its start to the end of the program; 0 where there is nothing to measure."""
    file, done = folder / f"{name}.py", folder / f"{name}.done"
    file.write_text(_PRINTS.format(lines=count, done=str(done)), encoding="utf-8")
    command = {
        "xterm": ["xterm", "-e", sys.executable, str(file)],
        "IDLE": [sys.executable, "-m", "idlelib", "-r", str(file)],
    }[name]
    if shutil.which("xvfb-run") is None or shutil.which(command[0]) is None:
        return 0
    started = time.monotonic()
    with subprocess.Popen(["xvfb-run", "-a", *command], start_new_session=True) as screen:
        while not done.exists() and screen.poll() is None and time.monotonic() - started < _PATIENCE_S:
            time.sleep(0.01)
        took_s = time.monotonic() - started
        subprocess.run(["pkill", "-TERM", "-s", str(screen.pid)], check=False)
    return took_s if done.exists() else 0
