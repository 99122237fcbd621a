"""The chips above the library: which levels, statuses and tags are shown.

Hides menus and chips; says only one thing, the ``Filter`` in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from desktop.ui.flow_layout import FlowLayout
from desktop.ui.library_model import Filter
from desktop.ui.painting import paint_focus

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

HEIGHT = 24
PADDING = 8
ICON = 12
ICON_GAP = 3


@dataclass(frozen=True, slots=True)
class Choices:
    """One thing to filter by: its name on the chip and ``(value, label)`` of each choice.

    With an ``icon`` its one choice is switched by the chip itself, which shows the icon alone while off.
    """

    name: str
    options: tuple[tuple[str, str], ...]
    icon: str = ""


class ChoiceMenu(QMenu):
    """A menu of check marks that stays open while they are set."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        is_toggle = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_toggle and action is not None and action.isCheckable():
            action.trigger()
            return
        super().keyPressEvent(event)


class Chip(QAbstractButton):
    """A small rounded button that opens choices; a choice made is shown with an × that takes it back."""

    cleared = Signal()

    def __init__(
        self, text: str, theme: Theme, icons: Icons, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._icon_name = theme, icons, icon
        self._px = theme.px
        self._is_on = False
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._on_theme_changed)

    def show_choice(self, text: str, is_on: bool) -> None:
        """The words on the chip, and whether it holds a choice."""
        self._is_on = is_on
        self.setText(text)
        self.updateGeometry()
        self.update()

    @property
    def is_on(self) -> bool:
        return self._is_on

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        icons = (self._px(ICON) + ICON_GAP) * (2 if self._icon_name and self._trailing() else 1)
        icons -= 0 if self.text() else ICON_GAP + 2
        height = max(self._px(HEIGHT), metrics.height() + 8)
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * PADDING + icons + 2, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = rect.height() / 2
        painter.setPen(QPen(self._theme.color("accent" if self._is_on else "edge"), 1))
        painter.setBrush(self._theme.color(self._fill()))
        painter.drawRoundedRect(rect, radius, radius)
        self._paint_content(painter)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._theme, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_on and event.position().x() >= self._cross_x():
            self.cleared.emit()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._is_on and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _font(self) -> QFont:
        font = QFont(self._theme.font("subsection"))
        font.setWeight(QFont.Weight.Normal)
        return font

    def _fill(self) -> str:
        if self._is_on:
            return "selected"
        if self.isDown():
            return "pressed"
        return "hover" if self.underMouse() else "surface"

    def _trailing(self) -> str:
        if self._is_on:
            return "x"
        return "" if self._icon_name else "chevron-down"

    def _cross_x(self) -> int:
        return self.width() - PADDING - self._px(ICON) - ICON_GAP // 2

    def _paint_content(self, painter: QPainter) -> None:
        token = "accent" if self._is_on else "text2"
        size = self._px(ICON)
        middle = (self.height() - size) // 2
        left, right = PADDING, self.width() - PADDING
        if self._icon_name:
            self._paint_icon(painter, self._icon_name, token, QPoint(left, middle))
            left += size + ICON_GAP
        if trailing := self._trailing():
            self._paint_icon(painter, trailing, token, QPoint(right - size + 2, middle))
            right -= size + ICON_GAP - 2
        font = self._font()
        painter.setFont(font)
        painter.setPen(self._theme.color(token))
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.drawText(left, 0, right - left + 1, self.height(), int(flags), text)

    def _paint_icon(self, painter: QPainter, name: str, token: str, place: QPoint) -> None:
        painter.drawPixmap(place, self._icons.pixmap(name, token, self._px(ICON), self.devicePixelRatio()))

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class FilterChips(QWidget):
    """One chip for each of level, status and tags; compact: "Filter" and a chip for each choice."""

    changed = Signal(object)  # Filter

    def __init__(
        self, choices: Sequence[Choices], theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = [choice for choice in choices if choice.options]
        self._is_compact = False
        self._actions: dict[tuple[str, str], QAction] = {}
        self._menus = {choice.name: self._make_menu(choice) for choice in self._choices}
        self._all = Chip("Filter", theme, icons, "list-filter", self)
        self._all_menu = QMenu(self)
        self._withheld: set[str] = set()
        self._chips = {
            choice.name: Chip(choice.name, theme, icons, choice.icon, self) for choice in self._choices
        }
        self._build()
        self._refresh()

    def filter(self) -> Filter:
        """What is chosen now."""
        return Filter(*(frozenset(self._chosen(name)) for name in ("Level", "Status", "Tags", "Favourites")))

    def choose(self, name: str, values: Sequence[str]) -> None:
        """Set the choice of one chip, as its menu would."""
        for choice in self._choices:
            if choice.name == name:
                for value, _ in choice.options:
                    self._actions[name, value].setChecked(value in values)
        self._on_choice()

    def clear(self) -> None:
        """Show everything again."""
        for action in self._actions.values():
            action.setChecked(False)
        self._on_choice()

    def set_offered(self, name: str, *, is_offered: bool) -> None:
        """Whether there is this chip; what it had chosen is taken back with it."""
        if name not in self._menus or is_offered is (name not in self._withheld):
            return
        self._withheld ^= {name}
        for action in self._menus[name].actions():
            action.setVisible(is_offered)
        if self._chosen(name):
            self.choose(name, ())
        self._refresh()

    def set_compact(self, is_compact: bool) -> None:
        """One "Filter" chip instead of one for each kind, for narrow windows."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self._refresh()

    def _build(self) -> None:
        layout = FlowLayout(self, gap=4)  # all of them in one line of 236 px
        layout.addWidget(self._all)
        self._all.setToolTip("Filter the library")
        self._all.clicked.connect(lambda: self._open(self._all, self._all_menu))
        for choice in self._choices:
            name, chip = choice.name, self._chips[choice.name]
            layout.addWidget(chip)
            chip.cleared.connect(lambda name=name: self.choose(name, ()))
            if choice.icon:
                self._all_menu.addAction(self._menus[name].actions()[0])
                chip.clicked.connect(lambda _=False, choice=choice: self._switch(choice))
                continue
            self._all_menu.addMenu(self._menus[name])
            chip.clicked.connect(lambda _=False, name=name: self._open(self._chips[name], self._menus[name]))

    def _make_menu(self, choice: Choices) -> ChoiceMenu:
        menu = ChoiceMenu(choice.name, self)
        for value, label in choice.options:
            action = QAction(label.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.triggered.connect(self._on_choice)
            menu.addAction(action)
            self._actions[choice.name, value] = action
        menu.addSeparator()
        clear = menu.addAction("Show all")
        clear.triggered.connect(lambda: self.choose(choice.name, ()))
        return menu

    def _switch(self, choice: Choices) -> None:
        self.choose(choice.name, () if self._chosen(choice.name) else (choice.options[0][0],))

    def _open(self, chip: Chip, menu: QMenu) -> None:
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _chosen(self, name: str) -> list[str]:
        return [value for (of, value), action in self._actions.items() if of == name and action.isChecked()]

    @Slot()
    def _on_choice(self) -> None:
        self._refresh()
        self.changed.emit(self.filter())

    def _refresh(self) -> None:
        self._all.setVisible(self._is_compact)
        self._all.setAccessibleName("Filter the library")
        for choice in self._choices:
            labels = [
                label for value, label in choice.options if self._actions[choice.name, value].isChecked()
            ]
            chip = self._chips[choice.name]
            chip.show_choice(_chip_text(choice, labels), bool(labels))
            is_offered = choice.name not in self._withheld
            chip.setVisible(is_offered and (bool(labels) or not self._is_compact))
            said = f"{choice.name}: {_chosen_words(choice, labels)}"
            chip.setAccessibleName(said)
            hint = f"{choice.name} only" if choice.icon else ""
            chip.setToolTip(f"{said}. Delete shows all again." if labels else hint)


def _chip_text(choice: Choices, labels: Sequence[str]) -> str:
    if not labels:
        return "" if choice.icon else choice.name
    return labels[0] if len(labels) == 1 else f"{choice.name}: {len(labels)}"


def _chosen_words(choice: Choices, labels: Sequence[str]) -> str:
    if not labels:
        return "all"
    return "only these" if choice.icon else ", ".join(labels)
