"""Linux: a Strong run that is made before its order: an interpreter waits behind its walls for a program.

Hides what is late: init, which keeps its powers over the run's own namespaces until then, puts the program's
file and its folders into the file system and only then gives these powers up; after that the notes tell the
bootstrap the rest. Whatever fails before that ends all of it, and the run is started from anew.
"""

from __future__ import annotations

import os

from desktop.child.command import command
from desktop.child.confined import StrongGuard, confinement_of, powerless
from desktop.child.guard import Guard, NotStartedError
from desktop.child.notes import Notes
from desktop.child.order import Order
from desktop.child.payload import ProcessAllowance, perform
from desktop.child.posix import Init
from desktop.sandbox import linux_bwrap, linux_mounts, linux_namespaces, linux_view, linux_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from desktop.child.payload import Steps

_ROOM = 512  # bytes for the program's path and arguments, and for the path of its home
_NOTES_AT = 6  # the word of the command line that takes what is left of the first
_MAX_ORDER = 1 << 20


def start_waiting(expected: Order, private: list[int]) -> Waiting | None:
    """An interpreter for such an order, or ``None``: not for what writes elsewhere or sees the screen."""
    is_plain = not expected.write and not expected.has_display and not expected.has_terminal
    if not is_plain or expected.max_scratch_mb <= 0 or linux_bwrap.is_preferred():
        return None
    try:
        return Waiting(expected, private)
    except (OSError, NotStartedError):
        return None  # a run tells what is wrong


class Waiting:
    """One that waits, with the pipe of its notes."""

    def __init__(self, expected: Order, private: list[int]) -> None:
        """``private`` are descriptors that only the launcher may hold. Raises OSError and NotStartedError."""
        self._notes = Notes(expected)
        try:
            self._guard = WaitingGuard(expected)
            self._guard.start(expected, [*private, self._notes.write_end])
        except (OSError, NotStartedError):
            self._notes.drop()
            raise

    def begin(self, order: Order) -> Guard | None:
        """The guard of the program, which begins now. ``None`` where this interpreter is not for it, or did
        not come to that point: then nothing of it is left.
        """
        if not self._guard.take_up(order):
            self.end()
            return None
        order.comes_late = True
        try:
            self._notes.hand_over(order)
        except OSError:
            order.comes_late = False
            self._guard.end()
            return None
        return self._guard

    def end(self) -> None:
        """It is not needed; returns when nothing of it is left."""
        self._guard.end()
        self._notes.drop()


class WaitingGuard(StrongGuard):
    """As Strong, but for what only the order says."""

    def __init__(self, expected: Order) -> None:
        """Nothing is started yet."""
        super().__init__(expected)
        self._expected = expected
        self._scratch = -1
        self._mounts = linux_mounts.table()
        environment = expected.environment
        if "HOME" in environment:  # the last one, so that a shorter one leaves the others where they are
            del environment["HOME"]
            environment["HOME"] = " " * _ROOM
        expected.arguments = [" " * _ROOM]

    def take_up(self, order: Order) -> bool:
        """Whether all is as this order wants it and the notes may be written."""
        if order.early != self._expected.early or linux_mounts.table() != self._mounts:
            return False  # what was mounted since may be missing there
        self._confinement.work_dir = order.work_dir
        try:
            self._line.send(order.body)
        except OSError:
            return False
        self._scratch = self._receive()
        return self._scratch >= 0

    def _take_scratch(self) -> int:
        return self._scratch

    def _init(self, order: Order, failure: int, status: int) -> Init:
        return WaitingInit(order, failure, status, self)

    def _settle(self, order: Order) -> Steps:
        return self._surroundings()

    def _change_root(self) -> None:
        """In a mount namespace of its own, so that init can go back to where the real file system is.

        There mounts still follow those of the system: a disk that is taken away must not stay in use.
        """
        self._outside = linux_namespaces.own_mounts()
        linux_namespaces.leave_mounts()
        self._inside = linux_namespaces.own_mounts()
        self._view = linux_view.View(self._confinement)
        self._view.begin()

    def _walls(self, order: Order) -> Steps:
        return [("the working folder", self._name_work_dir), *super()._walls(order)]

    def _name_work_dir(self) -> None:
        """It has no path yet; rules go with the folder itself."""
        self._confinement.work_dir = f"/proc/self/fd/{self._view.scratch}"

    def settle_late(self, program: int) -> Steps:
        """What init does once the order is there, which it waits for. ``program``: the interpreter's pid."""
        body = self._line_end.recv(_MAX_ORDER)
        if not body:
            os._exit(1)  # the launcher has no use for it
        order = Order(body)
        self._confinement = confinement_of(order)
        return [
            ("the files", self._show_files),
            ("the file", lambda: os.close(os.open(order.file, os.O_RDONLY | os.O_CLOEXEC))),
            ("the words", lambda: self._show_words(order, program)),
            *powerless(),
            ("the answer", self._answer),
        ]

    def _answer(self) -> None:
        self._hand_out(self._view.scratch)
        self._line_end.close()

    def _show_files(self) -> None:
        linux_namespaces.enter_mounts(self._outside)
        self._view.take_late(self._confinement)
        self._fill(self._view.scratch)
        linux_namespaces.enter_mounts(self._inside)
        self._view.finish()
        os.close(self._outside)
        os.close(self._inside)

    def _show_words(self, order: Order, program: int) -> None:
        """In place of the blanks that the interpreter was started with."""
        expected = self._expected
        old = command(expected)
        order.control, order.notes = expected.control, expected.notes
        new = linux_words.padded(command(order), _NOTES_AT, old)
        linux_words.replace_command(program, old, new)
        words = [f"{name}={value}" for name, value in expected.environment.items()]
        if "HOME" in order.environment:
            linux_words.replace_environment(
                program, words, [*words[:-1], f"HOME={order.environment['HOME']}"]
            )


class WaitingInit(Init):
    """Pid 1, that takes the last steps when the order is there."""

    def __init__(self, order: Order, failure: int, status: int, guard: WaitingGuard) -> None:
        super().__init__(order, failure, status)
        self._guard = guard

    def _start(self, allowance: ProcessAllowance, walls: Steps) -> None:
        super()._start(allowance, walls)
        unheard = os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)  # the run that is started anew tells why
        perform(self._guard.settle_late(self._program), unheard)
        os.close(unheard)
