"""What the library panel says about a folder that is open: its name, how far it was read, how to leave it.

Takes no height while the bundled library is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.controls import Button, ElidedLabel, IconButton, IconLabel
from desktop.ui.labels import plain_tooltip
from desktop.ui.localised import number

if TYPE_CHECKING:
    from desktop.services.libraries import Libraries
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

_BAR_HEIGHT = 5


class FolderBar(QWidget):
    """The folder's name with a button that closes it; below, while it is read, a bar and Cancel."""

    def __init__(
        self, libraries: Libraries, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._libraries = libraries
        self._name = ElidedLabel(theme, "", "button", parent=self)
        self._read = ElidedLabel(theme, "", "caption", "text2", parent=self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_BAR_HEIGHT)
        self._bar.setAccessibleName("Files looked at")
        close = IconButton(theme, icons, "x", "Close the folder and show the built-in library", parent=self)
        cancel = Button(theme, icons, "Cancel", "quiet", small=True, parent=self)
        cancel.setAccessibleDescription("Look at no more files of this folder")
        close.clicked.connect(libraries.close_folder)
        cancel.clicked.connect(libraries.stop_reading)
        self._build(IconLabel(theme, icons, "folder-open", "text2", 16), close, cancel)
        libraries.changed.connect(self._refresh)
        libraries.progressed.connect(self._refresh)
        self._refresh()

    def _build(self, icon: QWidget, close: QWidget, cancel: QWidget) -> None:
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(icon)
        title.addWidget(self._name, 1)
        title.addWidget(close)
        self._progress = QWidget(self)
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._read)
        words.addWidget(self._bar)
        row.addLayout(words, 1)
        row.addWidget(cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 0)
        column.setSpacing(4)
        column.addLayout(title)
        column.addWidget(self._progress)

    @Slot()
    def _refresh(self) -> None:
        folder, progress = self._libraries.folder, self._libraries.progress
        self.setVisible(folder is not None)
        if folder is None:
            return
        self._name.set_text(folder.name or str(folder))
        self._name.setToolTip(plain_tooltip(str(folder)))
        self.setAccessibleName(f"Folder {folder}")
        self._progress.setVisible(progress is not None)
        if progress is not None:
            done, total = progress
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            found = f"{number(done)} files found" if done else "Reading the folder…"
            self._read.set_text(f"Looked at {number(done)} of {number(total)} files" if total else found)
