"""Linux only: giving up every privilege for good, also what a program file could bring back.

Checks the result; a process that keeps a capability raises.
"""

from __future__ import annotations

import ctypes
import errno

from desktop.sandbox import linux_calls

_PR_CAPBSET_READ, _PR_CAPBSET_DROP = 23, 24
_PR_SET_NO_NEW_PRIVS = 38
_PR_CAP_AMBIENT, _CLEAR_ALL = 47, 4
_CAP_SETPCAP = 8
_VERSION_3 = 0x20080522
_MAX_CAPABILITY = 64


def no_new_privileges() -> None:
    """From here on no program file raises rights; Landlock and seccomp ask for it."""
    linux_calls.prctl(_PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """Empty all sets: ambient, bounding (where this process may), inheritable, permitted, effective."""
    linux_calls.prctl(_PR_CAP_AMBIENT, _CLEAR_ALL)
    if capabilities() >> _CAP_SETPCAP & 1:
        _empty_bounding_set()
    linux_calls.call("capset", _header(), bytes(24))
    if capabilities():
        raise OSError(errno.EPERM, "capabilities are left")


def capabilities() -> int:
    """The effective set as bits."""
    data = ctypes.create_string_buffer(24)
    linux_calls.call("capget", _header(), data)
    return int.from_bytes(data.raw[0:4], "little") | int.from_bytes(data.raw[12:16], "little") << 32


def _empty_bounding_set() -> None:
    for number in range(_MAX_CAPABILITY):
        try:
            is_there = linux_calls.prctl(_PR_CAPBSET_READ, number)
        except OSError:  # beyond the last one that this kernel knows
            return
        if is_there:
            linux_calls.prctl(_PR_CAPBSET_DROP, number)


def _header() -> ctypes.Array[ctypes.c_char]:
    """For this thread; the kernel may write its version into it."""
    return ctypes.create_string_buffer(_VERSION_3.to_bytes(4, "little") + bytes(4), 8)
