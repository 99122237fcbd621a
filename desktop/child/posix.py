"""POSIX: starting a program so that all of it can be ended, by the best means that the machine gives.

Hides pid namespaces, adoption of orphans and process groups.
"""

from __future__ import annotations

import os
import resource
import select
import sys
import time

from desktop.child.guard import Guard, NotStartedError
from desktop.child.notes import Notes
from desktop.child.order import Order
from desktop.child.payload import ProcessAllowance, become, perform
from desktop.sandbox import linux_cgroup, linux_namespaces, process_tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal as _signal

    from desktop.child.payload import Steps
    from desktop.child.waiting import Waiting
else:
    import _signal  # ``signal`` would load ``enum``, a quarter of the launcher's start

_WALK_PATIENCE_S = 5.0


class GroupGuard(Guard):
    """The program is ended as one process group: what starts a session of its own survives."""

    name = "process group"

    def __init__(self) -> None:
        """Nothing is started yet."""
        super().__init__()
        self._pid = 0
        self._earlier_ms = _cpu_of_children_ms()  # of an interpreter that waited in vain

    def start(self, order: Order, private: list[int]) -> None:
        """Start the program as a child of this process."""
        failure, failure_end = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            self._before_program()
            become(order, failure_end, self._own_allowance(order), self._walls(order))
        os.close(failure_end)
        raise_failure(failure)

    def reap(self) -> bool:
        """Collect ended children. True once the program itself has ended."""
        return not self._has_children() or self.code is not None

    def _has_children(self) -> bool:
        """Collect all that have ended; whether any is left."""
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if pid == 0:
                return True
            if pid == self._pid:
                self.code, self.peak_kb = os.waitstatus_to_exitcode(status), _kilobytes(usage.ru_maxrss)

    def interrupt(self) -> None:
        """SIGINT to the program alone."""
        _send(self._pid, _signal.SIGINT)

    def end(self) -> None:
        """Kill the group."""
        try:
            os.killpg(self._pid, _signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
        self._wait()
        self.cpu_ms = self.cpu_of_children_ms()

    def cpu_of_children_ms(self) -> int:
        """Processor time of all of the run that was reaped, by this process and by what it reaped."""
        return _cpu_of_children_ms() - self._earlier_ms

    def used_time(self) -> tuple[float, bool]:
        """Unknown: only the limit of the processor's time holds."""
        return 0.0, False

    def used_bytes(self, limit: int) -> int:
        """Unknown."""
        return 0

    def _before_program(self) -> None:
        """What the forked process does before anything else."""

    def _own_allowance(self, order: Order) -> ProcessAllowance:
        return ProcessAllowance(order.max_processes, os.getuid() != 0)

    def _walls(self, order: Order) -> Steps:
        """What confines the program, none here."""
        return []

    def _wait(self) -> None:
        while not self.reap():
            time.sleep(0.001)


class WalkGuard(GroupGuard):
    """The launcher adopts every orphan of the program and hunts them all down."""

    name = "subreaper and walk"

    def start(self, order: Order, private: list[int]) -> None:
        """Start the program as a child of this process."""
        linux_namespaces.adopt_orphans()
        self._launcher = os.getpid()
        super().start(order, private)

    def end(self) -> None:
        """Halt, kill and reap until this process has no child."""
        _send(self._pid, _signal.SIGKILL)
        self._wait()
        process_tree.end_descendants(_WALK_PATIENCE_S)
        self.cpu_ms = self.cpu_of_children_ms()

    def used_time(self) -> tuple[float, bool]:
        """Of all descendants of the launcher, and what it has reaped."""
        seconds, is_computing = process_tree.used_time(process_tree.descendants(self._launcher))
        return seconds + self.cpu_of_children_ms() / 1000, is_computing

    def used_bytes(self, limit: int) -> int:
        """Of all descendants of the launcher."""
        return process_tree.used_bytes(self._launcher, limit)

    def _before_program(self) -> None:
        linux_namespaces.die_with_parent()
        if os.getppid() != self._launcher:
            os._exit(1)


class NamespaceGuard(GroupGuard):
    """The program lives in a pid namespace whose init is ours: when that ends, the kernel ends all."""

    name = "pid namespace"

    def __init__(self, flags: int) -> None:
        """``flags`` as ``linux_namespaces.namespace_flags`` offers them."""
        super().__init__()
        self._flags = flags
        self._has_user_namespace = bool(flags & linux_namespaces.CLONE_NEWUSER)
        self._group: linux_cgroup.PidsGroup | None = None

    def start(self, order: Order, private: list[int]) -> None:
        """Start init and the program below it. Raises OSError where the machine refuses such a namespace."""
        go, go_end = os.pipe()
        failure, failure_end = os.pipe()
        self._status_pipe, status_end = os.pipe()
        try:
            self._pid = self._awaited = linux_namespaces.clone(self._flags)
            if self._pid == 0:
                init = self._init(order, failure_end, status_end)
                foreign = [*private, *self._private(), go_end, failure, self._status_pipe]
                init.run(go, foreign, self._settle(order), self._allowance(order), self._walls(order))
            self._prepare(order)
            os.write(go_end, b"1")
        finally:
            for descriptor in (go, go_end, failure_end, status_end):
                os.close(descriptor)
        try:
            raise_failure(failure)
        except NotStartedError:
            self.end()
            raise

    def reap(self) -> bool:
        """True once init has ended, and with it everything else."""
        if os.waitpid(self._awaited, os.WNOHANG)[0] == 0:
            return False
        self._finish()
        return True

    def end(self) -> None:
        """Kill init; its wait returns when the kernel has ended the whole namespace."""
        if self.code is None:
            # The kernel forgets the times of what it ends together with init.
            self.cpu_ms = process_tree.cpu_ms(process_tree.descendants(self._pid))
            _send(self._pid, _signal.SIGKILL)
            try:
                os.waitpid(self._awaited, 0)
            except ChildProcessError:
                pass
            self._finish()
        self.cpu_ms = max(self.cpu_ms, self.cpu_of_children_ms())
        if self._group is not None:
            self._group.remove()

    def used_time(self) -> tuple[float, bool]:
        """Of init, who knows of what it has reaped, and of everything below."""
        return process_tree.used_time([self._pid, *process_tree.descendants(self._pid)])

    def used_bytes(self, limit: int) -> int:
        """Of everything below init."""
        return process_tree.used_bytes(self._pid, limit)

    def _init(self, order: Order, failure: int, status: int) -> Init:
        return Init(order, failure, status)

    def _settle(self, order: Order) -> Steps:
        """What init does to its namespaces before it starts the program."""
        return [("/proc", linux_namespaces.mount_own_proc)]

    def _private(self) -> list[int]:
        """More descriptors that only the launcher may hold."""
        return []

    def _map_user(self) -> None:
        linux_namespaces.map_own_user(self._pid)

    def _prepare(self, order: Order) -> None:
        if self._has_user_namespace:
            self._map_user()
        if os.geteuid() == 0 and order.max_processes > 0:
            self._group = order.group or linux_cgroup.make_pids_group()
            if self._group is not None:
                self._group.limit(order.max_processes + 1 + self._group.has_launcher)
                if not self._group.has_launcher:
                    self._group.add(self._pid)

    def _allowance(self, order: Order) -> ProcessAllowance:
        """Inside a user namespace of its own only the run counts; one more for init."""
        count = order.max_processes + 1 if self._has_user_namespace and order.max_processes else 0
        return ProcessAllowance(count, adds_present=False)

    def _finish(self) -> None:
        """Read what init wrote last; without it the namespace was killed from outside."""
        self.code = -_signal.SIGKILL
        words = os.read(self._status_pipe, 100).split()
        if len(words) == 2:
            self.code, self.peak_kb = int(words[0]), int(words[1])


class Init:
    """Pid 1 of the namespace: starts the program, passes SIGINT on, reaps, and ends with the program."""

    def __init__(self, order: Order, failure: int, status: int) -> None:
        self._order = order
        self._failure = failure
        self._status = status
        self._program = 0

    def run(
        self, go: int, foreign: list[int], settle: Steps, allowance: ProcessAllowance, walls: Steps
    ) -> None:
        """Never returns. ``settle``: before the program is started. ``walls``: by the program itself."""
        try:
            linux_namespaces.die_with_parent()
            for descriptor in foreign:
                os.close(descriptor)
            # The launcher writes after all is prepared; end of file means that it died before or gave up.
            if os.read(go, 1):
                perform(settle, self._failure)
                self._start(allowance, walls)
                self._watch()
        finally:
            os._exit(1)

    def _start(self, allowance: ProcessAllowance, walls: Steps) -> None:
        _signal.set_wakeup_fd(-1)
        _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
        _signal.signal(_signal.SIGINT, lambda number, frame: self._pass_on(number))
        self._program = os.fork()
        if self._program == 0:
            become(self._order, self._failure, allowance, walls)
        os.close(self._failure)
        os.close(self._order.notes)
        silence(self._order.control)

    def _pass_on(self, number: int) -> None:
        if self._program:
            _send(self._program, number)

    def _watch(self) -> None:
        while True:
            pid, status, usage = os.wait4(-1, 0)
            if pid == self._program:
                os.write(
                    self._status,
                    f"{os.waitstatus_to_exitcode(status)} {_kilobytes(usage.ru_maxrss)}".encode("ascii"),
                )
                os._exit(0)


def start_guarded(order: Order, private: list[int]) -> Guard:
    """Start the program under the best guard that this machine gives, and give it its notes.

    ``private`` are descriptors that only the launcher itself may hold. In a tier that confines there is no
    second best: what fails is the end. Raises NotStartedError.
    """
    begun = order.waiting.begin(order) if order.waiting is not None else None
    if begun is not None:
        return begun
    notes = Notes(order)
    try:
        guard = _start_best(order, [*private, notes.write_end])
    except NotStartedError:
        notes.drop()
        raise
    try:
        notes.hand_over(order)
    except OSError as error:
        guard.end()
        raise NotStartedError(f"the notes: {error.strerror or error}") from error
    return guard


def _start_best(order: Order, private: list[int]) -> Guard:
    if order.tier != "limits":
        return _start_confined(order, private)
    for guard in _guards(order.wants_namespace):
        try:
            guard.start(order, private)
        except OSError as error:
            problem = f"the new process: {error.strerror or error}"
            continue
        return guard
    raise NotStartedError(problem)


def _start_confined(order: Order, private: list[int]) -> Guard:
    if sys.platform != "linux":
        raise NotStartedError("the sandbox: this system has none")
    from desktop.child.confined import confined_guard

    try:
        guard = confined_guard(order)
        guard.start(order, private)
    except OSError as error:
        raise NotStartedError(f"the sandbox: {error.strerror or error}") from error
    return guard


def _guards(wants_namespace: bool) -> list[Guard]:
    if sys.platform != "linux":
        return [GroupGuard()]
    namespaces = [NamespaceGuard(flags) for flags in linux_namespaces.namespace_flags()]
    return [*(namespaces if wants_namespace else []), WalkGuard()]


def silence(control: int) -> None:
    """Let go of the program's own pipes, so that it alone decides when they end."""
    os.close(control)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)


