"""The controls of the settings dialog: one for each kind of value.

Hides which widget holds a value; nothing here knows whether a value is right, that says the declaration.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from desktop.core.errors import SettingError
from desktop.core.setting import Kind, Setting
from desktop.ui.controls import Switch, Text, set_property
from desktop.ui.labels import label_for_readers

if TYPE_CHECKING:
    from desktop.core.interpreters import Interpreter
    from desktop.ui.theme import Theme

WIDEST = 2**31 - 1  # a spin box takes any number so that a wrong one can be answered with a sentence
COMBO_LETTERS = 14
INTERPRETER_KEY = "execution.interpreter"
AUTO = "auto"
FIELD_WIDTH = 200
NUMBER_WIDTH = 92
UNIT_WIDTH = 24
LONGEST_UNIT = 2  # letters; a unit that is a whole word is in the help, and would set the column's place
LIST_LINES = 5
TEXT_MARGIN = 6


class Field(QWidget):
    """A control with a value. ``changed`` comes with every letter typed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._control: QWidget | None = None

    def value(self) -> object:
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        raise NotImplementedError

    def show_error(self, sentence: str) -> None:
        """Mark the control as wrong, and say why to a screen reader; an empty sentence takes it back."""
        if self._control is not None:
            set_property(self._control, "error", bool(sentence))
            self._control.setAccessibleDescription(sentence)

    def _take(self, control: QWidget, name: str) -> None:
        control.setAccessibleName(name)
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(control)
        self._control = control
        self._layout.addWidget(control)
        if isinstance(control, QComboBox):
            self._label_for_readers(control, name)

    def _label_for_readers(self, control: QComboBox, name: str) -> None:
        label_for_readers(control, name)
        field = control.lineEdit()
        if field is not None:
            field.setAccessibleName(name)


