"""Linux: guards that also confine the program, one for each tier.

Loaded only for such a run. What fails in here ends the start; nothing falls back to less.
"""

from __future__ import annotations

import _socket
import errno
import os
import time

from desktop.child.guard import Guard
from desktop.child.order import Order
from desktop.child.payload import ProcessAllowance
from desktop.child.posix import NamespaceGuard, WalkGuard
from desktop.sandbox import (
    linux_bwrap,
    linux_cgroup,
    linux_landlock,
    linux_namespaces,
    linux_network,
    linux_privileges,
    linux_scratch,
    linux_view,
    linux_walls,
)
from desktop.sandbox.confinement import Confinement

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal as _signal

    from desktop.child.payload import Steps
else:
    import _signal  # ``signal`` would load ``enum``, a quarter of the launcher's start

_HERE = os.path.dirname(os.path.abspath(__file__))
_CODE = [_HERE, os.path.join(os.path.dirname(_HERE), "__init__.py")]
_MB = 1024 * 1024
_ROUND_S = 0.0005


def confined_guard(order: Order) -> Guard:
    """The guard of the order's tier. Raises OSError for a tier that is not known."""
    if order.tier == "strong" and linux_bwrap.is_preferred():
        from desktop.child.bwrapped import BwrapGuard

        return BwrapGuard(order)
    if order.tier == "strong":
        return StrongGuard(order)
    if order.tier == "kernel":
        return KernelGuard()
    raise OSError(errno.EINVAL, f"{order.tier} is no tier")


def confinement_of(order: Order) -> Confinement:
    """The order in the words of the mechanisms."""
    confinement = Confinement(order.tier, order.interpreter, order.file, order.work_dir, _CODE)
    confinement.read, confinement.write = order.read, order.write
    confinement.net, confinement.run, confinement.terminal = order.net, order.may_run, order.has_terminal
    confinement.max_scratch_mb, confinement.abi_cap = order.max_scratch_mb, order.abi_cap
    if order.has_display:
        confinement.display = order.environment.get("DISPLAY", "") or "wayland"
        confinement.display_files = _display_files(order.environment)
    return confinement


def _display_files(environment: dict[str, str]) -> list[str]:
    """The sockets of X11 and Wayland and the key to the first."""
    files = []
    host, _, number = environment.get("DISPLAY", "").partition(":")
    if number and host in ("", "unix"):
        files.append(f"/tmp/.X11-unix/X{number.partition('.')[0]}")
    if environment.get("XAUTHORITY"):
        files.append(environment["XAUTHORITY"])
    name = environment.get("WAYLAND_DISPLAY", "")
    if name:
        files.append(os.path.join(environment.get("XDG_RUNTIME_DIR", "/"), name))
    return files


