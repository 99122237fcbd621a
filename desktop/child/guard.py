"""What the launcher knows of a started program, whatever holds it together: its end, time and memory.

The means differ by system: ``posix.py``, ``windows.py``.
"""

from __future__ import annotations

from desktop.child.order import Order


class NotStartedError(Exception):
    """The program could not be started; the text names the step and the reason."""


class Guard:
    """One program and everything it starts."""

    name = ""

    def __init__(self) -> None:
        """After the end: ``code`` is the exit code or minus the signal, the other two what the run used."""
        self.code: int | None = None
        self.peak_kb = 0
        self.cpu_ms = 0

    def start(self, order: Order, private: list[int]) -> None:
        """Start the program; ``private`` are descriptors that only the launcher may hold.

        Raises NotStartedError when a step fails, OSError when this guard cannot be had.
        """
        raise NotImplementedError

    def reap(self) -> bool:
        """Whether the program has ended; never waits."""
        raise NotImplementedError

    def interrupt(self) -> None:
        """Ctrl+C for the program alone."""
        raise NotImplementedError

    def end(self) -> None:
        """Kill all that is left of the program; returns when nothing is."""
        raise NotImplementedError

    def used_time(self) -> tuple[float, bool]:
        """Seconds of processor time of the whole run that can be seen now, and whether any of it is computing
        at this moment; 0 and False where the system does not tell.
        """
        raise NotImplementedError

    def used_bytes(self, limit: int) -> int:
        """Resident memory of the whole run now, exact near ``limit``; 0 where the system does not tell."""
        raise NotImplementedError
