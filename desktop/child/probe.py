"""What guard this machine gives, found out by really making it once. For ``doctor`` only.

Uses the same calls as a run; leaves nothing behind.
"""

from __future__ import annotations

import os
import sys

from desktop.sandbox import linux_cgroup, linux_namespaces


def probe_guard() -> str:
    """``GUARD PROCESSES``: "namespace", "walk" or "group"; then "own", "user", "cgroup" or "none" counted."""
    if sys.platform != "linux":
        return "job own" if sys.platform == "win32" else "group user"
    is_root = os.geteuid() == 0
    for flags in linux_namespaces.namespace_flags():
        if _can_clone(flags):
            has_own_user = bool(flags & linux_namespaces.CLONE_NEWUSER)
            return f"namespace {'own' if has_own_user else _cgroup() if is_root else 'user'}"
    return f"walk {'none' if is_root else 'user'}"


def _can_clone(flags: int) -> bool:
    """Whether a process can be made in such namespaces and given this user's own number."""
    wait, go = os.pipe()
    try:
        pid = linux_namespaces.clone(flags)
    except OSError:
        os.close(wait)
        os.close(go)
        return False
    if pid == 0:
        os.close(go)
        os.read(wait, 1)
        os._exit(0)
    os.close(wait)
    try:
        if flags & linux_namespaces.CLONE_NEWUSER:
            linux_namespaces.map_own_user(pid)
    except OSError:
        return False
    finally:
        os.close(go)
        os.waitpid(pid, 0)
    return True


def _cgroup() -> str:
    group = linux_cgroup.make_pids_group()
    if group is None:
        return "none"
    group.remove()
    return "cgroup"
