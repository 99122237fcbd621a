"""Asks which file to bring progress from, or to write it to, and tells what came of it.

Holds no rule about the files; what they hold is the core's business.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.errors import ExplorerError
from desktop.services.session import Session

_IMPORTED = "Progress (*.json);;All files (*)"
_EXPORTED = "To be imported again (*.json);;A table (*.csv)"


class ProgressTransfer(QObject):
    """The two actions of one window."""

    def __init__(self, session: Session, tell: Callable[[str], None], window: QWidget) -> None:
        super().__init__(window)
        self._session, self._tell, self._window = session, tell, window

    @Slot()
    def import_progress(self) -> None:
        """Ask for a file and add what it holds."""
        from desktop.services.progress_files import import_progress

        name, _kind = QFileDialog.getOpenFileName(self._window, "Import progress", "", _IMPORTED)
        if name:
            self._do(import_progress, Path(name))

    @Slot()
    def export_progress(self) -> None:
        """Ask for a name and write everything there."""
        from desktop.services.progress_files import export_progress

        name, kind = QFileDialog.getSaveFileName(
            self._window, "Export progress", "python-progress.json", _EXPORTED
        )
        if name:
            is_bare = not Path(name).suffix
            self._do(
                export_progress, Path(name + (".csv" if "csv" in kind else ".json") if is_bare else name)
            )

    def _do(self, action: Callable[[Session, Path], str], file: Path) -> None:
        try:
            self._tell(action(self._session, file))
        except ExplorerError as error:
            self._tell(str(error))
