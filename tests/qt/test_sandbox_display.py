"""A program that was allowed the display draws on it from inside Strong; without it there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.interpreters import find_interpreters
from desktop.sandbox.policy import Policy
from tests.qt.real_runs import Programs
from tests.qt.sandboxed import LINUX, STRONG, programs

__all__ = ["programs"]
pytestmark = LINUX
WINDOW = "import tkinter\nroot = tkinter.Tk(); root.update(); print(root.winfo_width() > 0); root.destroy()\n"


@pytest.fixture
def display(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An X server of this test, which asks for a key."""
    assert shutil.which("Xvfb"), "the machines that test this must have Xvfb"
    key = tmp_path / "key"
    key.touch()
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-nolisten", "tcp"], pass_fds=[write_end], stderr=-3
    )
    os.close(write_end)
    with os.fdopen(read_end) as answer:
        number = answer.readline().strip()  # the whole line: the server does not survive a closed pipe
    monkeypatch.setenv("DISPLAY", f":{number}")
    monkeypatch.setenv("XAUTHORITY", str(key))
    yield number
    server.terminate()
    server.wait()


def interpreter_with_tkinter() -> Path | None:
    for found in find_interpreters():
        if (
            subprocess.run([found.path, "-c", "import tkinter"], capture_output=True, check=False).returncode
            == 0
        ):
            return found.path
    return None


def test_a_window_is_drawn_where_it_was_allowed(programs: Programs, display: str) -> None:
    interpreter = interpreter_with_tkinter()
    if interpreter is None:
        pytest.skip("no Python here has tkinter")
    run = programs.run(WINDOW, policy=Policy(STRONG, display=True), interpreter=interpreter)
    assert run.stdout == b"True\n", run.stderr
    run = programs.run(WINDOW, policy=Policy(STRONG), interpreter=interpreter)
    assert b"no display name" in run.stderr


def test_only_the_one_socket_is_reached(programs: Programs, display: str) -> None:
    source = (
        "import os, socket\n"
        "socket.socket(socket.AF_UNIX).connect('/tmp/.X11-unix/X' + os.environ['DISPLAY'][1:])\n"
        "print(os.listdir('/tmp/.X11-unix'))\n"
        "try: socket.socket(socket.AF_UNIX).connect('\\0/tmp/.X11-unix/X' + os.environ['DISPLAY'][1:])\n"
        "except OSError: print('held')\n"
    )
    run = programs.run(source, policy=Policy(STRONG, display=True))
    assert run.stdout.decode() == f"['X{display}']\nheld\n", run.stderr
