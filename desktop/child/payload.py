"""The last steps of a freshly forked process before it becomes the learner's program.

Each step is checked: the first that fails is reported by name and the program does not start.
"""

from __future__ import annotations

import os
import sys

from desktop.child.command import command
from desktop.child.order import Order
from desktop.sandbox import limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal as _signal
    from collections.abc import Callable

    Steps = list[tuple[str, Callable[[], object]]]
else:
    import _signal  # ``signal`` would load ``enum``, a quarter of the launcher's start

_FAILED = 127


class ProcessAllowance:
    """What RLIMIT_NPROC is set to; ``0`` leaves it alone."""

    def __init__(self, count: int, adds_present: bool) -> None:
        """``count`` is for this run alone; ``adds_present`` adds the processes that the user has already."""
        self._count = count
        self._adds_present = adds_present

    def apply(self) -> None:
        """Set the limit on this process."""
        if self._count > 0:
            present = limits.processes_of_user() - 1 if self._adds_present else 0  # this process is the run's
            limits.limit_processes(self._count + present)


def become(order: Order, failure: int, allowance: ProcessAllowance, walls: Steps) -> None:
    """Turn this process into the program; never returns. A successful exec closes the pipe ``failure``.

    ``walls`` are put up last, because they forbid what the steps before them do.
    """
    execute = lambda: os.execve(order.interpreter, command(order), order.environment)  # noqa: E731
    interpreter = (f"the interpreter {order.interpreter}", execute)
    perform([*_steps(order, allowance), *walls, interpreter], failure)


def perform(steps: Steps, failure: int) -> None:
    """Take the steps; the first that fails is written into the pipe ``failure`` and ends this process."""
    step, is_done = "the new process", False
    try:
        for name, action in steps:
            step = name
            action()
        is_done = True
    except BaseException as error:  # noqa: BLE001 - whatever it is, it must be told: nobody else will
        text = (error.strerror if isinstance(error, OSError) else None) or f"{type(error).__name__}: {error}"
        os.write(failure, f"{step}: {text}".encode("utf-8", "replace")[:4096])
    finally:
        if not is_done:
            os._exit(_FAILED)


def _steps(order: Order, allowance: ProcessAllowance) -> Steps:
    return [
        ("a session of its own", os.setsid),
        ("signals", _reset_signals),
        ("the file mode mask", lambda: os.umask(0o077)),
        ("the working folder", lambda: os.chdir(order.work_dir or "/")),
        *([] if order.is_expected else [(f"the file {order.file}", lambda: _try_to_read(order.file))]),
        ("the core file limit", limits.no_core_files),
        ("the processor time limit", lambda: limits.limit_cpu(order.cpu_s)),
        ("the memory limit", lambda: limits.limit_memory(order.max_memory_mb)),
        ("the file size limit", lambda: limits.limit_file_size(order.max_file_mb)),
        ("the open files limit", lambda: limits.limit_open_files(order.max_open_files)),
        ("the process limit", allowance.apply),
        ("the control pipe", lambda: os.set_inheritable(order.control, True)),
        ("the notes", lambda: os.set_inheritable(order.notes, True)),
    ]


def _try_to_read(file: str) -> None:
    os.close(os.open(file, os.O_RDONLY))


def _reset_signals() -> None:
    """Python starts with these two ignored and passes that on; the launcher ignores SIGINT.

    SIGINT is held until the program itself begins: in Python's own start it is a fatal error.
    """
    if sys.platform != "win32":
        for number in (_signal.SIGINT, _signal.SIGPIPE, _signal.SIGXFSZ, _signal.SIGCHLD):
            _signal.signal(number, _signal.SIG_DFL)
        _signal.pthread_sigmask(_signal.SIG_SETMASK, [_signal.SIGINT])
