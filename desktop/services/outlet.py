"""What a thread says by the signals of a Qt object that the main thread may destroy meanwhile.

Hides a trap: PySide sees that an object is gone before it sends a signal, but not while it does, and then the
process dies. So nothing is being said when the object goes, and nothing is said after that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable


class Outlet:
    """Open until it is closed; whoever owns the object closes it before Qt destroys that."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_open = True

    def tell(self, emit: Callable[[], object]) -> bool:
        """Called by the thread. False where nobody listens any more; then ``emit`` is not called."""
        with self._lock:
            if self._is_open:
                emit()
            return self._is_open

    def close(self) -> None:
        """Called by the main thread; waits for what is being said, which takes no time."""
        with self._lock:
            self._is_open = False
