"""What the learner should know about their files, above everything else until they have read it.

Shows sentences; each stays until it is closed, or answered where it asks something.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.controls import Button, IconButton, Note
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme


class NoticeBar(QWidget):
    """A column of notes, without any height while there is none."""

    answered = Signal(str, bool)
    """The name of a question, and whether the action was chosen rather than the safe answer."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._questions: dict[str, QWidget] = {}
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Notices")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(8)
        self.hide()

    def show_notice(self, sentence: str, action: tuple[str, Callable[[], None]] | None = None) -> None:
        """Add a sentence below those that are shown, with a button where there is something to do."""
        row, line = self._row(sentence)
        if action is not None:
            button = Button(self._theme, self._icons, action[0], parent=row)
            button.setAccessibleDescription(sentence.replace("`", ""))
            button.clicked.connect(lambda _checked=False: action[1]())
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        close = IconButton(self._theme, self._icons, "x", "Close this notice", parent=row)
        close.clicked.connect(lambda: self._remove(row))
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._show(row)

    def show_question(self, name: str, sentence: str, safe: str, action: str) -> None:
        """Add a sentence with two answers; a question of the same name is asked anew."""
        self.drop_question(name)
        row, line = self._row(sentence)
        for number, words in enumerate((safe, action)):
            button = Button(self._theme, self._icons, words, parent=row)
            button.setAccessibleDescription(sentence.replace("`", ""))
            button.clicked.connect(lambda _checked=False, chosen=bool(number): self._answer(name, chosen))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._questions[name] = row
        self._show(row)

    def drop_question(self, name: str) -> None:
        """Take a question away that does not stand any more."""
        row = self._questions.pop(name, None)
        if row is not None:
            self._remove(row)

    def questions(self) -> tuple[str, ...]:
        """The names of those that are not answered."""
        return tuple(self._questions)

    def sentences(self) -> tuple[str, ...]:
        """What is shown, oldest first."""
        return tuple(note.prose.toPlainText() for note in self.findChildren(Note))

    def _row(self, sentence: str) -> tuple[QWidget, QHBoxLayout]:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Note(self._theme, self._icons, "warn", sentence), 1)
        return row, line

    def _show(self, row: QWidget) -> None:
        self._column.addWidget(row)
        self.show()

    def _answer(self, name: str, is_action: bool) -> None:
        self.drop_question(name)
        self.answered.emit(name, is_action)

    def _remove(self, row: QWidget) -> None:
        self._column.removeWidget(row)
        row.setParent(None)
        row.deleteLater()
        self.setVisible(self._column.count() > 0)
