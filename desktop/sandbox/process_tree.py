"""Linux only: the living descendants of a process, their memory, and ending them all.

Reads /proc; knows nothing of what runs.
"""

from __future__ import annotations

import os
import sys
import time

_SIGKILL, _SIGSTOP = 9, 19
_KB = 1024


def descendants(root: int) -> list[int]:
    """The pids of all living descendants of ``root``, without itself. Empty where /proc cannot say."""
    found: list[int] = []
    waiting = [root]
    while waiting:
        children = _children(waiting.pop())
        found += children
        waiting += children
    return found


def _children(pid: int) -> list[int]:
    children: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            children += [int(word) for word in _read(f"/proc/{pid}/task/{thread}/children").split()]
    except OSError:
        pass
    return children


def used_bytes(root: int, limit: int) -> int:
    """Memory of all descendants of ``root``; shared pages are counted once only beyond ``limit``."""
    pids = descendants(root)
    used = resident_bytes(pids)
    return proportional_bytes(pids) if 0 < limit < used else used


def resident_bytes(pids: list[int]) -> int:
    """Private and shared-memory pages of the processes; what forked copies share is counted for each."""
    return sum(_sum_of_fields(f"/proc/{pid}/status", (b"RssAnon:", b"RssShmem:")) for pid in pids)


def proportional_bytes(pids: list[int]) -> int:
    """As ``resident_bytes``, with each shared page counted once; slower, so only asked near the limit."""
    return sum(_proportional(pid) for pid in pids)


def _proportional(pid: int) -> int:
    exact = _sum_of_fields(f"/proc/{pid}/smaps_rollup", (b"Pss_Anon:", b"Pss_Shmem:"))
    return exact or resident_bytes([pid])


def cpu_ms(pids: list[int]) -> int:
    """Processor time of the processes and of the children that they have reaped."""
    return sum(map(_ticks, pids)) * 1000 // (os.sysconf("SC_CLK_TCK") if pids else 1)


def used_time(pids: list[int]) -> tuple[float, bool]:
    """As ``cpu_ms`` in seconds, and whether the first thread of any is running or ready to."""
    found = [_stat(pid) for pid in pids]
    return sum(_ticks_of(fields) for fields in found) / os.sysconf("SC_CLK_TCK"), any(
        fields[:1] == [b"R"] for fields in found
    )


def _ticks(pid: int) -> int:
    return _ticks_of(_stat(pid))


def _ticks_of(fields: list[bytes]) -> int:
    return sum(int(field) for field in fields[11:15])


def _stat(pid: int) -> list[bytes]:
    """The fields of proc(5) stat behind the name, which may hold anything; none when it has ended."""
    try:
        return _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()
    except OSError:
        return []


def _sum_of_fields(path: str, names: tuple[bytes, ...]) -> int:
    try:
        lines = _read(path).splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * _KB for line in lines if line.startswith(names))


def _read(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        parts = []
        while part := os.read(descriptor, 65536):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def end_descendants(patience_s: float = 5.0) -> bool:
    """Kill and reap all descendants of this process, which must adopt orphans; True when none is left.

    Each round first halts all that it sees, so that a program which forks to escape stands still. No child
    left proves that no descendant is left, because every orphan becomes a child of ours. False after
    ``patience_s``: a program with other rights, such as ``sudo``, cannot be killed.
    """
    deadline = time.monotonic() + patience_s
    while _reap():
        if time.monotonic() > deadline:
            return False
        pids = descendants(os.getpid())
        for signal in (_SIGSTOP, _SIGKILL):
            for pid in pids:
                _send(pid, signal)
        time.sleep(0.001)
    return True


def _send(pid: int, signal: int) -> None:
    try:
        os.kill(pid, signal)
    except (ProcessLookupError, PermissionError):
        pass


def _reap() -> bool:
    """Reap what has ended. False when no child is left."""
    if sys.platform == "win32":
        return False
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True
