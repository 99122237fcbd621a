"""The composition root of the window: makes every object once, in order, and hands it what it needs.

Nothing else makes a QApplication or decides what a start opens.
"""

from __future__ import annotations

import argparse
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
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.core.errors import ExplorerError, StateError
from desktop.core.files import write_atomic
from desktop.core.paths import Paths, find_paths
from desktop.services import diagnostics
from desktop.services.progress_files import take_over_predecessor
from desktop.services.session import Session
from desktop.services.signals import SignalWatch
from desktop.ui.icons import Icons
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme
from desktop.ui.window_state import WindowState

EXIT_BROKEN = 1
_IDLE_MS = 500
"""After the first paint, before the learner can have typed a search."""


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
        """Whether this is the first window; from then on it listens."""
        if not self._lock.tryLock(0):
            return False
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
            target = os.fsdecode(self._request.read_bytes())
            self._request.unlink()
        except FileNotFoundError:
            return
        self.raise_requested.emit(target)


def open_window(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed. Returns the exit code."""
    paths = find_paths(config=options.config, data_dir=options.data_dir)
    target = _absolute_target(options.target or "")
    try:
        app = make_application(sys.argv[:1], options.platform)
        _make_data_folder(paths.data_dir)
        first = FirstWindow(paths.data_dir)
        if not first.claim() and not options.new_window:
            first.ask(target)
            return 0
        window = make_window(app, paths)
    except (ExplorerError, OSError) as error:
        print(f"python-explorer: {error}", file=sys.stderr)
        return EXIT_BROKEN
    _start_diagnostics(paths, window)
    first.raise_requested.connect(window.raise_for)
    _close_in_order(app, window)
    window.show_start(target)
    window.show()
    window.tell_notices()
    for sentence in take_over_predecessor(window.session):
        window.notice_bar.show_notice(sentence)
    return app.exec()


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
    return QApplication(list(arguments))


def make_window(app: QApplication, paths: Paths) -> MainWindow:
    """The session and its window, not shown yet."""
    theme = Theme(paths.resources, app.styleHints(), app)
    theme.apply(app)
    icons = Icons(paths.resources, theme, app)
    app.setWindowIcon(QIcon(str(paths.resources / "application" / "icon-256.png")))
    session = Session(paths, app, asks=True)
    window = MainWindow(session, theme, icons, WindowState(paths.data_dir))
    session.watch_settings()
    QTimer.singleShot(_IDLE_MS, session, session.search.prepare)
    QTimer.singleShot(_IDLE_MS, session, session.prepare_runs)
    return window


def _make_data_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StateError(
            f"The folder {folder} for your progress cannot be made: {error.strerror}. "
            "Give another one with --data-dir, or change what is in its way."
        ) from None


def _start_diagnostics(paths: Paths, window: MainWindow) -> None:
    session = window.session
    diagnostics.start(paths.data_dir / "logs", session.settings.snapshot.text("logging.level"), window.tell)
    session.settings_changed.connect(lambda snapshot: diagnostics.set_level(snapshot.text("logging.level")))


def _absolute_target(target: str) -> str:
    """A path is made absolute here, because the window that opens it may have another working directory."""
    return str(Path(target).absolute()) if target.endswith(".py") else target


def _close_in_order(app: QApplication, window: MainWindow) -> None:
    watch = SignalWatch(signal.SIGINT, signal.SIGTERM, parent=app)
    watch.received.connect(lambda _number: window.close())
    app.commitDataRequest.connect(lambda _manager: window.close())
