"""Linux only: a pids cgroup for one run, for root, whom RLIMIT_NPROC does not bind.

Hides the two versions of cgroups and their mount points; finding none is no error.
"""

from __future__ import annotations

import os

_PREFIX = "python-explorer-"
_V1_ROOTS = ("/sys/fs/cgroup/pids",)
_V2_ROOTS = ("/sys/fs/cgroup", "/sys/fs/cgroup/unified")


class PidsGroup:
    """One group below the launcher's own, removed when the run is over."""

    def __init__(self, folder: str) -> None:
        """``folder`` exists and has a ``pids.max``."""
        self._folder = folder
        self.has_launcher = False  # it counts too, then

    def limit(self, count: int) -> None:
        """At most this many processes and threads in the group."""
        _write(f"{self._folder}/pids.max", str(count))

    def add(self, pid: int) -> None:
        """Move a process here; what it forks is born here."""
        _write(f"{self._folder}/cgroup.procs", str(pid))

    def enter(self) -> None:
        """Move this process here. Moving one takes the kernel 5 ms and more: too long for who waits."""
        self.add(os.getpid())
        self.has_launcher = True

    def leave(self) -> None:
        """Move it out again, and remove the group."""
        _write(f"{os.path.dirname(self._folder)}/cgroup.procs", str(os.getpid()))
        self.remove()

    def remove(self) -> None:
        """Remove the group; a group that is still in use stays and is swept by a later run."""
        _remove(self._folder)


def make_pids_group() -> PidsGroup | None:
    """A new group for this launcher, or ``None`` where the machine gives none."""
    for parent in _parents():
        _sweep(parent)
        folder = f"{parent}/{_PREFIX}{os.getpid()}"
        try:
            os.mkdir(folder)
        except OSError:
            continue
        if os.access(f"{folder}/pids.max", os.W_OK):
            return PidsGroup(folder)
        _remove(folder)
    return None


def enter_pids_group() -> PidsGroup | None:
    """Before there is a run: a new group with this launcher in it, for root alone."""
    group = make_pids_group() if os.geteuid() == 0 else None
    if group is not None:
        try:
            group.enter()
        except OSError:
            group.remove()
            return None
    return group


def _parents() -> list[str]:
    """Folders of this process's own groups that may count processes."""
    found = []
    try:
        with open("/proc/self/cgroup", encoding="utf-8") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    for line in lines:
        number, controllers, path = line.split(":", 2)
        roots = _V1_ROOTS if "pids" in controllers.split(",") else _V2_ROOTS if number == "0" else ()
        found += [(root + path).rstrip("/") for root in roots if os.path.isdir(root + path)]
    return found


def _sweep(parent: str) -> None:
    """Remove groups whose launcher was killed before it could."""
    try:
        names = os.listdir(parent)
    except OSError:
        return
    for name in names:
        launcher = name.removeprefix(_PREFIX)
        if launcher != name and launcher.isdecimal() and not os.path.exists(f"/proc/{launcher}"):
            _remove(f"{parent}/{name}")


def _remove(folder: str) -> None:
    try:
        os.rmdir(folder)
    except OSError:
        pass


def _write(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode("ascii"))
    finally:
        os.close(descriptor)
