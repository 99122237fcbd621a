"""The program's stdout and stderr: genuine text streams whose bytes leave soon, and fast when there are many.

Hides when that is. While writes are rare a line leaves with its newline, and a piece of one at the next tick.
From 600 writes in 30 ms on stdout is block buffered, the objects of C are left alone, and ticks pass on
what they hold; a tick that finds little, or a flush of the program's own, ends that. No tick comes while
nothing waits.

A million lines into a pipe that is read at once (``python -m tests.bench.printing``, Python 3.11, a shared
machine of two cores, medians of 7): block buffering 397 ms, this 396, a flush of each line 2,527, ``-u``
5,078. A thread that flushes takes 396 ms too, but ``os.fork`` warns of it from Python 3.12 on, and it shows
in /proc. SIGALRM and the other named signals are the program's.

What no tick can pass on in time: bytes that wait while one call of C runs long without looking for signals.
None comes while the program waits in ``signal.pause`` and the like, nor once it has loaded ``ctypes``, where
a sleep of C would be cut short: then each line, and each piece of one, leaves by itself.
What is lost as in plain Python into a pipe: the last 15 ms of a flood at ``os._exit`` or a crash.
Before Python 3.12.4 a program with threads is never block buffered, see ``_IS_TEXT_SOUND``.
"""

from __future__ import annotations

import _thread
import io
import os
import sys
import time

from desktop.child.modules import take_module
from desktop.child.ticks import make_ticks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    class Order(Protocol):
        """Which stream wrote last, and how much each has written."""

        written: list[int]

        def switch(self, stream: int) -> None:
            """``stream`` is about to write."""


ERRORS = "backslashreplace"
_BURST, _BURST_S = 600, 0.03  # so many writes in so short a time are a flood; a print makes two of them
_TRICKLE = 4096  # bytes between two ticks that are no flood any more
_OURS = os.path.dirname(os.path.abspath(__file__))
# Before this the text loses and invents bytes when two threads fill it (CPython's issue 119506).
_IS_TEXT_SOUND = sys.version_info >= (3, 12, 4)
# Before each of these the program's output must be out, else that of the other process overtakes it.
_STARTERS = frozenset(
    {"subprocess.Popen", "os.system", "os.posix_spawn", "os.spawn", "os.exec", "os.fork", "os.forkpty"}
)


class Outlet:
    """One stream: text above a buffer above a file, each of the very class that Python takes.

    Ours are only their ``write`` methods, as attributes of the two lower objects.
    """

    def __init__(self, descriptor: int, outlets: Outlets, order: Order, newline: str | None) -> None:
        """``descriptor`` is 1 or 2 and stays open."""
        self._outlets, self._order, self._stream = outlets, order, descriptor - 1
        self._raw = io.FileIO(descriptor, "wb", closefd=False)
        self._raw.name = ("<stdout>", "<stderr>")[self._stream]
        self._buffer = io.BufferedWriter(self._raw)
        self.text = io.TextIOWrapper(
            self._buffer, "utf-8", ERRORS, newline, line_buffering=True, write_through=True
        )
        self.text.mode = "w"  # type: ignore[misc]
        self._to_raw, self._to_buffer, self._flush_buffer = (
            self._raw.write,
            self._buffer.write,
            self._buffer.flush,
        )
        self._map = map
        self.waits = False  # bytes that a tick must pass on
        self.is_flooded = False
        self._is_writing = self._is_passing_on = self._is_changing = self._is_first_flush = False
        self._count, self._since, self._passed = 0, 0.0, 0
        self._clock = time.monotonic
        self._raw.write = self.write_out  # type: ignore[method-assign]
        self._buffer.write = self.write  # type: ignore[method-assign]

    def write(self, data: Any) -> int:
        """Stands for the buffer's method while writes are rare; the text hands every piece on at once."""
        outlets = self._outlets
        if self._stream:
            outlets.stdout.pass_on()
        count = self._to_buffer(data)
        if type(data) is bytes and b"\n" not in data:
            self.waits = True
            if not outlets.ticks.arm():
                self._flush_buffer()
        else:
            self._flush_buffer()
        self._count += 1
        if self._count >= _BURST:
            self._judge()
        return count

    def write_out(self, data: Any) -> int:
        """Stands for the raw file's method: writes what the system takes.

        A Ctrl+C that arrives during the write must not be raised between it and our return, else the buffer
        takes the bytes for unwritten and writes them again. Python looks for signals after each call and at
        the end of a loop's body, but not in ``for`` itself nor at ``return``.
        """
        outlets, order, stream, size = self._outlets, self._order, self._stream, len(data)
        other, ticks = outlets.stdout if stream else outlets.stderr, outlets.ticks
        self._is_writing = True
        try:
            if other.waits:
                other.pass_on()
            order.switch(stream)
            written = order.written
            stopping, writing = ticks.stopping(), self._map(self._to_raw, (data,))
            for count in writing:
                written[stream] += count or 0
                if count == size and not self.is_flooded:
                    self.waits = False
                    if ticks.is_armed and not other.waits and not other.is_flooded:
                        ticks.is_armed = False
                        for _ in stopping:
                            return count
                return count
            raise AssertionError
        finally:
            self._is_writing = False

    def flush(self) -> None:
        """Stands for the buffer's method during a flood: whoever flushes may wait for signals next.

        The first call is the text's own, for the line whose write began the flood.
        """
        self._flush_buffer()
        is_first, self._is_first_flush = self._is_first_flush, False
        if not is_first and not self._is_passing_on and not self._is_changing:
            self.end_flood()
            self._outlets.rest()

    def pass_on(self) -> None:
        """Flush if anything may wait. What fails is tried again later, by a tick or by the program itself."""
        if self._is_writing or not (self.waits or self.is_flooded):
            return
        self.waits = False  # before the flush: what another thread writes meanwhile must not be forgotten
        try:
            self._flush()
        except (OSError, RuntimeError) as error:  # RuntimeError: in the middle of a write of this thread
            self.waits = True
            _raise_others(error)
        except ValueError as error:  # closed
            _raise_others(error)
        except BaseException:
            self.waits = True
            raise

    def _flush(self) -> None:
        self._is_passing_on = True
        try:
            self.text.flush()
        except ValueError as error:  # the program took the text off the buffer
            _raise_others(error)
            self._flush_buffer()
        finally:
            self._is_passing_on = False

    def tick(self) -> None:
        """Pass on, and see whether the flood is over."""
        self.pass_on()
        total = self._order.written[self._stream]
        amount, self._passed = total - self._passed, total
        if amount < _TRICKLE:
            self.calm_down()

    def calm_down(self) -> None:
        """End a flood, unless a signal came in the middle of a write: that one goes on afterwards."""
        if self.is_flooded and not self._is_writing and not self._is_changing:
            self.end_flood()

    def end_flood(self) -> None:
        """From here on each line is passed on by itself; nothing is left behind."""
        if not self.is_flooded:  # a tick came between
            return
        self.waits, self.is_flooded = True, False
        self._buffer.write = self.write  # type: ignore[method-assign]
        self._buffer.__dict__.pop("flush", None)
        self._set_buffering(is_by_line=True)
        self.pass_on()

    def forget(self) -> None:
        """This is a forked child: what its parent was doing is no matter of it."""
        self._is_writing = self._is_passing_on = self._is_changing = False
        self.end_flood()

    def _judge(self) -> None:
        """Look at the clock, once for many writes."""
        now, since = self._clock(), self._since
        self._count, self._since = 0, now
        is_fast = now - since < _BURST_S
        if is_fast and not self._stream and not self.is_flooded and self._outlets.begin_flood():
            self._begin_flood()

    def _begin_flood(self) -> None:
        """Block buffering, by the objects of C alone."""
        self._passed = self._order.written[self._stream]
        self._is_changing = self.is_flooded = True  # first: the flush of this change must not stop the clock
        try:
            self.is_flooded = self._set_buffering(is_by_line=False)
            if self.is_flooded:
                del self._buffer.write
                self._is_first_flush = True
                self._buffer.flush = self.flush  # type: ignore[method-assign]
        finally:
            self._is_changing = False

    def _set_buffering(self, is_by_line: bool) -> bool:
        """False when the text is closed, or no longer on this buffer."""
        try:
            self.text.reconfigure(line_buffering=is_by_line, write_through=is_by_line)
        except (ValueError, OSError, RuntimeError) as error:
            _raise_others(error)
            return False
        return True


