"""A clock that calls a function some 60 times a second, only while it is armed, beside the running program.

Hides system calls, a signal and a thread. On Linux a POSIX timer sends the main thread one real-time signal
that no example uses; elsewhere a thread does it, which a program can see, and which has not been verified.
"""

from __future__ import annotations

import _thread
import os
import sys
import time

from desktop.child.modules import take_module
from desktop.child.stands import put_before

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal as _signal
    from collections.abc import Callable, Iterator
    from types import FrameType
else:
    import _signal  # ``signal`` would load ``enum``, and stay

_PERIOD_S = 0.015
# timer_create and timer_settime; asm/unistd_64.h and asm-generic/unistd.h
_CALLS = {"x86_64": (222, 223), "aarch64": (107, 110)}
_NUMBER_BELOW_LAST = 9  # of the real-time signals, those at both ends are the ones that people use
_MONOTONIC = 1
_SIGEV_THREAD_ID = 4
_CDECL, _PYTHONAPI = 1, 4  # ctypes: the second keeps the interpreter's lock during the call
# Nothing may tick in what waits for a signal, nor when one is given another meaning: that of ours would kill.
_WAITS = ("pause", "sigwait", "sigwaitinfo", "sigtimedwait")
_CHANGES = ("signal", "pthread_sigmask", "set_wakeup_fd")
_RTLD_NOW = 2


class Ticks:
    """What every clock is; this one never ticks, so whoever waits for it must not wait."""

    def __init__(self) -> None:
        """Not armed."""
        self.is_armed = False

    def arm(self) -> bool:
        """Tick from now on. False where that cannot be, or would disturb the program."""
        return False

    def stopping(self) -> Iterator[object]:
        """The act of stopping, done by taking the first item: no code of Python runs in it.

        The caller sets ``is_armed`` to False right before, so that no other thread can come between.
        """
        return iter((None,))

    def stop(self) -> None:
        """No more ticks until it is armed again."""
        stopping = self.stopping()
        self.is_armed = False
        next(stopping)

    def forget(self) -> None:
        """This is a forked child: the clock did not come with it."""
        self.is_armed = False

    def end(self) -> None:
        """Never tick again: Python is shutting down."""
        self.is_armed = False


