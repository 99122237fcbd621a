"""The composition root of the window: makes every object once, in order, and hands it what it needs.

Nothing else decides what a start opens.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.core.errors import ExplorerError
from desktop.core.paths import Paths
from desktop.services import diagnostics
from desktop.services.session import Session
from desktop.ui.console_accessible import install as install_accessible
from desktop.ui.failures import Failures
from desktop.ui.first_paint import FirstPaint
from desktop.ui.icons import Icons
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme
from desktop.ui.window_state import WindowState

SAFE_MODE = (
    "Safe mode: the default settings are in force and nothing is restored. Your own settings, progress and "
    "edits stay as they are. To leave, close the window and start without `--safe` or Shift."
)
_IDLE_MS = 500
"""After the first paint: what is for later does not hold up the first look."""


def fill(window: MainWindow, app: QApplication, paths: Paths, *, is_safe: bool) -> tuple[MainWindow, bool]:
    """Everything into a window that shows its ground, or into another. That window, and whether it is safe.

    A start that fails for a reason nobody expected is tried once more in safe mode, in another window.
    Raises ExplorerError and OSError for the others.
    """
    failures = _start_diagnostics(paths, app)
    try:
        fill_window(window, app, paths, is_safe=is_safe)
    except (ExplorerError, OSError):
        raise
    except Exception as error:
        if is_safe:
            raise
        sys.excepthook(type(error), error, error.__traceback__)
        window.hide()
        is_safe = True
        window = make_window(app, paths, is_safe=True)
    _follow_level(window.session)
    failures.show_in(window.notice_bar)
    return window, is_safe


def make_window(app: QApplication, paths: Paths, *, is_safe: bool = False) -> MainWindow:
    """A window with everything in it, not shown yet. ``is_safe``: default settings, nothing is restored."""
    window = MainWindow(WindowState(paths.data_dir, is_forgetful=is_safe))
    fill_window(window, app, paths, is_safe=is_safe)
    return window


def fill_window(window: MainWindow, app: QApplication, paths: Paths, *, is_safe: bool) -> None:
    """The session and the panels that show it."""
    install_accessible()
    theme = Theme(paths.resources, app.styleHints(), app)
    session = Session(paths, app, asks=True, is_safe=is_safe)
    theme.set_mode(session.settings.snapshot.text("theme.mode"))
    theme.set_font_size(session.settings.snapshot.integer("display.font_size"))
    theme.apply(app)  # once, before there are widgets that it would have to go through
    icons = Icons(paths.resources, theme, app)
    app.setWindowIcon(QIcon(str(paths.resources / "application" / "icon-256.png")))
    window.fill(session, theme, icons)
    if is_safe:
        window.setWindowTitle(f"Safe mode — {window.windowTitle()}")
        window.notice_bar.show_notice(SAFE_MODE)
    if _is_there(session.settings.file.parent):
        session.watch_settings()
    FirstPaint(window).done.connect(lambda: _prepare_when_idle(session))


def show_start(window: MainWindow, target: str, remarks: Iterable[str], *, resumes: bool) -> None:
    """What fails here fails in a window that can say so; what can wait comes when it is on the screen."""
    FirstPaint(window).done.connect(
        lambda: _do(
            window.tell_notices,
            lambda: QTimer.singleShot(_IDLE_MS, window, lambda: _tell_of_predecessor(window)),
        )
    )
    _do(lambda: window.show_start(target, resumes=resumes), window.reveal)
    for sentence in remarks:
        window.notice_bar.show_notice(sentence)


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


def _prepare_when_idle(session: Session) -> None:
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
