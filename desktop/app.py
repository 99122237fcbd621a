"""The start of the window: one QApplication, one window for each data folder, shown before it is filled.

Imports little, because the window is on the screen first; ``assembly`` makes what comes into it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QFileSystemWatcher,
    QLockFile,
    QObject,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.core.errors import ExplorerError
from desktop.core.files import read, write_atomic
from desktop.core.refuge import folders
from desktop.services.garbage import Garbage
from desktop.services.signals import SignalWatch
from desktop.ui.first_paint import FirstPaint
from desktop.ui.main_window import MainWindow
from desktop.ui.window_state import WindowState

EXIT_BROKEN = 1
_MAX_REQUEST_BYTES = 64 * 1024
_SWITCH_S = 0.0005
"""After so long a thread that computes gives way to the window's; Python's own 5 ms add up within a paint."""


class FirstWindow(QObject):
    """Makes a second start raise the window that is open, through a file in the data folder."""

    raise_requested = Signal(str)
    """The target the second start was given, or an empty text."""

    def __init__(self, data_dir: Path) -> None:
        """Nothing is claimed before ``claim``."""
        super().__init__()
        self._request = data_dir / "raise-window"
        self._lock = QLockFile(str(data_dir / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._watcher = QFileSystemWatcher(self)

    def claim(self) -> bool:
        """Whether this is the first window; from then on it listens.

        Where nobody can tell, as on a disk that is full or read-only, it is one and hears nothing.
        """
        if not self._lock.tryLock(0):
            return self._lock.error() is not QLockFile.LockError.LockFailedError
        with contextlib.suppress(OSError):
            self._request.unlink(missing_ok=True)
        self._watcher.addPath(str(self._request.parent))
        self._watcher.directoryChanged.connect(self._on_folder_changed)
        return True

    def ask(self, target: str) -> None:
        """Ask the window that is open to come to the front."""
        write_atomic(self._request, os.fsencode(target))

    @Slot(str)
    def _on_folder_changed(self, _path: str) -> None:
        """A request is taken away as it is read: one that stays would raise the window again and again."""
        try:
            target = os.fsdecode(read(self._request, _MAX_REQUEST_BYTES))
            self._request.unlink()
        except OSError:
            return
        self.raise_requested.emit(target)


def open_window(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed. Returns the exit code."""
    target = _absolute_target(options.target or "")
    try:
        paths, remarks = folders(options.config, options.data_dir)
        app = make_application(sys.argv[:1], options.platform)
        is_safe = options.safe or is_shift_held()
        first = FirstWindow(paths.data_dir)
        if not first.claim() and not (options.new_window or is_safe):
            first.ask(target)
            return 0
    except (ExplorerError, OSError) as error:
        return _broken(error)
    window = MainWindow(WindowState(paths.data_dir, is_forgetful=is_safe))

    def fill() -> None:
        from desktop import assembly

        try:
            filled, became_safe = assembly.fill(window, app, paths, is_safe=is_safe)
        except (ExplorerError, OSError) as error:
            app.exit(_broken(error))
            return
        except Exception:
            app.exit(EXIT_BROKEN)
            raise
        first.raise_requested.connect(filled.raise_for)
        _close_in_order(app, filled)
        assembly.show_start(filled, target, remarks, resumes=not became_safe)

    FirstPaint(window).done.connect(fill)
    window.show()
    return app.exec()


def _broken(error: Exception) -> int:
    print(f"python-explorer: {error}", file=sys.stderr)
    return EXIT_BROKEN


def is_shift_held() -> bool:
    """Whether safe mode is asked for by hand, which needs no terminal."""
    return bool(QGuiApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)


def make_application(arguments: Sequence[str], platform: str | None) -> QApplication:
    """The one QApplication, named and scaled as the design says."""
    if platform:
        os.environ["QT_QPA_PLATFORM"] = platform
    rounding = Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(rounding)
    QCoreApplication.setApplicationName("python-features-explorer")
    QCoreApplication.setApplicationVersion(__version__)
    QGuiApplication.setApplicationDisplayName("Python Features Explorer")
    QGuiApplication.setDesktopFileName("python-features-explorer")
    sys.setswitchinterval(_SWITCH_S)
    app = QApplication(list(arguments))
    for effect in Qt.UIEffect:  # nothing moves that the learner did not move, whatever the system likes
        app.setEffectEnabled(effect, False)
    Garbage(app)
    return app


def _absolute_target(target: str) -> str:
    """A path is made absolute here, because the window that opens it may have another working directory."""
    is_path = target.endswith(".py") or (target and Path(target).is_dir())
    return os.path.normpath(Path(target).absolute()) if is_path else target


def _close_in_order(app: QApplication, window: MainWindow) -> None:
    watch = SignalWatch(signal.SIGINT, signal.SIGTERM, parent=app)
    watch.received.connect(lambda _number: window.close())
    app.commitDataRequest.connect(lambda _manager: window.close())
