"""Files that are dropped on the window: a zip is imported, a folder or a file opened, after a question.

Takes one at a time, and only what lies on a disk; everything else goes where it was dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDropEvent

from desktop.ui.question import Question

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.main_window import MainWindow
    from desktop.ui.theme import Theme

_CONFINED = "Nothing in it is run by that, and its programs are confined like any file from elsewhere."


class Drops(QObject):
    """What may be dropped on one window."""

    def __init__(
        self, window: MainWindow, take_zip: Callable[[Path], None], theme: Theme, icons: Icons
    ) -> None:
        super().__init__(window)
        self._window, self._take_zip, self._theme, self._icons = window, take_zip, theme, icons
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Files come to the window where nothing in it takes them."""
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent):
            return False
        path = _one_file(event.mimeData())
        if path is None:
            return False
        # Never a move: where the file comes from it would be deleted after that.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            QTimer.singleShot(
                0, self, lambda: self._ask(path)
            )  # the other program waits for the end of the drop
        return True

    def _ask(self, path: Path) -> None:
        if path.suffix.lower() == ".zip":
            self._question(
                "Import this zip?",
                "Its Python files and plain texts are copied into a new folder of the data folder, which is "
                f"then shown. {_CONFINED}",
                "Import",
                path,
                lambda: self._take_zip(path),
            )
        elif path.suffix.lower() == ".py":
            words = "It is shown, and what you change becomes a copy of yours; the file stays as it is."
            self._question(
                "Open this file?", words, "Open", path, lambda: self._window.open_target(str(path))
            )
        else:
            self._question(
                "Open this folder?",
                f"Its Python files are shown in place of the library. {_CONFINED}",
                "Open",
                path,
                lambda: self._window.folders.open(path),
            )

    def _question(
        self, title: str, sentence: str, action: str, path: Path, then: Callable[[], object]
    ) -> None:
        question = Question(
            self._theme,
            self._icons,
            title,
            sentence,
            safe="Cancel",
            action=action,
            path=str(path),
            parent=self._window,
        )
        question.accepted.connect(then)
        self._window.activateWindow()
        question.open()


def _one_file(data: QMimeData) -> Path | None:
    """The one zip, Python file or folder that is dropped; the name decides where it can."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    is_known = path.suffix.lower() in (".zip", ".py") or not path.suffix
    return path if is_known or path.is_dir() else None
