"""A disk that does not answer until it is told to: one Python file behind FUSE, as on a network that hangs.

Usage: ``unshare -m python -m tests.e2e.slow_disk MOUNTPOINT GATE COMMAND...``. Mounts, runs the command, and
keeps every question after the mounting waiting until a file GATE exists. Linux, as root.
"""

from __future__ import annotations

import ctypes
import os
import signal
import stat
import struct
import sys
import time
from pathlib import Path
from typing import NoReturn

NAME, CONTENT = b"slow.py", b"print('from far away')\n"
_ROOT, _FILE = 1, 2
_LOOKUP, _FORGET, _GETATTR, _OPEN, _READ, _RELEASE = 1, 2, 3, 14, 15, 18
_FLUSH, _INIT, _OPENDIR, _RELEASEDIR, _ACCESS, _BATCH_FORGET = 25, 26, 27, 29, 34, 42
_ENOENT, _ENOSYS = 2, 38
_END_WITH_PARENT = 1


def _attributes(node: int) -> bytes:
    mode = stat.S_IFDIR | 0o755 if node == _ROOT else stat.S_IFREG | 0o644
    size = 0 if node == _ROOT else len(CONTENT)
    return struct.pack("<6Q10I", node, size, 1, 0, 0, 0, 0, 0, 0, mode, 1, 0, 0, 0, 4096, 0)


def _answer(opcode: int, node: int, body: bytes) -> bytes | int:
    """The body of the reply, or an error number."""
    if opcode == _INIT:
        return struct.pack("<4I2H2I2H8I", 7, 31, 65536, 0, 16, 12, 65536, 1, 16, 0, *[0] * 8)
    if opcode == _LOOKUP:
        if body.rstrip(b"\0") != NAME:
            return _ENOENT
        return struct.pack("<4Q2I", _FILE, 0, 60, 60, 0, 0) + _attributes(_FILE)
    if opcode == _GETATTR:
        return struct.pack("<Q2I", 60, 0, 0) + _attributes(node)
    if opcode in (_OPEN, _OPENDIR):
        return struct.pack("<Q2I", 1, 0, 0)
    if opcode == _READ:
        _handle, offset, size = struct.unpack_from("<2QI", body)
        return CONTENT[offset : offset + size]
    return b"" if opcode in (_RELEASE, _RELEASEDIR, _FLUSH, _ACCESS) else _ENOSYS


def _serve(device: int, gate: Path) -> None:
    is_mounting = True
    while True:
        try:
            request = os.read(device, 200_000)
        except OSError:  # unmounted
            return
        _length, opcode, unique, node = struct.unpack_from("<2I2Q", request)
        while not is_mounting and not gate.exists():
            time.sleep(0.01)
        is_mounting = is_mounting and opcode == _INIT
        if opcode in (_FORGET, _BATCH_FORGET):
            continue
        reply = _answer(opcode, node, request[40:])
        error, body = (-reply, b"") if isinstance(reply, int) else (0, reply)
        os.write(device, struct.pack("<IiQ", 16 + len(body), error, unique) + body)


def main() -> NoReturn:
    """Mount, serve in a process of its own, and become the command."""
    mountpoint, gate, *command = sys.argv[1:]
    device = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0".encode()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"slow", mountpoint.encode(), b"fuse", 0, options) != 0:
        sys.exit(f"cannot mount: {os.strerror(ctypes.get_errno())}")
    if os.fork() == 0:
        libc.prctl(_END_WITH_PARENT, signal.SIGKILL)
        _serve(device, Path(gate))
        os._exit(0)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
