"""The composition root of the window: makes every object once, in order, and hands it what it needs.

Nothing else makes a QApplication or decides what a start opens.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
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
from desktop.core.errors import ExplorerError
from desktop.core.files import read, write_atomic
from desktop.core.paths import Paths
from desktop.core.refuge import folders
from desktop.services import diagnostics
from desktop.services.garbage import Garbage
from desktop.services.session import Session
from desktop.services.signals import SignalWatch
from desktop.ui.console_accessible import install as install_accessible
from desktop.ui.failures import Failures
from desktop.ui.first_paint import FirstPaint
from desktop.ui.icons import Icons
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme
from desktop.ui.window_state import WindowState

EXIT_BROKEN = 1
SAFE_MODE = (
    "Safe mode: the default settings are in force and nothing is restored. Your own settings, progress and "
    "edits stay as they are. To leave, close the window and start without `--safe` or Shift."
)
_MAX_REQUEST_BYTES = 64 * 1024
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
        failures = _start_diagnostics(paths, app)
        window, is_safe = _make_window_somehow(app, paths, is_safe=is_safe)
    except (ExplorerError, OSError) as error:
        print(f"python-explorer: {error}", file=sys.stderr)
        return EXIT_BROKEN
    _follow_level(window.session)
    first.raise_requested.connect(window.raise_for)
    _close_in_order(app, window)
    _show(window, target, resumes=not is_safe)
    for sentence in remarks:
        window.notice_bar.show_notice(sentence)
    failures.show_in(window.notice_bar)
    return app.exec()


def is_shift_held() -> bool:
    """Whether safe mode is asked for by hand, which needs no terminal."""
    return bool(QGuiApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)


def _make_window_somehow(app: QApplication, paths: Paths, *, is_safe: bool) -> tuple[MainWindow, bool]:
    """A start that fails for a reason nobody expected is tried once more in safe mode. Whether it is one."""
    try:
        return make_window(app, paths, is_safe=is_safe), is_safe
    except (ExplorerError, OSError):
        raise
    except Exception as error:
        if is_safe:
            raise
        sys.excepthook(type(error), error, error.__traceback__)
        return make_window(app, paths, is_safe=True), True


def _show(window: MainWindow, target: str, *, resumes: bool) -> None:
    """What fails here fails in a window that can say so; what can wait comes when it is on the screen."""
    FirstPaint(window).done.connect(
        lambda: _do(window.tell_notices, lambda: _tell_of_predecessor(window)),
    )
    _do(lambda: window.show_start(target, resumes=resumes), window.show)


def _do(*steps: Callable[[], object]) -> None:
    """One after the other; one that fails keeps no other from being done."""
    for step in steps:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - it is written down and told as any other
            sys.excepthook(type(error), error, error.__traceback__)


def _tell_of_predecessor(window: MainWindow) -> None:
    from desktop.services.progress_files import take_over_predecessor

    for sentence in take_over_predecessor(window.session):
        window.notice_bar.show_notice(sentence)


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
    app = QApplication(list(arguments))
    for effect in Qt.UIEffect:  # nothing moves that the learner did not move, whatever the system likes
        app.setEffectEnabled(effect, False)
    Garbage(app)
    return app


def make_window(app: QApplication, paths: Paths, *, is_safe: bool = False) -> MainWindow:
    """The session and its window, not shown yet. ``is_safe``: default settings, and nothing is restored."""
    install_accessible()
    theme = Theme(paths.resources, app.styleHints(), app)
    session = Session(paths, app, asks=True, is_safe=is_safe)
    theme.set_mode(session.settings.snapshot.text("theme.mode"))
    theme.set_font_size(session.settings.snapshot.integer("display.font_size"))
    theme.apply(app)  # once, before there are widgets that it would have to go through
    icons = Icons(paths.resources, theme, app)
    app.setWindowIcon(QIcon(str(paths.resources / "application" / "icon-256.png")))
    window = MainWindow(session, theme, icons, WindowState(paths.data_dir, is_forgetful=is_safe))
    if is_safe:
        window.setWindowTitle(f"Safe mode — {window.windowTitle()}")
        window.notice_bar.show_notice(SAFE_MODE)
    if _is_there(session.settings.file.parent):
        session.watch_settings()
    FirstPaint(window).done.connect(lambda: _prepare_when_idle(session))
    return window


def _prepare_when_idle(session: Session) -> None:
    QTimer.singleShot(_IDLE_MS, session, lambda: session.libraries.search.prepare())
    QTimer.singleShot(_IDLE_MS, session, session.prepare_runs)


def _is_there(folder: Path) -> bool:
    """Whether there is a folder to watch; the settings of one that cannot be made are the defaults."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return True


def _start_diagnostics(paths: Paths, app: QApplication) -> Failures:
    logs = paths.data_dir / "logs"
    failures = Failures(diagnostics.log_in(logs), app)
    diagnostics.start(logs, failures.tell, failures.take)
    return failures


def _follow_level(session: Session) -> None:
    diagnostics.set_level(session.settings.snapshot.text("logging.level"))
    session.settings_changed.connect(lambda snapshot: diagnostics.set_level(snapshot.text("logging.level")))


def _absolute_target(target: str) -> str:
    """A path is made absolute here, because the window that opens it may have another working directory."""
    is_path = target.endswith(".py") or (target and Path(target).is_dir())
    return os.path.normpath(Path(target).absolute()) if is_path else target


def _close_in_order(app: QApplication, window: MainWindow) -> None:
    watch = SignalWatch(signal.SIGINT, signal.SIGTERM, parent=app)
    watch.received.connect(lambda _number: window.close())
    app.commitDataRequest.connect(lambda _manager: window.close())
