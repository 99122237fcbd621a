"""What the learner should know about their files, above everything else until they have read it.

Shows sentences; each stays until it is closed, or answered where it asks something.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.controls import Button, IconButton, Note
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

_CHARACTERS_WIDE = 140
"""Beyond the measure of prose: a notice takes as few lines from the work as it can."""


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

    def show_notice(
        self, sentence: str, action: tuple[str, Callable[[], None]] | None = None, *, kind: str = "warn"
    ) -> None:
        """Add a sentence below those that are shown, with a button where there is something to do.

        ``kind`` is one of ``Note``. Nothing is said twice, and of what went well only the last is shown.
        """
        for shown in self._notices():
            if (kind == shown.kind == "ok") or shown.prose.toPlainText() == sentence.replace("`", ""):
                self._remove(shown)
        note = self._note(sentence, kind)
        if action is not None:
            button = Button(self._theme, self._icons, action[0], small=True, parent=note)
            button.setAccessibleDescription(sentence.replace("`", ""))
            button.clicked.connect(lambda _checked=False: action[1]())
            note.add(button)
        close = IconButton(self._theme, self._icons, "x", "Close this notice", parent=note)
        close.clicked.connect(lambda: self._remove(note))
        note.add(close)
        self._show(note)

    def show_question(self, name: str, sentence: str, safe: str, action: str) -> None:
        """Add a sentence with two answers; a question of the same name is asked anew."""
        self.drop_question(name)
        note = self._note(sentence)
        for number, words in enumerate((safe, action)):
            button = Button(self._theme, self._icons, words, small=True, parent=note)
            button.setAccessibleDescription(sentence.replace("`", ""))
            button.clicked.connect(lambda _checked=False, chosen=bool(number): self._answer(name, chosen))
            note.add(button)
        self._questions[name] = note
        self._show(note)

    def drop_question(self, name: str) -> None:
        """Take a question away that does not stand any more."""
        row = self._questions.pop(name, None)
        if row is not None:
            self._remove(row)

    def drop_success(self) -> None:
        """Take away what went well, because it does not stand any more."""
        for shown in self._notices():
            if shown.kind == "ok":
                self._remove(shown)

    def questions(self) -> tuple[str, ...]:
        """The names of those that are not answered."""
        return tuple(self._questions)

    def sentences(self) -> tuple[str, ...]:
        """What is shown, oldest first."""
        return tuple(note.prose.toPlainText() for note in self.findChildren(Note))

    def _notices(self) -> list[Note]:
        return [note for note in self.findChildren(Note) if note not in self._questions.values()]

    def _note(self, sentence: str, kind: str = "warn") -> Note:
        return Note(self._theme, self._icons, kind, sentence, widest=_CHARACTERS_WIDE, parent=self)

    def _show(self, note: Note) -> None:
        self._column.addWidget(note)
        self.show()

    def _answer(self, name: str, is_action: bool) -> None:
        self.drop_question(name)
        self.answered.emit(name, is_action)

    def _remove(self, note: QWidget) -> None:
        self._column.removeWidget(note)
        note.setParent(None)
        note.deleteLater()
        self.setVisible(self._column.count() > 0)
