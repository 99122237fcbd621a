"""Linux only: system calls that Python has no name for, by number, for x86_64 and aarch64.

Hides ctypes and errno; every refusal is an OSError that names the call.
"""

from __future__ import annotations

import ctypes
import os

# From each machine's asm/unistd.h; from 424 on all machines have the same numbers.
_NUMBERS = {
    "x86_64": {"capget": 125, "capset": 126, "clone": 56, "pivot_root": 155},
    "aarch64": {"capget": 90, "capset": 91, "clone": 220, "pivot_root": 41},
    "riscv64": {"capget": 90, "capset": 91, "clone": 220, "pivot_root": 41},
    "loongarch64": {"capget": 90, "capset": 91, "clone": 220, "pivot_root": 41},
}
_EVERYWHERE = {
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "mount_setattr": 442,
    "landlock_create_ruleset": 444,
    "landlock_add_rule": 445,
    "landlock_restrict_self": 446,
}

_LIBC = ctypes.CDLL(None, use_errno=True)  # making it takes longer than a system call
_MACHINE = os.uname().machine

Argument = int | bytes | ctypes.Array[ctypes.c_char] | None


def call(name: str, *arguments: Argument) -> int:
    """Make the system call. Raises OSError."""
    return checked(_LIBC.syscall(ctypes.c_long(_number(name)), *map(_word, arguments)), name)


def prctl(option: int, *arguments: int) -> int:
    """Make this call of prctl(2), the rest zero. Raises OSError."""
    words = [*arguments, 0, 0, 0, 0][:4]
    return checked(_LIBC.prctl(option, *map(ctypes.c_ulong, words)), f"prctl({option})")


def checked(result: int, what: str) -> int:
    """``result``, or an OSError naming ``what``."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return int(result)


def libc_call(name: str, *arguments: Argument) -> int:
    """Call a function of the C library that gives -1 for an error. Raises OSError."""
    return checked(getattr(_LIBC, name)(*map(_word, arguments)), name)


def _word(argument: Argument) -> object:
    """Numbers as wide as a register: an int alone would be cut to 32 bits."""
    return ctypes.c_long(argument) if isinstance(argument, int) else argument


def _number(name: str) -> int:
    number = _EVERYWHERE.get(name) or _NUMBERS.get(_MACHINE, {}).get(name)
    if number is None:
        raise OSError(38, f"{name}: no known number on this machine")
    return number
