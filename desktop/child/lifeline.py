"""POSIX: the launcher's line to the application, heard together with the news that a child has ended.

End of file on it is the application's death.
"""

from __future__ import annotations

import os
import select

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal as _signal
else:
    import _signal  # ``signal`` would load ``enum``, a quarter of the launcher's start


class Lifeline:
    """Waits for a command or for a child."""

    def __init__(self, orders: int) -> None:
        """From here on SIGINT is ignored and SIGCHLD ends a wait. ``orders`` is the reading end."""
        self._orders = orders
        self._wake, self._wake_end = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._wake_end, False)
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)
        _signal.signal(_signal.SIGCHLD, lambda number, frame: None)
        _signal.set_wakeup_fd(self._wake_end, warn_on_full_buffer=False)
        self._poller = select.poll()
        self._poller.register(orders, select.POLLIN)
        self._poller.register(self._wake, select.POLLIN)

    @property
    def descriptors(self) -> list[int]:
        """What no other process may hold."""
        return [self._orders, self._wake, self._wake_end]

    def wait(self, seconds: float) -> bytes | None:
        """The commands that came, ``b""`` for the application's death, ``None`` after a child or the time."""
        ready = [descriptor for descriptor, _ in self._poller.poll(seconds * 1000)]
        if self._wake in ready:
            os.read(self._wake, 4096)
        return os.read(self._orders, 4096) if self._orders in ready else None
