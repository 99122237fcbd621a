"""What happens on the page when the file in front is another on the disk than it was opened.

Forbids surprises: what is shown is what runs, and the learner's own copy is never touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.core.errors import ExplorerError
from desktop.services.file_watch import FileWatch

if TYPE_CHECKING:
    from desktop.core.example import Example
    from desktop.services.session import Session
    from desktop.ui.workbench import Workbench

READ_AGAIN = "The file changed on the disk and was read again."
COPY_KEPT = "The file changed on the disk. Your copy is kept; “Restore original” shows the new text."


class DiskNews(QObject):
    """Reads a file from elsewhere again when it changed."""

    def __init__(self, session: Session, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._session, self._bench = session, workbench
        self._watch = FileWatch(self)
        self._watch.changed.connect(self.read_again)
        session.libraries.changed.connect(self._on_libraries_changed)

    def follow(self, example: Example) -> None:
        """Watch the file of the example that is in front now; a bundled one does not change."""
        self._watch.watch(example.entry if example.is_foreign else None)

    @Slot()
    def read_again(self) -> None:
        """Show what the file holds now, or beside the learner's copy say that it is another."""
        old = self._bench.example
        if old is None or not old.is_foreign or not self._bench.view.flush():
            return
        try:
            new = self._session.open_example(old.target)
        except ExplorerError as error:
            self._session.notice.emit(str(error))
            return
        self._bench.update_example(new)
        if new.digest != old.digest:
            is_edited = self._session.is_edited(new.id)
            self._session.notice.emit(COPY_KEPT if is_edited else READ_AGAIN)

    @Slot()
    def _on_libraries_changed(self) -> None:
        """What a folder that was read to its end tells about the file in front."""
        example = self._bench.example
        if example is None or not example.is_foreign:
            return
        known = self._session.libraries.catalog
        if example.id in known and known.example(example.id).digest == example.digest:
            self._bench.update_example(known.example(example.id))
