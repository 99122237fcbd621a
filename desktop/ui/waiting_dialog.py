"""Says that something takes a while, how far it is, and lets it be cancelled.

Knows nothing about what takes the while; it is not shown for what is done at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.controls import Button, ElidedLabel, Text
from desktop.ui.localised import counted, number
from desktop.ui.question import WIDTH

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

_PATIENCE_MS = 400
_BAR_HEIGHT = 5


class WaitingDialog(QDialog):
    """``rejected``: it is to be cancelled. Whoever made it ends it with ``done``."""

    def __init__(self, theme: Theme, icons: Icons, title: str, path: str, parent: QWidget) -> None:
        """``path``: what is worked on."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(theme.px(WIDTH))
        self._far = Text(theme, "", "caption", "text2")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_BAR_HEIGHT)
        self._bar.setRange(
            0, 1
        )  # empty while nobody knows how far it is: a bar that runs to and fro never rests
        self._bar.setAccessibleName("Files done")
        cancel = Button(theme, icons, "Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._far, 1)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(Text(theme, title, "section", wrap=True))
        column.addWidget(ElidedLabel(theme, path, "mono_small", mode=Qt.TextElideMode.ElideMiddle))
        column.addSpacing(4)
        column.addWidget(self._bar)
        column.addSpacing(4)
        column.addLayout(buttons)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self._patience.start()

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """So many files of so many; ``total`` is 0 while that is not known."""
        self._bar.setRange(0, total or 1)
        self._bar.setValue(done if total else 0)
        self._far.setText(
            f"{number(done)} of {counted(total, 'file')}" if total else f"{counted(done, 'file')} found"
        )

    def end(self) -> None:
        """It is done: the dialog goes away, or is never shown."""
        self._patience.stop()
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()  # one that was never shown is not closed