class PosixTicks(Ticks):
    """By ``timer_create``: one thread, no signal that has a name, and it ends with an exec."""

    def __init__(self, tick: Callable[[], None], settle: Callable[[], None]) -> None:
        """Call it in the main thread. Where it cannot be had, an ImportError, OSError, KeyError or
        AttributeError is raised.
        """
        super().__init__()
        module = take_module("_ctypes")
        self._create, self._set_time = _CALLS[os.uname().machine]
        flags = {"_flags_": _CDECL | _PYTHONAPI}
        address = module.dlsym(module.dlopen(None, _RTLD_NOW), "syscall")
        self._call: Callable[..., int] = type("_Call", (module.CFuncPtr,), flags)(address)
        self._int = type("_Int", (module._SimpleCData,), {"_type_": "i"})
        self._reference = module.byref
        self._on = (
            bytes(8) + round(_PERIOD_S * 1e9).to_bytes(8, "little")
        ) * 2  # the interval, and the first
        self._number = int(_signal.SIGRTMAX) - _NUMBER_BELOW_LAST
        self._id = -1
        self._tick, self._settle = tick, settle
        self._is_over = self._is_waiting = False
        self._ident, self._modules = _thread.get_ident, sys.modules
        self._main = _thread.get_ident()
        self._handler = self._on_signal
        self._getsignal, self._sigmask = _signal.getsignal, _signal.pthread_sigmask
        self._set_wakeup_fd, self._block = _signal.set_wakeup_fd, int(_signal.SIG_BLOCK)
        self._gettrace, self._getprofile = sys.gettrace, sys.getprofile
        _signal.signal(self._number, self._handler)
        put_before(module, _signal, _WAITS, self._before_waiting)
        put_before(module, _signal, _CHANGES, settle)

    def arm(self) -> bool:
        """As declared above."""
        if self.is_armed:
            return True
        if self._is_waiting:
            if self._ident() != self._main:
                return False
            self._is_waiting = False
        if self._is_over or not self._is_harmless() or (self._id < 0 and not self._make()):
            return False
        self.is_armed = True
        self._call(self._set_time, self._id, 0, self._on, None)
        return True

    def stopping(self) -> Iterator[object]:
        """As declared above."""
        return map(self._call, (self._set_time,), (self._id,), (0,), (bytes(32),), (None,))

    def forget(self) -> None:
        """Timers are not inherited."""
        super().forget()
        self._id, self._main = -1, self._ident()

    def end(self) -> None:
        """From here on the signal would kill: Python takes its handlers away."""
        self._is_over = True
        self.stop()

    def _is_harmless(self) -> bool:
        """Whether the program neither took our signal, nor blocks it, nor would count or trace our code, nor
        calls C, where a signal cuts a sleep short.
        """
        if "_ctypes" in self._modules:
            return False
        if self._getsignal(self._number) is not self._handler or self._number in self._sigmask(
            self._block, ()
        ):
            return False
        if self._gettrace() is not None or self._getprofile() is not None:
            return False
        try:
            descriptor = self._set_wakeup_fd(-1)
        except ValueError:  # not the main thread
            return True
        if descriptor != -1:  # each signal would write its number there, for the program to read
            self._set_wakeup_fd(descriptor)
            self._is_over = True
        return descriptor == -1

    def _make(self) -> bool:
        """The kernel's own structure: 8 bytes of value, then signal, kind of notice and thread."""
        words = (self._number, _SIGEV_THREAD_ID, os.getpid())
        event = bytes(8) + b"".join([word.to_bytes(4, "little") for word in words])
        made = self._int()
        is_made = (
            self._call(self._create, _MONOTONIC, event + bytes(64 - len(event)), self._reference(made)) == 0
        )
        if is_made:
            self._id = made.value
        else:
            self._is_over = True
        return is_made

    def _before_waiting(self) -> None:
        """The main thread is about to wait for a signal: no other thread may start the clock."""
        self._settle()
        self._is_waiting = self._ident() == self._main

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._tick()


class ThreadTicks(Ticks):
    """By a thread of Python: for systems without POSIX timers. It can be seen, and forking warns of it."""

    def __init__(self, tick: Callable[[], None]) -> None:
        """The thread begins with the first wait."""
        super().__init__()
        self._tick = tick
        self._sleep, self._start = time.sleep, _thread.start_new_thread
        self._is_over = self._has_thread = False
        self._gate, self._ticking = _thread.allocate_lock(), _thread.allocate_lock()

    def arm(self) -> bool:
        """As declared above."""
        if self._is_over:
            return False
        if not self.is_armed:
            self.is_armed = True
            if not self._has_thread:
                self._has_thread = True
                self._start(self._run, ())
            if self._gate.locked():
                self._gate.release()
        return True

    def forget(self) -> None:
        """Threads are not inherited."""
        super().forget()
        self._has_thread = False
        self._gate, self._ticking = _thread.allocate_lock(), _thread.allocate_lock()

    def end(self) -> None:
        """Wait until the thread is out of the streams: Python would stop at a lock that it holds."""
        self._is_over = True
        super().end()
        self._ticking.acquire()

    def _run(self) -> None:
        while not self._is_over:
            self._gate.acquire()
            while self.is_armed:
                self._sleep(_PERIOD_S)
                with self._ticking:
                    self._tick()


def make_ticks(tick: Callable[[], None], settle: Callable[[], None]) -> Ticks:
    """The clock of this system. Without ``_ctypes``, or on a machine that is not known, one that is still.

    ``settle`` is called when the program must not be disturbed from then on: pass all on, stop the clock.
    """
    if sys.platform != "linux":
        return ThreadTicks(tick)
    try:
        return PosixTicks(tick, settle)
    except (ImportError, OSError, KeyError, AttributeError):
        return Ticks()
