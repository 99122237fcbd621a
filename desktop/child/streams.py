"""The program's standard streams: genuine text streams that tell the application their order and waiting.

The order frames let two pipes be read as one; a wait for input is announced. Bound to objects, not to module
globals, because Python empties those while the program's last output is still on its way.
"""

from __future__ import annotations

import io
import os
import sys
import time

from desktop.child.frames import frame
from desktop.child.modules import take_module
from desktop.child.outlets import ERRORS, Outlets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_FIONREAD = 0x541B  # Linux, asm-generic/ioctls.h: the bytes that wait in a pipe
_PATIENCE_S, _ROUND_S = 0.2, 0.0002


class ControlPipe:
    """The pipe to the application. Falls silent, never raises, once it is closed or in a forked child."""

    def __init__(self, descriptor: int, file: str) -> None:
        """``file`` is the program, to name the line that waits for input. ``descriptor`` -1 is closed."""
        self.descriptor = inherited(descriptor, os.O_WRONLY)
        self._file = file
        self._write = os.write
        os.set_inheritable(self.descriptor, False)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._close)

    def send(self, data: bytes) -> None:
        """Write one whole frame."""
        try:
            while data and self.descriptor >= 0:
                data = data[self._write(self.descriptor, data) :]
        except OSError:
            self.descriptor = -1

    def sending(self, data: bytes) -> Iterator[int]:
        """The act of writing one short frame, done by taking the first item: no code of Python runs in it."""
        return map(self._write, (self.descriptor,), (data,)) if self.descriptor >= 0 else iter((0,))

    def waiting_line(self) -> int:
        """The line of the program's own file that is running now, 0 if none is."""
        current: FrameType | None = sys._getframe(1)
        while current is not None:
            if current.f_code.co_filename == self._file:
                return current.f_lineno
            current = current.f_back
        return 0

    def _close(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


class OtherWriters:
    """Processes of the program that write into its pipes, uncounted.

    Once there was one, a mark is exact only if it is written while both pipes are empty and nothing is
    written before the application has read it: then all that it has read by then comes before the mark.
    """

    def __init__(self) -> None:
        """No process is known yet."""
        self._faults = 0
        self._may_have_written = False
        self._patience_s = _PATIENCE_S
        self._module = take_module
        self._clock, self._sleep = time.monotonic, time.sleep

    def are_overtaken(self) -> bool:
        """Wait until the application has read both pipes, if others may have written since that was last so.

        False where none has, outside Linux, and where the pipes do not empty in time: then the next wait is
        shorter, so that a process which writes without pause costs the program little.
        """
        try:
            self._may_have_written |= self._is_there_news()
            is_read = self._may_have_written and self.is_read(1, 2)
        except ImportError:  # Python is shutting down
            return False
        self._may_have_written &= not is_read
        return is_read

    def is_read(self, *pipes: int) -> bool:
        """Wait until nothing is left in any of the pipes; False when that takes too long."""
        ioctl = self._module("fcntl").ioctl
        deadline = self._clock() + self._patience_s
        try:
            while any(any(ioctl(pipe, _FIONREAD, bytes(4))) for pipe in pipes):
                if self._clock() > deadline:
                    self._patience_s /= 2
                    return False
                self._sleep(_ROUND_S)
        except OSError:
            return False
        self._patience_s = _PATIENCE_S
        return True

    def _is_there_news(self) -> bool:
        """Whether a child lives, or one was reaped since the last call: then their page faults rose."""
        if sys.platform != "linux":
            return False
        resource = self._module("resource")
        faults: int = resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt
        has_reaped, self._faults = faults != self._faults, faults
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return has_reaped
        return True


class Order:
    """Which output stream wrote last, and how much each has written."""

    def __init__(self, control: ControlPipe) -> None:
        """The program starts with nothing written and stdout active."""
        self._control = control
        self._others = OtherWriters()
        self._frame = frame
        self.written = [0, 0]
        self._active = 0

    def switch(self, stream: int) -> None:
        """Called before ``stream`` writes. Tells where both streams stand when another one goes on."""
        if stream != self._active:
            self._tell(kind="order", active=stream)
            self._active = stream

    def announce_wait(self) -> None:
        """Tell that the program waits for input, after what it has written until now."""
        self._tell(kind="input", line=self._control.waiting_line())

    def announcing_answer(self) -> Iterator[int]:
        """The act of telling that the wait is over: what was sent may have crossed the announcement."""
        return self._control.sending(self._frame(kind="answered"))

    def _tell(self, **facts: str | int) -> None:
        control = self._control
        if control.descriptor < 0:
            return
        is_exact = self._others.are_overtaken()
        control.send(self._frame(at=self.written, exact=is_exact, **facts))
        if is_exact:
            self._others.is_read(control.descriptor)


class InputFile(io.FileIO):
    """The raw file below ``sys.stdin``: announces that the program is about to wait."""

    def __init__(self, order: Order, flush: Callable[[], None]) -> None:
        """``flush`` makes the program's prompt visible before it waits."""
        super().__init__(0, "rb", closefd=False)
        self._order = order
        self._flush = flush

    def readinto(self, buffer: bytearray) -> int | None:  # type: ignore[override]
        """Read what there is, or announce and wait. The loop is explained at ``Outlet.write_out``."""
        announcing = iter((0,))
        if not _has_input():
            self._flush()
            self._order.announce_wait()
            announcing = self._order.announcing_answer()
        for count in map(super().readinto, (buffer,)):
            for _ in announcing:
                return count
        raise AssertionError

    def read(self, size: int | None = -1) -> bytes:
        """As every raw file, by ``readinto``."""
        return io.RawIOBase.read(self, -1 if size is None else size) or b""

    def readall(self) -> bytes:
        """Read to the end; each wait on the way is announced."""
        return b"".join(iter(lambda: self.read(io.DEFAULT_BUFFER_SIZE), b""))


def _has_input() -> bool:
    """Whether a read would return at once."""
    select = take_module("select")
    try:
        return bool(select.select([0], [], [], 0)[0])
    except (OSError, ValueError):
        return False


def inherited(number: int, flags: int) -> int:
    """The descriptor of an inherited pipe end, which on Windows is a handle. That half is unverified."""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.open_osfhandle(number, flags)
    return number


def install_streams(control: ControlPipe) -> None:
    """Replace the three standard streams of ``sys`` by ours."""
    order = Order(control)
    # Python translates line ends on Windows alone: "\r\n" out, any in.
    newline = None if sys.platform == "win32" else "\n"
    outlets = Outlets(order, newline)
    raw: io.FileIO = InputFile(order, outlets.flush)
    raw.name = "<stdin>"
    stdin = io.TextIOWrapper(io.BufferedReader(raw), encoding="utf-8", errors=ERRORS, newline=newline)
    stdin.mode = "r"  # type: ignore[misc]
    sys.stdin = sys.__stdin__ = stdin  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = outlets.texts[0]  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = outlets.texts[1]  # type: ignore[misc]
