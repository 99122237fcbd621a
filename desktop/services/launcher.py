"""The launcher's process and its pipes, as the application holds them. The only user of QProcess.

Hides how a process is started, found dead and never left behind; knows nothing of what a run means.
"""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal, Slot

from desktop.core.paths import base_interpreter
from desktop.services.channel import Inbox, Inheritance, Outbox
from desktop.services.environment import example_environment

_KILL_PATIENCE_MS = 3000  # how long the launcher may take to kill before it is killed itself


class Launcher(QObject):
    """One launcher: waits for one order, then runs one program on its own three streams."""

    arrived = Signal()
    failed = Signal(str)
    ended = Signal()

    def __init__(self, code_root: Path, parent: QObject | None = None) -> None:
        """``code_root`` holds ``desktop/``. Nothing is started yet."""
        super().__init__(parent)
        self._program = launcher_in(code_root)
        self.control_number = -1
        self._is_relieved = False
        self._orders, self._report, self._control = Outbox(self), Inbox(self), Inbox(self)
        self._process = QProcess(self)
        self._prepare()
        # Whoever deletes this object (parent, garbage collector, Python's exit), the process goes first.
        self.destroyed.connect(functools.partial(_abandon, self._process, self._orders))

    @property
    def is_alive(self) -> bool:
        """Whether it can take an order."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    @property
    def process_id(self) -> int:
        """Of the launcher itself, 0 when there is none."""
        return self._process.processId()

    def start(self) -> None:
        """Start it. What goes wrong arrives as ``failed``."""
        ends = Inheritance(self._orders.child_end, self._report.child_end, self._control.child_end)
        with ends as (orders, report, control):
            self.control_number = control
            self._process.setArguments(["-I", "-S", str(self._program), str(orders), str(report)])
            self._process.start()
        for pipe in (self._orders, self._report, self._control):
            pipe.open()

    def order(self, data: bytes) -> None:
        """Send an order or a command."""
        self._orders.write(data)

    def hang_up(self) -> None:
        """No order will come: a waiting launcher ends."""
        self._orders.close()

    def write_input(self, data: bytes) -> None:
        """Into the program's standard input."""
        self._process.write(data)

    def end_input(self) -> None:
        """End of file for the program."""
        self._process.closeWriteChannel()

    def read_streams(self) -> tuple[bytes, bytes]:
        """What has arrived of standard output and standard error."""
        stdout = bytes(self._process.readAllStandardOutput().data())
        return stdout, bytes(self._process.readAllStandardError().data())

    def read_report(self) -> bytes:
        """What has arrived from the launcher itself."""
        return self._report.read()

    def read_control(self) -> bytes:
        """What has arrived from the program's own pipe."""
        return self._control.read()

    @Slot()
    def kill(self) -> None:
        """The last resort: the launcher itself is killed."""
        self._process.kill()

    def wait(self) -> None:
        """Wait for its end, with force if it takes too long."""
        _wait(self._process)

    def release(self) -> None:
        """Give the pipes back; whatever still lives ends."""
        for pipe in (self._orders, self._report, self._control):
            pipe.close()

    def dismiss(self) -> None:
        """End a launcher that waits for an order, and wait until it is gone."""
        self.blockSignals(True)
        _abandon(self._process, self._orders)
        self.release()
        self.deleteLater()

    def _prepare(self) -> None:
        process = self._process
        process.setProgram(str(base_interpreter()))
        own = QProcessEnvironment()
        for name, value in example_environment(os.environ, {}).items():
            own.insert(name, value)
        process.setProcessEnvironment(own)
        if sys.platform != "win32":
            flag = QProcess.UnixProcessFlag
            process.setUnixProcessParameters(
                flag.CreateNewSession
                | flag.ResetSignalHandlers
                | flag.DisconnectControllingTerminal
                | flag.DisableCoreDumps
            )
        process.readyReadStandardOutput.connect(self.arrived)
        process.readyReadStandardError.connect(self.arrived)
        process.errorOccurred.connect(self._on_process_error_occurred)
        process.finished.connect(self._on_process_finished)
        self._report.arrived.connect(self.arrived)
        self._control.arrived.connect(self.arrived)

    @Slot(QProcess.ProcessError)
    def _on_process_error_occurred(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.failed.emit(f"the launcher {self._process.program()}: {self._process.errorString()}")

    @Slot()
    def _on_process_finished(self) -> None:
        self.ended.emit()


def ask_launcher(code_root: Path, word: str) -> str:
    """What the launcher prints for one word; waits for it."""
    process = QProcess()
    process.start(str(base_interpreter()), ["-I", "-S", str(launcher_in(code_root)), word])
    _wait(process)
    return bytes(process.readAllStandardOutput().data()).decode("ascii", "replace")


def launcher_in(code_root: Path) -> Path:
    """The launcher's program."""
    return code_root / "desktop" / "child" / "launch.py"


def _abandon(process: QProcess, orders: Outbox) -> None:
    """End a run that nobody waits for: the launcher ends everything when its lifeline closes."""
    if process.state() is not QProcess.ProcessState.NotRunning:
        process.blockSignals(True)
        orders.close()
        _wait(process)


def _wait(process: QProcess) -> None:
    if not process.waitForFinished(_KILL_PATIENCE_MS):
        process.kill()
        process.waitForFinished(_KILL_PATIENCE_MS)
