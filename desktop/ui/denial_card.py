"""The card between console and outcome: what a program was kept from, and what the learner wants done.

Hides which of several is shown. All of it is the program's own report, and is marked as that.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.child.protocol import Denial
from desktop.ui.announce import announce
from desktop.ui.controls import Button, Card, ElidedLabel, IconButton, IconLabel, Text
from desktop.ui.denials import Blocked, runs_of, words_of
from desktop.ui.icons import Icons
from desktop.ui.labels import plain_tooltip
from desktop.ui.prose import Run
from desktop.ui.sentence import Sentence
from desktop.ui.theme import Theme

_LEAST_TITLE = 200


class DenialCard(Card):
    """One denial at a time; empty it is hidden. ``escaped`` when Escape leaves it with nothing decided."""

    keep_chosen = Signal(object)
    once_chosen = Signal(object)
    always_chosen = Signal(object)
    place_activated = Signal(object)
    details_requested = Signal(object)
    """All that there is to go through (a list of Blocked), the one in view first."""
    escaped = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._theme = theme
        self._items: list[Blocked] = []
        self._at = 0
        self._is_brief = False
        self._title = ElidedLabel(theme, "", "strong", minimum=_LEAST_TITLE)
        self._summary = ElidedLabel(theme, "", "body", "text2")
        self._sentence = Sentence(theme)
        self._refusal = Sentence(theme, "body", "text2")
        self._source = Text(theme, "Reported by the program", "caption", "text3")
        self._count = Text(theme, "", "caption_figures", "text2")
        self._previous = IconButton(theme, icons, "chevron-left", "Previous blocked attempt")
        self._next = IconButton(theme, icons, "chevron-right", "Next blocked attempt")
        self.keep_button = Button(theme, icons, "Keep blocked")
        self.once_button = Button(theme, icons, "Allow once")
        self.always_button = Button(theme, icons, "Always for this example")
        self.details_button = Button(theme, icons, "Details", "link", small=True)
        self._build(theme, icons)
        self._connect()
        self.hide()

    # -- what is shown -------------------------------------------------------------------------------------

    def show_items(self, items: list[Blocked]) -> None:
        """Show the first of these; of none, nothing."""
        self._items, self._at = list(items), 0
        self.setVisible(bool(items))
        self._refresh()
        if items:
            announce(self, f"{self._title.text_whole()}. {self._sentence.sentence()}")

    @property
    def current(self) -> Blocked | None:
        """The one in view."""
        return self._items[self._at] if self._items else None

    @property
    def count(self) -> int:
        """How many there are to go through."""
        return len(self._items)

    def drop(self, denial: Denial) -> None:
        """Take one away, because it is decided; the next takes its place."""
        self._items = [item for item in self._items if item.denial != denial]
        self._at = min(self._at, max(0, len(self._items) - 1))
        self.setVisible(bool(self._items))
        self._refresh()

    def set_brief(self, is_brief: bool) -> None:
        """One line with Details where there is little height."""
        if is_brief != self._is_brief:
            self._is_brief = is_brief
            self._refresh()

    def take_focus(self) -> None:
        """Put the focus on the safe answer."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def full_height(self, width: int) -> int:
        """The height that all of it needs at this width."""
        inner = width - self._theme.px(16) * 2 - self._theme.px(20) - 12
        words = self._sentence.heightForWidth(inner)
        if self._refusal.isVisibleTo(self._full):
            words += self._refusal.heightForWidth(inner) + 8
        return words + self._theme.px(30 + 30) + 2 * 14 + 2 * 8

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to where the learner was."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    # -- building ------------------------------------------------------------------------------------------

    def _build(self, theme: Theme, icons: Icons) -> None:
        self.setAccessibleName("What was blocked")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        side = theme.px(16)
        row = QHBoxLayout()
        row.setContentsMargins(side, 10, side, 12)
        row.setSpacing(12)
        icon = IconLabel(theme, icons, "shield-x", "error", 20)
        icon.setContentsMargins(0, 3, 0, 0)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addLayout(self._head())
        words.addWidget(self._make_full())
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._summary, 1)
        head.addStretch(0)
        head.addWidget(self._source)
        for widget in (self._previous, self._count, self._next, self.details_button):
            head.addWidget(widget)
        return head

    def _make_full(self) -> QWidget:
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._sentence)
        column.addWidget(self._refusal)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.keep_button, self.once_button, self.always_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return self._full

    def _connect(self) -> None:
        self.keep_button.clicked.connect(lambda: self._tell(self.keep_chosen))
        self.once_button.clicked.connect(lambda: self._tell(self.once_chosen))
        self.always_button.clicked.connect(lambda: self._tell(self.always_chosen))
        self._sentence.link_activated.connect(lambda: self._tell(self.place_activated))
        self._previous.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self.details_button.clicked.connect(
            lambda: self.details_requested.emit(self._items[self._at :] + self._items[: self._at])
        )

    # -- working -------------------------------------------------------------------------------------------

    def _tell(self, signal: object) -> None:
        if self.current is not None:
            signal.emit(self.current.denial)  # type: ignore[attr-defined]

    def _step(self, step: int) -> None:
        self._at = (self._at + step) % max(1, len(self._items))
        self._refresh()

    def _refresh(self) -> None:
        item = self.current
        if item is None:
            return
        words, runs = words_of(item.denial), runs_of(item.denial, item.place)
        self._title.set_text(words.title)
        self._sentence.set_runs(runs)
        whole = item.denial.target or item.denial.value
        is_cut = whole not in self._sentence.sentence()
        self._sentence.setToolTip(plain_tooltip(whole) if is_cut else "")
        self._summary.set_text(self._sentence.sentence())
        self._refusal.set_runs([Run(item.refusal)])
        self._refusal.setVisible(bool(item.refusal))
        for button in (self.once_button, self.always_button):
            button.setVisible(not item.refusal)
        self._show_count()
        self._show_size()

    def _show_count(self) -> None:
        self._count.setText(f"{self._at + 1} of {len(self._items)}")
        is_one = len(self._items) == 1
        self._count.setVisible(not is_one)
        for button in (self._previous, self._next):
            button.setVisible(not is_one and not self._is_brief)

    def _show_size(self) -> None:
        is_line = self._is_brief
        had_focus = self._has_focus()
        self._full.setVisible(not is_line)
        self._summary.setVisible(is_line)
        self._source.setVisible(not is_line)
        self.details_button.setVisible(is_line)
        self.setFocusProxy(self.details_button if is_line else self.keep_button)
        if had_focus and not self._has_focus():
            self.take_focus()

    def _has_focus(self) -> bool:
        """Whether keys go to a part of it that can be seen."""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus) and focus.isVisible()
