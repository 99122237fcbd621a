"""Linux only: the command line and the environment that /proc shows of a process, written anew.

Hides where the kernel put them at the exec; only a process that may look into that one's memory can.
"""

from __future__ import annotations

import errno
import os

_ARGUMENTS_AT, _ENVIRONMENT_AT = 48, 50  # proc_pid_stat(5), counted from 1


def replace_command(pid: int, old: list[str], new: list[str]) -> None:
    """``new`` takes as many bytes as ``old``, see ``padded``. Raises OSError."""
    _replace(pid, _ARGUMENTS_AT, old, new)


def replace_environment(pid: int, old: list[str], new: list[str]) -> None:
    """Words ``name=value``. Where one became shorter, the C library still finds those before and itself."""
    _replace(pid, _ENVIRONMENT_AT, old, new)


def padded(words: list[str], place: int, old: list[str]) -> list[str]:
    """``words`` with spaces after the one at ``place``, so that all take as many bytes as ``old``.

    Raises OSError where they take more.
    """
    missing = len(_block(old)) - len(_block(words))
    if missing < 0:
        raise OSError(errno.E2BIG, "the command line is too long")
    return [*words[:place], words[place] + " " * missing, *words[place + 1 :]]


def _replace(pid: int, field: int, old: list[str], new: list[str]) -> None:
    """What is there must be ``old``; bytes that are left over become 0."""
    there, wanted = _block(old), _block(new)
    if len(wanted) > len(there):
        raise OSError(errno.E2BIG, "it does not fit")
    with open(f"/proc/{pid}/stat", "rb") as file:
        place = int(file.read().rpartition(b")")[2].split()[field - 3])
    memory = os.open(f"/proc/{pid}/mem", os.O_RDWR | os.O_CLOEXEC)
    try:
        if os.pread(memory, len(there), place) != there:
            raise OSError(errno.EFAULT, "other words than expected")
        os.pwrite(memory, wanted.ljust(len(there), b"\0"), place)
    finally:
        os.close(memory)


def _block(words: list[str]) -> bytes:
    return b"".join(os.fsencode(word) + b"\0" for word in words)