class StrongGuard(NamespaceGuard):
    """Namespaces of every kind, a file system of its own, and inside it Landlock and the filter."""

    name = "sandbox of namespaces"

    def __init__(self, order: Order) -> None:
        """Nothing is started yet."""
        super().__init__(linux_namespaces.all_flags(shares_network=order.net == "any"))
        self._confinement = confinement_of(order)
        self._line, self._line_end = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)

    def start(self, order: Order, private: list[int]) -> None:
        """Start init and the program below it. Raises OSError and NotStartedError."""
        if os.geteuid() == 0:
            os.setgroups([])
        try:
            super().start(order, private)
        finally:
            self._line_end.close()

    def end(self) -> None:
        """Kill all, then bring the files of the working folder out."""
        super().end()
        if self._confinement.max_scratch_mb > 0:
            self._keep_scratch()
        self._line.close()

    def _keep_scratch(self) -> None:
        """The descriptor that init sent holds the folder although its namespace is gone."""
        scratch = self._take_scratch()
        if scratch < 0:
            return
        work_dir = open_folder(self._confinement.work_dir)
        linux_scratch.Copier(self._confinement.max_scratch_mb * _MB).copy(scratch, work_dir)
        os.close(work_dir)
        os.close(scratch)

    def _take_scratch(self) -> int:
        return self._receive(_socket.MSG_DONTWAIT)

    def _receive(self, flags: int = 0) -> int:
        try:
            _, extras, _, _ = self._line.recvmsg(1, _socket.CMSG_SPACE(4), flags)
        except OSError:
            return -1
        return int.from_bytes(extras[0][2][:4], "little") if extras else -1

    def _map_user(self) -> None:
        linux_namespaces.map_ordinary_user(self._pid)

    def _private(self) -> list[int]:
        return [self._line.fileno()]

    def _settle(self, order: Order) -> Steps:
        """Steps of init, in this order: each needs the ones before it."""
        return [*self._surroundings(), *powerless()]

    def _surroundings(self) -> Steps:
        confinement = self._confinement
        steps: Steps = [("the file system", self._change_root)]
        if confinement.net == "loopback":
            steps.append(("the loopback network", linux_network.bring_up_loopback))
        if not confinement.display:  # the display's key is for the real name
            steps.append(("the host's name", lambda: linux_namespaces.name_host("sandbox")))
        return steps

    def _walls(self, order: Order) -> Steps:
        return linux_walls.walls(self._confinement)

    def _change_root(self) -> None:
        view = linux_view.View(self._confinement)
        if view.scratch >= 0:
            self._fill(view.scratch)
            self._hand_out(view.scratch)
        self._line_end.close()
        view.enter()

    def _fill(self, scratch: int) -> None:
        """With what lies in the real working folder."""
        work_dir = open_folder(self._confinement.work_dir)
        linux_scratch.Copier(self._confinement.max_scratch_mb * _MB).copy(work_dir, scratch)
        os.close(work_dir)

    def _hand_out(self, scratch: int) -> None:
        """Give the launcher the folder, by which it has the files when all else is gone."""
        descriptor = scratch.to_bytes(4, "little")
        self._line_end.sendmsg([b"1"], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, descriptor)])
        os.close(scratch)


def powerless() -> Steps:
    """The last steps of init: it needs no more rights and shows nothing of itself."""
    return [
        ("no new privileges", linux_privileges.no_new_privileges),
        ("capabilities", linux_privileges.drop_capabilities),
        ("memory", linux_namespaces.hide_memory),
    ]


class KernelGuard(WalkGuard):
    """Landlock and the filter around the program; from Landlock 6 its signals, and its end, are exact."""

    name = "sandbox of Landlock"

    def __init__(self) -> None:
        """Nothing is started yet."""
        super().__init__()
        self._is_scoped = False
        self._group: linux_cgroup.PidsGroup | None = None

    def start(self, order: Order, private: list[int]) -> None:
        """Start the program as a child of this process. Raises OSError and NotStartedError."""
        self._confinement = confinement_of(order)
        if os.geteuid() == 0:
            os.setgroups([])
            if order.max_processes > 0:
                self._group = order.group or linux_cgroup.make_pids_group()
        elif linux_walls.may_run(self._confinement):
            self._is_scoped = _is_inside_scope(os.getppid(), order.abi_cap)
        super().start(order, private)

    def end(self) -> None:
        """Kill the program and all that it may have started; returns when this process has no child."""
        if self._is_scoped:
            self._kill_scope()
            self.cpu_ms = self.cpu_of_children_ms()
        else:
            super().end()
        if self._group is not None:
            self._group.remove()

    def _kill_scope(self) -> None:
        """The one place that signals all: the scope, proved at the start, leaves only the run to be hit."""
        while self._has_children():
            try:
                os.kill(-1, _signal.SIGKILL)
            except ProcessLookupError:
                pass
            time.sleep(_ROUND_S)

    def _own_allowance(self, order: Order) -> ProcessAllowance:
        if self._group is not None:
            self._group.limit(order.max_processes + self._group.has_launcher)
            if not self._group.has_launcher:
                self._group.add(os.getpid())
        return super()._own_allowance(order)

    def _walls(self, order: Order) -> Steps:
        return linux_walls.walls(self._confinement)


def _is_inside_scope(application: int, abi_cap: int) -> bool:
    """Enter a domain that keeps signals inside, and prove it: the application, which could be signalled, no
    longer can. Never as root, and only where the proof holds may all be killed at once.
    """
    version = linux_landlock.abi(abi_cap)
    if version < linux_landlock.ABI_OF_SCOPES or not _can_signal(application):
        return False
    linux_privileges.no_new_privileges()
    linux_landlock.keep_signals_inside(version)
    return not _can_signal(application)


def _can_signal(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return False
    return True


def open_folder(path: str) -> int:
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
