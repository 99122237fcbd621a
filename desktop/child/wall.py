"""The time that counts against a run's limit: none of it while the program waits for the person's answer.

The application alone says when that is. What the program computes meanwhile counts as ever, so a claim to be
waiting wins it nothing; and all waiting together has a limit of its own.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLE_S = 0.04  # looking at all processes takes a part of the machine


class Wall:
    """The clock of one run. All times are in seconds."""

    def __init__(self, limit_s: float, thinking_s: float, now: float) -> None:
        """``limit_s`` 0 is no limit. ``thinking_s`` is how much waiting at most does not count."""
        self._limit_s, self._left_s = limit_s, thinking_s
        self._counted_s, self._since = 0.0, now
        self._is_waiting = False
        self._cpu_s = 0.0

    def wait(self, now: float, used: Callable[[], tuple[float, bool]]) -> None:
        """From here on the program waits. ``used`` as for ``is_over``."""
        self._count(now, used)
        if not self._is_waiting:
            self._is_waiting, self._cpu_s = True, used()[0]

    def go_on(self, now: float, used: Callable[[], tuple[float, bool]]) -> None:
        """The answer came."""
        self._count(now, used)
        self._is_waiting = False

    def is_over(self, now: float, used: Callable[[], tuple[float, bool]]) -> bool:
        """Whether the limit is reached. ``used``, asked only while it waits: the run's processor time so far,
        of all its processes that can be seen, and whether one of them is computing at this moment. The second
        is for those that end before they are looked at again.
        """
        if not self._is_waiting or now - self._since >= _SAMPLE_S:
            self._count(now, used)
        return 0 < self._limit_s < self._counted_s

    def _count(self, now: float, used: Callable[[], tuple[float, bool]]) -> None:
        passed, self._since = now - self._since, now
        if self._is_waiting and self._limit_s > 0:
            free = min(self._left_s, passed - self._worked(passed, used()))
            self._left_s -= free
            passed -= free
        self._counted_s += passed

    def _worked(self, passed: float, used: tuple[float, bool]) -> float:
        cpu_s, is_computing = used
        more, self._cpu_s = max(0.0, cpu_s - self._cpu_s), cpu_s
        return passed if is_computing else min(more, passed)