class _QuietSpinBox(QSpinBox):
    """Only takes the wheel while it has the focus, so that the page can be scrolled over it."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bounds = _bounds(setting)
        self.last_good = 0
        self.setRange(-WIDEST, WIDEST)

    def fixup(self, _text: str) -> str:
        """What an empty field holds once it is left: the last number that the setting takes."""
        return self.textFromValue(self.last_good)

    def stepBy(self, steps: int) -> None:
        self.interpretText()
        low, high = self._bounds
        self.setValue(round(max(low, min(high, self.value() + steps * self.singleStep()))))
        self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _QuietDoubleSpinBox(QDoubleSpinBox):
    """The same for numbers with a fraction; shows no needless zeros."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bounds = _bounds(setting)
        self.last_good = 0.0
        self.setRange(-float(WIDEST), float(WIDEST))
        self.setDecimals(3)

    def fixup(self, _text: str) -> str:
        return self.textFromValue(self.last_good)

    def textFromValue(self, value: float) -> str:
        return f"{value:.3f}".rstrip("0").rstrip(".")

    def stepBy(self, steps: int) -> None:
        self.interpretText()
        low, high = self._bounds
        self.setValue(max(low, min(high, self.value() + steps * self.singleStep())))
        self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _QuietComboBox(QComboBox):
    """The same for choices."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _bounds(setting: Setting) -> tuple[float, float]:
    low = -WIDEST if setting.minimum is None else setting.minimum
    high = WIDEST if setting.maximum is None else setting.maximum
    return low, high


class NumberField(Field):
    """A whole number or one with a fraction, and its unit.

    While there is no number in it, its value is the text; leaving it then brings back the last good number.
    """

    def __init__(self, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self._is_whole = setting.kind is Kind.INT
        self._box = _QuietSpinBox(setting) if self._is_whole else _QuietDoubleSpinBox(setting)
        self._told: object = None
        self._box.setLocale(QLocale.c())
        self._box.setGroupSeparatorShown(False)
        self._box.lineEdit().setTextMargins(TEXT_MARGIN, 0, 0, 0)
        self._box.setFixedWidth(theme.px(NUMBER_WIDTH))
        self._box.installEventFilter(self)
        self._box.valueChanged.connect(self._on_box_changed)
        self._box.lineEdit().textChanged.connect(self._on_box_changed)
        self._box.editingFinished.connect(self._on_box_left)
        name = f"{setting.title}, {setting.unit}" if setting.unit else setting.title
        self._take(self._box, name)
        unit = Text(theme, setting.unit if len(setting.unit) <= LONGEST_UNIT else "", "body", "text2")
        unit.setFixedWidth(theme.px(UNIT_WIDTH))  # also without a unit, so that all numbers are in one column
        self._layout.addWidget(unit)

    def value(self) -> object:
        return self._box.value() if self._box.hasAcceptableInput() else self._box.cleanText()

    def set_value(self, value: object) -> None:
        number = value if isinstance(value, int | float) else 0
        if isinstance(self._box, QSpinBox):
            self._box.setValue(int(number))
        else:
            self._box.setValue(float(number))
        self._on_box_left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a field without a number brings the last one back, and does not press Save as well."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.type() == QEvent.Type.KeyPress and not self._box.hasAcceptableInput():
            self._box.interpretText()
            self._box.selectAll()
            self._on_box_changed()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_box_changed(self) -> None:
        """Qt tells some changes twice and others, of the text alone, only through the line edit."""
        value = self.value()
        if value == self._told:
            return
        self._told = value
        self.changed.emit()

    @Slot()
    def _on_box_left(self) -> None:
        """A number counts as good once it is left, not while its digits are being typed."""
        self._on_box_changed()
        try:
            self._setting.check(self.value())
        except SettingError:
            return
        self._box.last_good = self._box.value()


class SwitchField(Field):
    """On or off."""

    def __init__(self, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = Switch(theme, setting.title)
        self._switch.toggled.connect(self.changed)
        self._take(self._switch, setting.title)

    def value(self) -> object:
        return self._switch.isChecked()

    def set_value(self, value: object) -> None:
        self._switch.setChecked(bool(value))


class ChoiceField(Field):
    """One of several values, each with its label."""

    def __init__(self, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = _QuietComboBox()
        self._box.setMinimumContentsLength(COMBO_LETTERS)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setFixedWidth(theme.px(FIELD_WIDTH))
        for value, label in setting.choices:
            self._box.addItem(label, value)
        self._box.currentIndexChanged.connect(self.changed)
        self._take(self._box, setting.title)

    def value(self) -> object:
        return self._box.currentData()

    def set_value(self, value: object) -> None:
        self._box.setCurrentIndex(self._box.findData(value))


class TextField(Field):
    """One line of text."""

    def __init__(self, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = QLineEdit()
        self._edit.setFixedWidth(theme.px(FIELD_WIDTH))
        self._edit.textChanged.connect(self.changed)
        self._take(self._edit, setting.title)

    def value(self) -> object:
        return self._edit.text()

    def set_value(self, value: object) -> None:
        self._edit.setText(str(value))


class ListField(Field):
    """Several texts, one on each line."""

    def __init__(self, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = QPlainTextEdit()
        self._edit.setProperty("field", True)
        self._edit.setTabChangesFocus(True)
        self._edit.setPlaceholderText("None: write one on each line")
        font = theme.font("mono_small")
        self._edit.setFont(font)
        room = 2 * theme.px(4) + round(2 * self._edit.document().documentMargin()) + 4
        height = LIST_LINES * ceil(QFontMetricsF(font).lineSpacing()) + room
        self._edit.setFixedSize(theme.px(FIELD_WIDTH), height)
        self._edit.textChanged.connect(self.changed)
        self._take(self._edit, f"{setting.title}, one on each line")

    def value(self) -> object:
        return tuple(line.strip() for line in self._edit.toPlainText().splitlines() if line.strip())

    def set_value(self, value: object) -> None:
        items = value if isinstance(value, tuple | list) else ()
        self._edit.setPlainText("\n".join(str(item) for item in items))


class InterpreterField(Field):
    """The Python that runs the examples: automatic, one that was found, or a path that is typed."""

    def __init__(self, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = _QuietComboBox()
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setMinimumContentsLength(COMBO_LETTERS)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setFixedWidth(theme.px(FIELD_WIDTH + 40))
        self._box.addItem("Automatic", AUTO)
        self._box.editTextChanged.connect(self.changed)
        self._take(self._box, setting.title)

    def offer(self, found: Sequence[Interpreter]) -> None:
        """Add the interpreters of this computer to the list; what is chosen stays."""
        chosen = self.value()
        self._box.blockSignals(True)
        while self._box.count() > 1:
            self._box.removeItem(1)
        for interpreter in found:
            self._box.addItem(f"Python {interpreter.release}: {interpreter.path}", str(interpreter.path))
        self.set_value(chosen)
        self._box.blockSignals(False)

    def value(self) -> object:
        text = self._box.currentText().strip()
        place = self._box.findText(text, Qt.MatchFlag.MatchFixedString)
        return self._box.itemData(place) if place >= 0 else text

    def set_value(self, value: object) -> None:
        place = self._box.findData(value)
        if place >= 0:
            self._box.setCurrentIndex(place)
            self._box.setEditText(self._box.itemText(place))
        else:
            self._box.setEditText(str(value))


_FIELDS: dict[Kind, type[NumberField | SwitchField | ChoiceField | TextField | ListField]] = {
    Kind.BOOL: SwitchField,
    Kind.INT: NumberField,
    Kind.FLOAT: NumberField,
    Kind.CHOICE: ChoiceField,
    Kind.TEXT: TextField,
    Kind.LIST: ListField,
}


def make_field(setting: Setting, theme: Theme) -> Field:
    """The control for a declared setting."""
    field: Field
    if setting.key == INTERPRETER_KEY:
        field = InterpreterField(setting, theme)
    else:
        field = _FIELDS[setting.kind](setting, theme)
    field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return field
