"""The learner's own part of the guide: a rating of the example, and a note about it.

Keeps what is typed within half a second through the session's marks; the texts of the pack are elsewhere.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.services.session import Session
from desktop.ui.controls import IconLabel, Text, icon_row
from desktop.ui.icons import Icons
from desktop.ui.labels import set_font
from desktop.ui.star_rating import StarRating
from desktop.ui.theme import Theme

_AUTOSAVE_MS = 500
_LINES, _LINES_IN_USE = 3, 8
_MARGIN = 16


class NoteField(QPlainTextEdit):
    """Plain text; Tab leaves it, and it is higher while one writes in it."""

    focused = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("field", "true")
        self.setTabChangesFocus(True)
        self.setAccessibleName("My note")
        self.setPlaceholderText("What you want to remember")
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._fit()
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._fit()
        self.focused.emit(False)

    def _fit(self) -> None:
        lines = _LINES_IN_USE if self.hasFocus() else _LINES
        self.setFixedHeight(self._theme.line_height("body") * lines + 14)

    @Slot()
    def _on_theme_changed(self) -> None:
        set_font(self, self._theme.font("body"))
        self._fit()


class MyPart(QWidget):
    """Rating and note of the example in front."""

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._marks = session, session.marks
        self._example: Example | None = None
        self._is_unsaved = False
        self.stars = StarRating(theme, icons, self)
        self.note = NoteField(theme, self)
        self._rating_label = Text(theme, "My rating", "subsection", "text2")
        self._autosave = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._build(theme, icons)
        self._autosave.timeout.connect(self._on_autosave_timeout)
        self.note.textChanged.connect(self._on_note_text_changed)
        self.note.focused.connect(self._on_note_focused)
        self.stars.rated.connect(self._on_stars_rated)
        session.settings_changed.connect(self._on_session_settings_changed)
        self._marks.changed.connect(self._on_marks_changed)
        self._show_enabled()

    def show_example(self, example: Example) -> None:
        """What the learner marked of this example; what was typed about the one before is kept first."""
        if self._example is not None and self._example.id == example.id:
            self._example = example
            return
        self.flush()
        self._example = example
        self._show_note()
        self.stars.show_stars(self._marks.rating(example))

    def flush(self) -> bool:
        """Put the note on the disk now. False when that failed; it is tried again with the next key."""
        self._autosave.stop()
        if self._example is None or not self._is_unsaved:
            return True
        try:
            self._marks.write_note(self._example, self.note.toPlainText())
        except ExplorerError as error:
            self._session.notice.emit(str(error))
            return False
        self._is_unsaved = False
        return True

    def focus_note(self) -> None:
        """Put the cursor behind the last word of the note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_stars(self) -> None:
        """Put the focus on the stars."""
        self.stars.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self, theme: Theme, icons: Icons) -> None:
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rating = QHBoxLayout()
        rating.setContentsMargins(0, 0, 0, 0)
        rating.addWidget(self._rating_label, 1)
        rating.addWidget(self.stars)
        self._rating_row = QWidget(self)
        self._rating_row.setLayout(rating)
        icon = IconLabel(theme, icons, "notebook-pen", "text2", 14)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, _MARGIN)
        column.setSpacing(6)
        column.addWidget(self._rating_row)
        column.addLayout(icon_row(icon, Text(theme, "My note", "subsection", "text2")))
        column.addWidget(self.note)

    def _show_note(self) -> None:
        """Undo does not lead into the note of another example."""
        text = self._marks.note(self._example) if self._example is not None else ""
        self.note.blockSignals(True)
        self.note.setPlainText(text)
        self.note.blockSignals(False)
        self._is_unsaved = False

    def _show_enabled(self) -> None:
        self._rating_row.setVisible(self._marks.is_enabled)

    @Slot(bool)
    def _on_note_focused(self, is_in: bool) -> None:
        """Another window may have written the note since it was read."""
        if not is_in:
            self.flush()
            return
        is_shown = self._example is None or self._marks.note(self._example) == self.note.toPlainText()
        if not is_shown and not self._is_unsaved:
            self._show_note()

    @Slot()
    def _on_note_text_changed(self) -> None:
        self._is_unsaved = True
        if not self._autosave.isActive():  # not restarted: steady typing is kept twice a second
            self._autosave.start()

    @Slot()
    def _on_autosave_timeout(self) -> None:
        self.flush()

    @Slot(int)
    def _on_stars_rated(self, stars: int) -> None:
        if self._example is None:
            return
        try:
            self._marks.rate(self._example, stars)
        except ExplorerError as error:
            self._session.notice.emit(str(error))

    @Slot(str)
    def _on_marks_changed(self, example_id: str) -> None:
        if self._example is not None and self._example.id == example_id:
            self.stars.show_stars(self._marks.rating(self._example))

    @Slot(object)
    def _on_session_settings_changed(self, _snapshot: object) -> None:
        self._show_enabled()
