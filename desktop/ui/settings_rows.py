"""One row of the settings dialog: what a setting is, its value, what is wrong with it, its default.

Made from the declaration alone; knows neither the file nor the other rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from desktop.core.errors import SettingError
from desktop.core.setting import Kind, Setting
from desktop.ui.controls import Button, ElidedLabel, IconLabel, Note, Prose, Separator, Text
from desktop.ui.settings_fields import make_field

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

MARGIN = 16  # left of the title, where the dot of a changed value is
DOT = 7
LONGEST_DEFAULT = 24


class SettingRow(QWidget):
    """A declared setting with its control. ``changed`` comes with every letter typed."""

    changed = Signal(str)  # the key

    def __init__(
        self, setting: Setting, default: object, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setting = setting
        self._default_value = self._in_force = default
        self._theme, self._icons = theme, icons
        self._problem = ""
        self._notice = ""
        self._is_narrow = False
        self.field = make_field(setting, theme)
        self._default = Text(theme, f"Default {value_text(setting, default)}", "body", "text2")
        self._reset = Button(theme, icons, "Reset", "link", "rotate-ccw", small=True)
        self._reset.setAccessibleName(f"Reset {setting.title} to {value_text(setting, default)}")
        self._sentence: _Sentence | None = None
        self._warning: Note | None = None
        self._build()
        self.field.changed.connect(self._on_field_changed)
        self._reset.clicked.connect(self.reset)
        self._refresh()

    def value(self) -> object:
        """The value in its normal form; where it has a problem, as it was typed."""
        typed = self.field.value()
        try:
            return self.setting.check(typed)
        except SettingError:
            return typed

    def set_value(self, value: object) -> None:
        """Show another value; this is no change by the learner, so nothing is emitted."""
        self.field.blockSignals(True)
        self.field.set_value(value)
        self.field.blockSignals(False)
        self.set_in_force(value)

    def set_in_force(self, value: object) -> None:
        """What is in force now, whatever is shown here."""
        self._in_force = value
        self._refresh()

    def problem(self) -> str:
        """Why the value cannot be saved, or an empty text."""
        return self._problem

    def is_default(self) -> bool:
        return not self._problem and self.value() == self._default_value

    @Slot()
    def reset(self) -> None:
        """Back to the default."""
        self.field.set_value(self._default_value)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh()
        self.changed.emit(self.setting.key)

    def weakens(self) -> bool:
        """Whether the value protects less than the default does, or less than what is in force."""
        known = (self._default_value, self._in_force)
        return not self._problem and any(self.setting.weakens(value, self.value()) for value in known)

    def show_notice(self, sentence: str) -> None:
        """Say what is wrong with this setting in the file, until its value is changed here."""
        self._notice = sentence
        self._refresh()

    def matches(self, query: str) -> bool:
        """Whether title, key and help together hold every word of the query."""
        text = f"{self.setting.title} {self.setting.key} {self.setting.help}".casefold()
        return all(word in text for word in query.casefold().split())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot of a value that is not the default."""
        super().paintEvent(event)
        if self.is_default():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        middle = self._title.geometry().center().y() + 1
        painter.drawEllipse(QPointF(DOT / 2, middle), DOT / 2, DOT / 2)

    def _build(self) -> None:
        layout = self._grid = QGridLayout(self)
        layout.setContentsMargins(MARGIN, 10, 0, 0)
        layout.setHorizontalSpacing(24)
        layout.setVerticalSpacing(0)
        layout.setColumnStretch(0, 1)
        layout.addLayout(self._words(), 0, 0, Qt.AlignmentFlag.AlignTop)
        self._right = self._controls()
        layout.addLayout(self._right, 0, 1, Qt.AlignmentFlag.AlignTop)
        layout.addItem(_space(), 4, 0, 1, 2)
        layout.addWidget(Separator(self._theme), 5, 0, 1, 2)

    def set_narrow(self, is_narrow: bool) -> None:
        """The control stands below its words where there is no room beside them."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._grid.removeItem(self._right)
        if is_narrow:
            self._grid.addLayout(self._right, 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addLayout(self._right, 0, 1, Qt.AlignmentFlag.AlignTop)
        self._right.setContentsMargins(0, 6 if is_narrow else 0, 0, 0)
        self._right.setAlignment(
            self.field, Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight
        )

    def _words(self) -> QVBoxLayout:
        self._title = Text(self._theme, self.setting.title, "button")
        key = ElidedLabel(self._theme, self.setting.key, "mono_caption", "text3")
        line = QHBoxLayout()
        line.setSpacing(9)
        line.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(key, 1, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(line)
        words.addWidget(self._help())
        return words

    def _help(self) -> QWidget:
        """A label where it will do: a document for each of the many rows would open the dialog late."""
        text = _help_text(self.setting)
        if "`" in text or "*" in text:
            return Prose(self._theme, text, "body", "text2")
        return Text(self._theme, text, "body", "text2", wrap=True)

    def _controls(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.field, 0, Qt.AlignmentFlag.AlignRight)
        self._default_row = QWidget()
        line = QHBoxLayout(self._default_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addStretch(1)
        line.addWidget(self._default)
        line.addWidget(self._reset)
        self._default_row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        right.addWidget(self._default_row)
        return right

    @Slot()
    def _on_field_changed(self) -> None:
        self._notice = ""
        self._refresh()
        self.changed.emit(self.setting.key)

    def _refresh(self) -> None:
        self._problem = _problem_with(self.setting, self.field.value())
        self.field.show_error(self._problem)
        self._show_sentence()
        self._show_warning()
        self._default_row.setVisible(not self.is_default())
        self.update()

    def _show_sentence(self) -> None:
        sentence = self._problem or self._notice
        if self._sentence is None and sentence:
            self._sentence = _Sentence(self._theme, self._icons)
            self._grid.addWidget(self._sentence, 2, 0, 1, 2)
        if self._sentence is not None:
            self._sentence.say(sentence, is_error=bool(self._problem))

    def _show_warning(self) -> None:
        is_weaker = self.weakens()
        if self._warning is None and is_weaker:
            words = f"*This weakens protection.* {self.setting.weakening}"
            self._warning = Note(self._theme, self._icons, "warn", words)
            holder = QVBoxLayout()
            holder.setContentsMargins(0, 10, 0, 0)
            holder.addWidget(self._warning)
            self._grid.addLayout(holder, 3, 0, 1, 2)
        if self._warning is not None:
            self._warning.setVisible(is_weaker)


class _Sentence(QWidget):
    """What is wrong, with its icon; made when there is something to say."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._icon = IconLabel(theme, icons, "circle-alert", "error", 16)
        self._prose = Prose(theme, "", "body", "error")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 6, 0, 0)
        line.setSpacing(7)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._prose, 1)

    def say(self, sentence: str, *, is_error: bool) -> None:
        self.setVisible(bool(sentence))
        if sentence:
            tone = "error" if is_error else "warn"
            self._icon.set_icon("circle-alert" if is_error else "triangle-alert", tone)
            self._prose.set_tone(tone)
            self._prose.set_text(sentence)


