"""Reading Python text without its warnings being printed.

Hides that Python keeps the filter of warnings for the whole process: two threads at once could
leave it changed.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.RLock()


@contextmanager
def no_warnings() -> Iterator[None]:
    """Nothing inside prints a warning or fails by one."""
    with _lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
