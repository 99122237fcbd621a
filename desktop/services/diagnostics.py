"""Records for those who look for a fault: our own warnings, Qt's messages and unexpected errors, in a file.

Never holds the learner's code or input; the audit trail is another file and another promise.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_FILE = "diagnostics.log"
_MAX_BYTES, _BACKUPS = 1_000_000, 2
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger("desktop")
_qt_log = logging.getLogger("desktop.qt")


def start(folder: Path, level: str, tell: Callable[[str], None]) -> None:
    """Write to ``folder/diagnostics.log`` from now on; ``tell`` shows a sentence about an error."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / _FILE, maxBytes=_MAX_BYTES, backupCount=_BACKUPS, encoding="utf-8", delay=True
        )
    except OSError as error:
        tell(f"Diagnostics cannot be written to {folder}: {error.strerror}.")
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _log.addHandler(handler)
    set_level(level)
    qInstallMessageHandler(_take_qt_message)
    sys.excepthook = _reporter(tell)


def set_level(level: str) -> None:
    """The least severe records that are kept, by ``logging.level``."""
    _log.setLevel(level)


def _take_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), message)


def _reporter(
    tell: Callable[[str], None],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """An error nobody expected is written down and told, and the window lives on."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.error("unexpected error", exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        tell(f"Something inside the explorer failed ({kind.__name__}: {error}). Your work is kept; go on.")

    return report