def value_text(setting: Setting, value: object) -> str:
    """A value as the dialog says it."""
    if setting.kind is Kind.BOOL:
        return "on" if value else "off"
    if setting.kind is Kind.CHOICE:
        return next((label for choice, label in setting.choices if choice == value), str(value))
    if setting.kind is Kind.FLOAT and isinstance(value, float | int):
        return f"{value:g}"
    text = ", ".join(str(item) for item in value) if isinstance(value, tuple) else str(value)
    return text if len(text) <= LONGEST_DEFAULT else f"{text[: LONGEST_DEFAULT - 1]}…"


def _problem_with(setting: Setting, value: object) -> str:
    """Why the setting does not take a value, or nothing; of an empty field there is nothing to quote."""
    if value == "" and setting.kind in (Kind.INT, Kind.FLOAT):
        return f"`{setting.key}` needs {setting.expects}."
    try:
        setting.check(value)
    except SettingError as error:
        return str(error)
    return ""


def _help_text(setting: Setting) -> str:
    """The help, what 0 means where that is special, and when it takes effect."""
    parts = [setting.help]
    if setting.zero:
        parts.append(f"0:\N{NO-BREAK SPACE}{setting.zero}.")
    if setting.restart:
        parts.append("Takes effect at the next start.")
    return " ".join(parts)


def _space() -> QSpacerItem:
    return QSpacerItem(0, 12, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
