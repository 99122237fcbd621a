"""Windows: the launcher stays the program's parent, in whose job object everything ends.

Unverified: written from documentation, not run on Windows yet. A program can only be killed here.
"""

from __future__ import annotations

import os
import queue
import sys
import threading

from desktop.child.guard import Guard, NotStartedError
from desktop.child.order import Order

if sys.platform == "win32":
    import msvcrt

    from desktop.child.command import command
    from desktop.child.notes import Notes
    from desktop.sandbox.windows_job import Job

    class Lifeline:
        """The line to the application, read by a thread because pipes cannot be polled."""

        def __init__(self, orders: int) -> None:
            """``orders`` is the reading end."""
            self._arrived: queue.SimpleQueue[bytes] = queue.SimpleQueue()
            self.descriptors = [orders]
            threading.Thread(target=self._listen, args=(orders,), daemon=True).start()

        def wait(self, seconds: float) -> bytes | None:
            """As the POSIX one; the end of a child is noticed after the time."""
            try:
                return self._arrived.get(timeout=seconds)
            except queue.Empty:
                return None

        def _listen(self, orders: int) -> None:
            data = b" "
            while data:
                try:
                    data = os.read(orders, 4096)
                except OSError:
                    data = b""
                self._arrived.put(data)

    class JobGuard(Guard):
        """The program's job object."""

        name = "job object"

        def start(self, order: Order, private: list[int]) -> None:
            """Start the program in a new job."""
            self._job = Job(order.max_processes, order.max_memory_mb)
            self._job.start(command(order), order.environment, order.work_dir)

        def reap(self) -> bool:
            """Ask for the exit code."""
            self.code = self._job.exit_code()
            return self.code is not None

        def interrupt(self) -> None:
            """Nothing: Windows has no Ctrl+C for one process without a console of its own."""

        def end(self) -> None:
            """End the job."""
            self.peak_kb, self.cpu_ms = self._job.peak_kb(), self._job.cpu_ms()
            self._job.end()

        def used_time(self) -> tuple[float, bool]:
            """The job counts what has ended too."""
            return self._job.cpu_ms() / 1000, False

        def used_bytes(self, limit: int) -> int:
            """The job enforces its own limit."""
            return 0

    def start_guarded(order: Order, private: list[int]) -> Guard:
        """Start the program. Raises NotStartedError."""
        if order.tier != "limits":
            raise NotStartedError("the sandbox: this system has none")
        guard = JobGuard()
        notes = Notes(order)
        try:
            guard.start(order, private)
        except OSError as error:
            notes.drop()
            raise NotStartedError(f"the interpreter {order.interpreter}: {error.strerror}") from error
        notes.hand_over(order)
        return guard

    def open_pipes(orders: int, report: int) -> tuple[int, int]:
        """Descriptors for the two inherited handles, which no program inherits from here."""
        for handle in (orders, report):
            os.set_handle_inheritable(handle, False)
        return msvcrt.open_osfhandle(orders, os.O_RDONLY), msvcrt.open_osfhandle(report, os.O_WRONLY)

    def prepare(orders: int) -> None:
        """Nothing takes time here, and there is no group."""
        return None  # noqa: RET501

    def expect(expected: Order, orders: int, report: int) -> None:
        """Nothing is started before its order."""
        return None  # noqa: RET501

    def keep_only(wanted: set[int]) -> None:
        """Nothing: Windows passes on what is marked inheritable and no more."""

    def silence(control: int) -> None:
        """Let go of the program's own pipe."""
        os.close(msvcrt.open_osfhandle(control, os.O_WRONLY))
