"""Records for those who look for a fault: our own warnings, Qt's messages and unexpected errors, in a file.

Never holds the learner's code or input; the audit trail is another file and another promise.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desktop import __version__

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

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


def log_in(folder: Path) -> Path:
    """The file that is written there."""
    return folder / _FILE


def start(folder: Path, tell: Callable[[str], None], fail: Callable[[Failure], None]) -> None:
    """Write to ``folder/diagnostics.log`` from now on.

    ``tell`` shows a sentence; ``fail`` takes errors that nobody expected, in whichever thread they came.
    """
    qInstallMessageHandler(_take_qt_message)
    sys.excepthook = partial(_report, fail)
    sys.unraisablehook = partial(_take_unraisable, fail)
    threading.excepthook = partial(_take_thread_error, fail)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        tell(f"Diagnostics cannot be written to {folder}: {error.strerror}.")
        return
    handler = _FileHandler(log_in(folder))
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _log.addHandler(handler)


class _FileHandler(logging.Handler):
    """A file that is kept small; what that takes is imported with the first record."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._rotating: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """One at a time: the caller holds the lock of this handler."""
        from logging.handlers import RotatingFileHandler

        if self._rotating is None:
            self._rotating = RotatingFileHandler(
                self._file, maxBytes=_MAX_BYTES, backupCount=_BACKUPS, encoding="utf-8", delay=True
            )
            self._rotating.setFormatter(self.formatter)
        self._rotating.emit(record)

    def close(self) -> None:
        """The file too."""
        if self._rotating is not None:
            self._rotating.close()
        super().close()


def set_level(level: str) -> None:
    """The least severe records that are kept, by ``logging.level``."""
    _log.setLevel(level)


def _take_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), message)


@dataclass(frozen=True, slots=True)
class Failure:
    """An error nobody expected. ``place`` names it each time; ``details`` are for whoever mends it."""

    summary: str
    place: str
    details: str


def _report(
    fail: Callable[[Failure], None],
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Written down and told, and the window lives on."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log.error("unexpected error", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
    fail(_failure_of(kind, error, trace))


def _failure_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Failure:
    import platform

    frames = traceback.extract_tb(trace)
    where = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "an unknown place"
    versions = (
        f"Python Features Explorer {__version__}, Python {platform.python_version()}, {platform.platform()}"
    )
    text = "".join(traceback.format_exception(kind, error, trace))
    return Failure(f"{kind.__name__} in {where}", f"{kind.__name__} {where}", f"{versions}\n\n{text}")


def _take_thread_error(fail: Callable[[Failure], None], args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _report(fail, args.exc_type, args.exc_value, args.exc_traceback)


def _take_unraisable(fail: Callable[[Failure], None], args: sys.UnraisableHookArgs) -> None:
    if args.exc_value is not None:
        _report(fail, args.exc_type, args.exc_value, args.exc_traceback)
