"""POSIX limits of one process and all it starts: setrlimit, and what the kernel counts for a user.

Hides which limit means what on which system; raises OSError for a limit that cannot be set.
"""

from __future__ import annotations

import math
import os
import sys

_MB = 1024 * 1024
# Address space is only a backstop: each thread's stack and arena count in it, at the bare limit
# Python would stop at 14 threads.
_ADDRESS_SPACE_EXTRA_MB = 4096


def no_core_files() -> None:
    """A crash leaves no core file."""
    _set("RLIMIT_CORE", 0, 0)


def limit_cpu(seconds: float) -> None:
    """SIGXCPU after this much processor time of one process, SIGKILL a second later."""
    if seconds > 0:
        _set("RLIMIT_CPU", math.ceil(seconds), math.ceil(seconds) + 1)


def limit_memory(max_memory_mb: int) -> None:
    """The backstop behind the sampled limit. Not on macOS, which ignores or refuses it."""
    if max_memory_mb > 0 and sys.platform != "darwin":
        size = (max_memory_mb + _ADDRESS_SPACE_EXTRA_MB) * _MB
        _set("RLIMIT_AS", size, size)


def limit_open_files(count: int) -> None:
    """At most this many open descriptors in one process."""
    if count > 0:
        _set("RLIMIT_NOFILE", count, count)


def limit_file_size(max_file_mb: int) -> None:
    """No file grows beyond this size."""
    if max_file_mb > 0:
        _set("RLIMIT_FSIZE", max_file_mb * _MB, max_file_mb * _MB)


def limit_processes(count: int) -> None:
    """At most this many processes and threads of this user (of this user namespace, in one of its own)."""
    if count > 0:
        _set("RLIMIT_NPROC", count, count)


def processes_of_user() -> int:
    """How many processes and threads of this user the kernel counts already."""
    user, total = os.getuid(), 0
    for entry in os.listdir("/proc"):
        if entry.isdecimal():
            total += _threads(f"/proc/{entry}/task", user)
    return total


def _threads(folder: str, user: int) -> int:
    try:
        facts = os.stat(folder)
    except OSError:
        return 0
    return facts.st_nlink - 2 if facts.st_uid == user else 0


def _set(name: str, soft: int, hard: int) -> None:
    """Set a limit, never above the hard limit in force: that one is stricter still."""
    if sys.platform == "win32":
        return
    import resource

    which = getattr(resource, name)
    allowed = resource.getrlimit(which)[1]
    if allowed != resource.RLIM_INFINITY:
        soft, hard = min(soft, allowed), min(hard, allowed)
    resource.setrlimit(which, (soft, hard))
