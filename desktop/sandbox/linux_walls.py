"""Linux only: the walls that a process puts around itself before it becomes the learner's program.

Says which Landlock rules and which filter a confinement means; the modules beside this one hold the calls.
"""

from __future__ import annotations

import errno
import os

from desktop.sandbox import linux_landlock, linux_privileges, linux_readable, linux_seccomp
from desktop.sandbox.confinement import Confinement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MINIMUM_ABI = {True: 1, False: 3}  # Strong has mounts too; without them truncation must be handled
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
# What Python and its library ask the kernel, beside their own process; no folder of another one.
_SYSTEM_FILES = (
    "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/uptime", "/proc/loadavg", "/proc/version",
    "/proc/filesystems", "/proc/sys/vm/overcommit_memory", "/proc/sys/kernel/osrelease",
    "/proc/sys/kernel/pid_max", "/sys/devices/system/cpu",
)  # fmt: skip


def walls(confinement: Confinement) -> list[tuple[str, Callable[[], object]]]:
    """The steps in their order, each with its name; a step that raises OSError must end the process."""
    return [
        ("no new privileges", linux_privileges.no_new_privileges),
        ("capabilities", linux_privileges.drop_capabilities),
        ("Landlock", lambda: _apply_landlock(confinement)),
        ("the system call filter", lambda: _apply_seccomp(confinement)),
    ]


def may_run(confinement: Confinement) -> bool:
    """Whether processes are allowed: without a pid namespace only where signals can be kept inside."""
    if confinement.is_strong:
        return confinement.run
    return confinement.run and linux_landlock.abi(confinement.abi_cap) >= linux_landlock.ABI_OF_SCOPES


def _apply_landlock(confinement: Confinement) -> None:
    version = linux_landlock.abi(confinement.abi_cap)
    if version < MINIMUM_ABI[confinement.is_strong]:
        raise OSError(errno.EOPNOTSUPP, f"version {version} of the kernel's Landlock is too old")
    closes_tcp = confinement.net != "any" and not (confinement.is_strong and confinement.net == "loopback")
    rules = linux_landlock.Ruleset(version, closes_tcp=closes_tcp)
    execute = linux_landlock.EXECUTE if may_run(confinement) else 0
    for path in ["/"] if confinement.is_strong else _readable(confinement):
        rules.allow(path, linux_landlock.READ | execute)
    for path in _changeable(confinement):
        rules.allow(path, linux_landlock.CHANGE | execute)
    for path in ["/dev"] if confinement.is_strong else _DEVICES:
        rules.allow(path, linux_landlock.DEVICE)
    for path in [] if execute else linux_readable.executables(confinement.interpreter):
        rules.allow(path, linux_landlock.READ_FILE | linux_landlock.EXECUTE)
    rules.restrict()


def _readable(confinement: Confinement) -> list[str]:
    """Of the real file system, where there is no other; the program's own folder in /proc too."""
    return [*linux_readable.everyday(confinement), *_SYSTEM_FILES, f"/proc/{os.getpid()}", *confinement.read]


def _changeable(confinement: Confinement) -> list[str]:
    private = ["/tmp", "/dev/shm"] if confinement.is_strong else []
    return [confinement.work_dir, *private, *confinement.write]


def _apply_seccomp(confinement: Confinement) -> None:
    version = linux_landlock.abi(confinement.abi_cap)
    families = linux_seccomp.socket_families(
        confinement.net,
        has_mounts=confinement.is_strong,
        scopes_sockets=version >= linux_landlock.ABI_OF_SCOPES,
    )
    rights = linux_seccomp.Rights(
        has_mounts=confinement.is_strong, run=may_run(confinement), sockets=families, pid=os.getpid()
    )
    linux_seccomp.install(linux_seccomp.build(os.uname().machine, rights))
