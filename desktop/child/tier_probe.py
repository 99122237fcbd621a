"""Whether a tier really holds here: a small program is confined by it and tries to get out.

Run by ``launch.py probe TIER INTERPRETER``; prints ``ok ABI`` or ``no`` and a reason. Leaves nothing behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop.child.guard import NotStartedError
from desktop.child.order import HEADER_BYTES, Order
from desktop.child.posix import silence, start_guarded
from desktop.child.protocol import Limits, RunSpec, encode_order
from desktop.sandbox.policy import Policy, Tier

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 15.0
_PAUSE_S = 0.005

# Writes "start", the name of each attempt that got through, and "end". ECONNREFUSED is the network answering.
_PROGRAM = """\
import errno, os, signal, socket, sys
outside, pid = sys.argv[1], int(sys.argv[2])
print("start", flush=True)
def attempt(name, action):
    try:
        action()
    except OSError as error:
        if error.errno != errno.ECONNREFUSED:
            return
    print(name, flush=True)
attempt("read", lambda: open(outside + "/canary").read())
attempt("write", lambda: open(outside + "/written", "w").close())
attempt("network", lambda: socket.create_connection(("127.0.0.1", 9), 1))
attempt("socket", lambda: socket.socket(socket.AF_UNIX).connect(outside + "/listener"))
attempt("signal", lambda: os.kill(pid, signal.SIGUSR1))
open("own", "w").close()
print("end", flush=True)
"""
_LISTENER = Path("outside", "listener")
_LONGEST_SOCKET = 107  # bytes of a path; the kernel's sun_path, less the NUL
_REACHED = {
    "read": "read a file outside",
    "write": "wrote a file outside",
    "network": "reached the network",
    "socket": "reached another program",
    "signal": "sent a signal to another program",
}


def probe_tier(tier: str, interpreter: str) -> str:
    """The line for the application."""
    if sys.platform != "linux":
        return "no this system has no such sandbox"
    from desktop.sandbox import linux_landlock

    _keep_bytecode(interpreter)
    folder = _make_folder()
    try:
        problem = _Probe(folder, Tier(tier), Path(interpreter)).run()
    except (NotStartedError, OSError) as error:
        problem = str(error)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return f"no {problem}" if problem else f"ok {linux_landlock.abi()}"


def _make_folder() -> Path:
    """In the folder for temporary files, or where its path is short enough to name a socket."""
    for place in (None, "/tmp", "/var/tmp"):
        folder = Path(tempfile.mkdtemp(prefix="python-explorer-probe-", dir=place))
        if len(os.fsencode(folder / _LISTENER)) <= _LONGEST_SOCKET:
            break
        folder.rmdir()
    return folder


def _keep_bytecode(interpreter: str) -> None:
    """Let this Python keep the bytecode of what it will import inside, where it cannot write any."""
    names = ", ".join(f"desktop.child.{name}" for name in ("program", "witness", "blocked"))
    source = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); import {names}"
    try:
        subprocess.run(
            [interpreter, "-I", "-S", "-c", source],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return  # it will compile them each time


class _Probe:
    """One confined program and what it must not reach."""

    def __init__(self, folder: Path, tier: Tier, interpreter: Path) -> None:
        self._outside = folder / "outside"
        self._spec = RunSpec(
            target="probe",
            file=folder / "program.py",
            work_dir=folder / "work",
            interpreter=interpreter,
            argv=(str(self._outside), str(os.getpid())),
            limits=Limits(timeout_s=_PATIENCE_S),
            policy=Policy(tier=tier),
        )
        self._was_signalled = False

    def run(self) -> str:
        """Why the tier cannot be had, or ""."""
        self._outside.mkdir()
        self._spec.work_dir.mkdir()
        (self._outside / "canary").write_text("canary", encoding="ascii")
        self._spec.file.write_text(_PROGRAM, encoding="ascii")
        signal.signal(signal.SIGUSR1, self._on_signal)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self._spec.work_dir.parent / _LISTENER))
            listener.listen()
            words = self._words()
        return self._judge(words)

    def _on_signal(self, number: int, frame: object) -> None:
        self._was_signalled = True

    def _words(self) -> list[str]:
        """What the program wrote, after its end."""
        read_end, write_end = os.pipe()
        answer = os.dup(1)
        os.dup2(write_end, 1)
        os.close(write_end)
        control = os.open(os.devnull, os.O_WRONLY)
        body = encode_order(self._spec, {"HOME": str(self._spec.work_dir)}, control)[HEADER_BYTES:]
        try:
            guard = start_guarded(Order(body), [read_end, answer])
        finally:
            silence(control)
            os.dup2(answer, 1)
            os.close(answer)
        deadline = time.monotonic() + _PATIENCE_S
        while not guard.reap() and time.monotonic() < deadline:
            time.sleep(_PAUSE_S)
        guard.end()
        with os.fdopen(read_end, encoding="ascii", errors="replace") as output:
            return output.read().split()

    def _judge(self, words: list[str]) -> str:
        reached = [_REACHED[word] for word in words if word in _REACHED]
        if (self._outside / "written").exists() or self._was_signalled:
            reached.append("left a trace outside")
        if reached:
            return f"a confined program {' and '.join(reached)}"
        if words[:1] != ["start"] or words[-1:] != ["end"]:
            return f"{self._spec.interpreter} does not work inside"
        return "" if (self._spec.work_dir / "own").exists() else "the working folder was not kept"