def raise_failure(failure: int) -> None:
    """Wait for the exec, which closes the pipe; raise what was written instead."""
    parts = []
    while part := os.read(failure, 4096):
        parts.append(part)
    os.close(failure)
    if parts:
        raise NotStartedError(b"".join(parts).decode("utf-8", "replace"))


def open_pipes(orders: int, report: int) -> tuple[int, int]:
    """The descriptors as they were inherited."""
    return orders, report


def prepare(orders: int) -> linux_cgroup.PidsGroup | None:
    """Use the time until the order comes, if it is not there yet. Gives the group that the run will be in.

    What the bootstrap imports is loaded for its bytecode alone: a confined program cannot keep any, and
    without it compiles these modules at each start.
    """
    if sys.platform == "linux" and not _has_order(orders):
        import desktop.child.confined  # noqa: I001 - the order will need it first
        import desktop.child.program
        import desktop.child.witness
        import desktop.child.blocked  # noqa: F401

        return None if _has_order(orders) else linux_cgroup.enter_pids_group()
    return None


def expect(expected: Order, orders: int, report: int) -> Waiting | None:
    """Start an interpreter for an order that is still to come; ``None`` where there is no such thing."""
    if sys.platform != "linux" or expected.tier != "strong" or _has_order(orders):
        return None
    from desktop.child.waiting import start_waiting

    return start_waiting(expected, [orders, report])


def _has_order(orders: int) -> bool:
    return bool(select.select([orders], [], [], 0)[0])


def keep_only(wanted: set[int]) -> None:
    """Close every other descriptor, and let none of the kept ones but 0, 1, 2 pass an exec."""
    for name in os.listdir("/dev/fd"):
        descriptor = int(name)
        if descriptor not in wanted:
            try:
                os.close(descriptor)
            except OSError:
                continue
        elif descriptor > 2:
            os.set_inheritable(descriptor, False)


def _cpu_of_children_ms() -> int:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round((usage.ru_utime + usage.ru_stime) * 1000)


def _kilobytes(maxrss: int) -> int:
    return maxrss // 1024 if sys.platform == "darwin" else maxrss


def _send(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        pass
