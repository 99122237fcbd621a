"""Linux: Strong by the system's bubblewrap, which makes the namespaces and runs our own init as process 1.

Used only where namespaces of our own are forbidden; Landlock, the filter and all else are the same.
"""

from __future__ import annotations

import _socket
import os
import sys

from desktop.child.confined import StrongGuard, confinement_of, open_folder
from desktop.child.guard import NotStartedError
from desktop.child.order import Order
from desktop.child.payload import ProcessAllowance
from desktop.child.posix import Init, raise_failure
from desktop.sandbox import (
    linux_bwrap,
    linux_namespaces,
    linux_privileges,
    linux_scratch,
    linux_view,
    linux_walls,
)
from desktop.sandbox.confinement import Confinement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from desktop.child.payload import Steps

_LAUNCH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "launch.py")
_SANDBOX = os.path.dirname(os.path.abspath(linux_bwrap.__file__))
_MB = 1024 * 1024


class BwrapGuard(StrongGuard):
    """As Strong by namespaces of our own, which bwrap makes instead."""

    name = "sandbox of bubblewrap"

    def __init__(self, order: Order) -> None:
        """Nothing is started yet."""
        super().__init__(order)
        self._confinement.code = [*self._confinement.code, _SANDBOX]
        self._scratch = -1

    def start(self, order: Order, private: list[int]) -> None:
        """Start bwrap, our init in it and the program below that. Raises OSError and NotStartedError."""
        go, go_end = os.pipe()
        failure, failure_end = os.pipe()
        info, info_end = os.pipe()
        problem, problem_end = os.pipe()
        self._status_pipe, status_end = os.pipe()
        inner = [go, failure_end, status_end, self._line_end.fileno(), order.notes]
        self._awaited = os.fork()
        if self._awaited == 0:
            linux_namespaces.die_with_parent()
            _execute(self._confinement, order, inner, info_end, problem_end)
        for descriptor in (go, failure_end, status_end, info_end, problem_end):
            os.close(descriptor)
        self._line_end.close()
        try:
            self._pid = _pid_of(info)
            os.write(go_end, b"1")
            self._exchange_scratch()
            raise_failure(failure)
        except (NotStartedError, BrokenPipeError, EOFError) as error:
            text = os.read(problem, 4096) if isinstance(error, EOFError) else b""
            self._pid = self._pid or self._awaited
            self.end()
            raise NotStartedError(text.decode("utf-8", "replace").strip() or str(error)) from error
        finally:
            os.close(go_end)
            os.close(problem)

    def _exchange_scratch(self) -> None:
        """Take init's descriptor of the working folder, fill it, and let init go on."""
        if self._confinement.max_scratch_mb <= 0:
            return
        _, extras, _, _ = self._line.recvmsg(1, _socket.CMSG_SPACE(4))
        if not extras:
            raise EOFError("bwrap ended")
        self._scratch = int.from_bytes(extras[0][2][:4], "little")
        work_dir = open_folder(self._confinement.work_dir)
        linux_scratch.Copier(self._confinement.max_scratch_mb * _MB).copy(work_dir, self._scratch)
        os.close(work_dir)
        self._line.send(b"1")

    def _take_scratch(self) -> int:
        return self._scratch


def run_inside(words: list[str]) -> None:
    """What process 1 does. ``words``: descriptors of the order, pipes, the line, the notes, the errors."""
    body, go, failure, status, line, notes, errors = map(int, words)
    os.dup2(errors, 2)
    os.close(errors)
    order = Order(os.pread(body, os.fstat(body).st_size, 0))
    os.close(body)
    order.notes = notes
    for descriptor in (go, failure, status, line, notes, order.control):
        os.set_inheritable(descriptor, False)
    settle: Steps = [
        ("the working folder", lambda: _offer_scratch(order, line)),
        ("no new privileges", linux_privileges.no_new_privileges),
        ("capabilities", linux_privileges.drop_capabilities),
        ("memory", linux_namespaces.hide_memory),
    ]
    count = order.max_processes + 1 if order.max_processes else 0
    init = Init(order, failure, status)
    allowance = ProcessAllowance(count, adds_present=False)
    init.run(go, [], settle, allowance, linux_walls.walls(confinement_of(order)))


def _offer_scratch(order: Order, line: int) -> None:
    """Hand the working folder out and wait until it is filled."""
    channel = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET, 0, line)
    if order.max_scratch_mb > 0:
        folder = open_folder(order.work_dir)
        words = folder.to_bytes(4, "little")
        channel.sendmsg([b"1"], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, words)])
        os.close(folder)
        if not channel.recv(1):
            raise OSError("the launcher ended")
    channel.close()


def _execute(confinement: Confinement, order: Order, inner: list[int], info: int, problem: int) -> None:
    """Become bwrap; never returns. Its own complaints must not look like the program's: they go to a pipe."""
    try:
        errors = os.dup(2)
        os.dup2(problem, 2)
        texts = {
            path: _readable(text.encode()) for path, text in linux_view.texts_of_etc(order.work_dir).items()
        }
        descriptors = [_readable(order.body), *inner, errors]
        for descriptor in (*descriptors, *texts.values(), info, order.control):
            os.set_inheritable(descriptor, True)
        words = linux_bwrap.arguments(confinement, info, texts)
        python = [sys.executable, "-I", "-S", _LAUNCH, "inside", *map(str, descriptors)]
        os.execve(linux_bwrap.BWRAP, [*words, "--", *python], dict(os.environ))
    except OSError as error:
        os.write(problem, f"{linux_bwrap.BWRAP}: {error.strerror}".encode())
    finally:
        os._exit(127)


def _readable(data: bytes) -> int:
    """A descriptor that ``data`` can be read from."""
    descriptor = os.memfd_create("text")
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _pid_of(info: int) -> int:
    """The number of process 1 out here, from bwrap's report, which is JSON."""
    parts = b""
    while part := os.read(info, 4096):
        parts += part
    os.close(info)
    _, _, rest = parts.partition(b'"child-pid"')
    digits = rest.lstrip(b": \n").split(b"\n")[0].strip(b" ,}")
    if not digits.isdigit():
        raise EOFError("bwrap made no report")
    return int(digits)