class Outlets:
    """Both streams and their one clock."""

    def __init__(self, order: Order, newline: str | None) -> None:
        """Call it in the main thread."""
        self.ticks = make_ticks(self._tick, self._settle)
        self.stdout = Outlet(1, self, order, newline)
        self.stderr = Outlet(2, self, order, newline)
        self.texts = (self.stdout.text, self.stderr.text)
        self._is_watching = False
        self._count_threads = _thread._count
        self._addaudithook = sys.addaudithook
        take_module("atexit").register(self._end)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(before=self._pass_on, after_in_child=self._forget)

    def flush(self) -> None:
        """Before the program waits for input."""
        for text in self.texts:
            try:
                text.flush()
            except (OSError, ValueError):
                pass

    def begin_flood(self) -> bool:
        """Whether ticks will come. From now on other processes find all that was printed before."""
        if (not _IS_TEXT_SOUND and self._count_threads() > 0) or not self.ticks.arm():
            return False
        if not self._is_watching:
            self._is_watching = True
            self._addaudithook(self._on_event)
        return True

    def _on_event(self, event: str, details: tuple[Any, ...]) -> None:
        if event in _STARTERS:
            self.stdout.pass_on()
        elif event == "ctypes.dlopen":
            self._settle()
        elif event.startswith("_thread.start_") and not _IS_TEXT_SOUND:
            self.stdout.end_flood()

    def _tick(self) -> None:
        self.stdout.tick()
        self.stderr.tick()
        self.rest()

    def rest(self) -> None:
        """No ticks while nothing waits."""
        if not (self.stdout.waits or self.stderr.waits or self.stdout.is_flooded) and self.ticks.is_armed:
            self.ticks.stop()
            if self.stdout.waits or self.stderr.waits:  # another thread came between
                self.ticks.arm()

    def _settle(self) -> None:
        """No tick comes after this, but where a handler interrupted a write of the program."""
        self._pass_on()
        self.stdout.calm_down()
        self.rest()

    def _pass_on(self) -> None:
        self.stdout.pass_on()
        self.stderr.pass_on()

    def _forget(self) -> None:
        self.ticks.forget()
        self.stdout.forget()
        self.stderr.forget()

    def _end(self) -> None:
        """The last of the functions at exit: from here on every piece is passed on by itself."""
        self._pass_on()
        self.stdout.end_flood()
        self.ticks.end()


def _raise_others(error: Exception) -> None:
    """Raise again what a signal's handler of the program raised meanwhile, and not our own code."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or os.path.dirname(trace.tb_frame.f_code.co_filename) != _OURS:
        raise error
