"""One thing that a program asks for: the choice, what it means, and why the program needs it.

Forbids a path that sets the width of the dialog, and a tick that was there before the learner made it.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desktop.core.inference import Wish
from desktop.core.permissions import escaped, sentence_of
from desktop.sandbox.policy import Permission
from desktop.ui.controls import ElidedLabel, IconLabel, Text
from desktop.ui.icons import Icons
from desktop.ui.labels import plain_tooltip
from desktop.ui.theme import Theme

_MEANINGS: Mapping[str, str] = {
    "display": "It can see what is shown on your screen and what you type in other windows.",
    "net=any": "It can send what it can read to anyone.",
    "net=loopback": "It can talk to every server that runs on this computer.",
    "run": "It can start the programs of this computer; they are confined as it is.",
    "terminal": "It can open terminals of its own.",
    "env": "It can read this value of your environment.",
    "write": "It can change and delete what is there.",
}


def meaning_of(permission: Permission) -> str:
    """What the permission lets a program do, as a sentence; empty for one that says it all."""
    return _MEANINGS.get(str(permission), _MEANINGS.get(permission.name, ""))


class ElidedCheckBox(QCheckBox):
    """A check box whose words give way: cut with an ellipsis, whole in the tooltip and for screen readers."""

    focused = Signal()

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setAccessibleName(text)
        self.setText(text.replace("&", "&&"))

    def minimumSizeHint(self) -> QSize:
        """Narrow, so that no path sets the width of a dialog."""
        return QSize(min(80, self.sizeHint().width()), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        metrics, hint = self.fontMetrics(), super().sizeHint()
        flags = int(Qt.TextFlag.TextShowMnemonic)
        missing = metrics.horizontalAdvance(self._whole) - metrics.size(flags, self.text()).width()
        return QSize(hint.width() + max(0, missing), hint.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tells, because a list that scrolls does not follow the focus that comes from outside."""
        super().focusInEvent(event)
        self.focused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words = QStyle.SubElement.SE_CheckBoxContents
        room = self.style().subElementRect(words, option, self).width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, room)
        escaped_text = shown.replace("&", "&&")  # of one alone Qt makes an underline
        if escaped_text != self.text():
            self.setText(escaped_text)
        self.setToolTip(plain_tooltip(self._whole) if shown != self._whole else "")


class _PathLabel(ElidedLabel):
    """The path beside its check box: a click on it counts as one on the box."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class WishRow(QWidget):
    """A wish with its box, or with the reason why there is none. ``toggled`` comes with each change."""

    toggled = Signal()

    def __init__(self, wish: Wish, theme: Theme, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wish = wish
        self.box = ElidedCheckBox("") if wish.refusal else self._make_box(wish)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        if wish.refusal:
            self._add_refused(grid, theme, icons)
        else:
            self._add_choice(grid, theme)
        self._add_words(grid, theme)

    @property
    def is_ticked(self) -> bool:
        """Whether the learner allows it."""
        return not self.wish.refusal and self.box.isChecked()

    def _make_box(self, wish: Wish) -> ElidedCheckBox:
        whole = sentence_of(wish.permission)
        verb, path = _divided(whole, wish.permission)
        box = ElidedCheckBox(verb if path else whole)
        box.setAccessibleName(whole)
        meaning = meaning_of(wish.permission)
        box.setAccessibleDescription(" ".join(filter(None, (meaning, _why(wish)))))
        box.toggled.connect(self.toggled)
        return box

    def _add_choice(self, grid: QGridLayout, theme: Theme) -> None:
        _verb, path = _divided(sentence_of(self.wish.permission), self.wish.permission)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.box)
        if not path:
            line.addStretch(1)
        else:
            self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            label = _PathLabel(theme, path, "mono_small", mode=Qt.TextElideMode.ElideMiddle)
            label.clicked.connect(self.box.toggle)
            line.addWidget(label, 1)
        grid.addLayout(line, 0, 0, 1, 2)

    def _add_refused(self, grid: QGridLayout, theme: Theme, icons: Icons) -> None:
        sentence = ElidedLabel(
            theme,
            sentence_of(self.wish.permission),
            "body",
            "text2",
            mode=Qt.TextElideMode.ElideMiddle,
        )
        grid.addWidget(IconLabel(theme, icons, "shield-x", "text2"), 0, 0)
        grid.addWidget(sentence, 0, 1)

    def _add_words(self, grid: QGridLayout, theme: Theme) -> None:
        if self.wish.refusal:
            lines = [f"Cannot be allowed: {escaped(self.wish.refusal)}"]
        else:
            lines = [meaning_of(self.wish.permission), _why(self.wish)]
        inset = theme.px(26)
        for line in filter(None, lines):
            words = Text(theme, line, "body", "text2", wrap=True)
            words.setContentsMargins(inset, 0, 0, 0)
            grid.addWidget(words, grid.rowCount(), 0, 1, 2)


def _divided(sentence: str, permission: Permission) -> tuple[str, str]:
    """("Read", "/data") of "Read /data"; ("", "") of what names no path at its end."""
    path = escaped(permission.value)
    if permission.name not in ("read", "write") or not sentence.endswith(path):
        return "", ""
    return sentence.removesuffix(path).strip(), path


def _why(wish: Wish) -> str:
    """Why the program needs it, as a sentence."""
    why = escaped(wish.why).strip()
    return f"{why[:1].upper()}{why[1:]}{'' if why.endswith('.') else '.'}" if why else ""
