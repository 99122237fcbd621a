"""Linux only: a process in namespaces of its own, and the few prctl calls the launcher needs.

Hides ctypes, the system call numbers and the user namespace that an ordinary user needs for this; calls
nothing at import, so that it may be imported on any system.
"""

from __future__ import annotations

import ctypes
import os
import sys

CLONE_NEWNS = 0x00020000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
_CLONE_NEWCGROUP, _CLONE_NEWUTS, _CLONE_NEWIPC = 0x02000000, 0x04000000, 0x08000000
_CLONE_NEWNET = 0x40000000
_SIGCHLD = 17
_SIGKILL = 9
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4
_PR_SET_CHILD_SUBREAPER = 36
ORDINARY_NUMBER = 1000
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_SLAVE = 2, 4, 8, 0x4000, 0x80000
# From each machine's asm/unistd.h; on all of them the flags come first and 0 is right for the rest.
_SYS_CLONE = {"x86_64": 56, "aarch64": 220, "riscv64": 220, "loongarch64": 220}


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def die_with_parent() -> None:
    """The kernel kills this process when its parent's thread ends; the caller re-checks that it lives."""
    _check(_libc().prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0), "prctl(PR_SET_PDEATHSIG)")


def adopt_orphans() -> None:
    """Every descendant whose parent ends becomes a child of this process."""
    _check(_libc().prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl(PR_SET_CHILD_SUBREAPER)")


def namespace_flags() -> tuple[int, ...]:
    """The sets of namespaces to try, best first. Root needs no user namespace, and is not confined by one."""
    own = CLONE_NEWPID | CLONE_NEWNS
    return (own, own | CLONE_NEWUSER) if os.geteuid() == 0 else (own | CLONE_NEWUSER,)


def all_flags(*, shares_network: bool) -> int:
    """Every namespace of a Strong run; always with a user namespace, so that root loses its power too."""
    flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | _CLONE_NEWIPC | _CLONE_NEWUTS | _CLONE_NEWCGROUP
    return flags if shares_network else flags | _CLONE_NEWNET


def clone(flags: int) -> int:
    """Fork into new namespaces: 0 in the child, which is pid 1 there, else its pid. Raises OSError.

    The raw call, not ``unshare``: it fails without leaving this process in a half-made namespace. It skips
    Python's own hooks for fork, which do nothing in a process of one thread.
    """
    number = _SYS_CLONE.get(os.uname().machine) if sys.platform == "linux" else None
    if number is None:
        raise OSError(38, "no known clone call on this machine")
    pid = int(_libc().syscall(number, ctypes.c_ulong(flags | _SIGCHLD), None, None, None, None))
    _check(pid, "clone")
    return pid


def map_own_user(pid: int) -> None:
    """Give the new user namespace of ``pid`` this user and group under their own numbers. Raises OSError."""
    _map(pid, os.geteuid(), os.getegid())


def map_ordinary_user(pid: int) -> None:
    """As ``map_own_user``, but what is 0 outside gets an ordinary number inside."""
    _map(pid, os.geteuid() or ORDINARY_NUMBER, os.getegid() or ORDINARY_NUMBER)


def _map(pid: int, user: int, group: int) -> None:
    _write(f"/proc/{pid}/setgroups", "deny")
    _write(f"/proc/{pid}/uid_map", f"{user} {os.geteuid()} 1")
    _write(f"/proc/{pid}/gid_map", f"{group} {os.getegid()} 1")


def hide_memory() -> None:
    """No other process of this user may look into this one through /proc."""
    _check(_libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "prctl(PR_SET_DUMPABLE)")


def name_host(name: str) -> None:
    """The host's name in this namespace."""
    _check(_libc().sethostname(name.encode("ascii"), len(name)), "sethostname")


def _write(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode("ascii"))
    finally:
        os.close(descriptor)


def own_mounts() -> int:
    """A descriptor of this process's mount namespace. Raises OSError."""
    return os.open("/proc/self/ns/mnt", os.O_RDONLY | os.O_CLOEXEC)


def leave_mounts() -> None:
    """Go into a copy of this process's mount namespace. Raises OSError."""
    _check(_libc().unshare(CLONE_NEWNS), "unshare")


def enter_mounts(namespace: int) -> None:
    """Go into this mount namespace, to its root. Raises OSError."""
    _check(_libc().setns(namespace, CLONE_NEWNS), "setns")


def mount_own_proc() -> bool:
    """Show this pid namespace in /proc. False where the kernel refuses, as inside many containers.

    Without it all works but the directories of /proc carry the outer numbers.
    """
    libc = _libc()
    if libc.mount(b"none", b"/", None, ctypes.c_ulong(_MS_REC | _MS_SLAVE), None) < 0:
        return False
    flags = ctypes.c_ulong(_MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    return int(libc.mount(b"proc", b"/proc", b"proc", flags, None)) == 0
