"""The question before a run: what a program asks for, and what of it the learner allows.

Forbids a grant by habit: nothing is ticked, Enter runs it without, and Escape does not run it.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.permissions import escaped
from desktop.sandbox.policy import Permission
from desktop.services.questions import PermissionQuestion, Remember
from desktop.ui.controls import Button, IconLabel, Separator, Text
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.icons import Icons
from desktop.ui.plain import middle_cut
from desktop.ui.theme import Theme
from desktop.ui.wish_row import WishRow

WIDTH = 560
_MARGIN = 20
_LONGEST_NAME = 40
_AROUND = QSize(40, 48)
"""What stays free of the window behind."""

_HOLDS = {
    Remember.ONCE: "You are asked again at its next run.",
    Remember.EXAMPLE: (
        "What is ticked holds until the text of the example changes; what is not ticked stays blocked. "
        "Change it under Tools, Permissions."
    ),
    Remember.LIBRARY: (
        "It holds for every example from there; what is not ticked stays blocked. "
        "Change it under Tools, Permissions."
    ),
}


class PermissionsDialog(QDialog):
    """Show it with ``open``; exactly one of its two signals follows."""

    run_chosen = Signal(object, object)
    """What is allowed, as a tuple of Permission, and for how long that holds."""
    cancel_chosen = Signal()
    """It is not to run."""

    def __init__(
        self, question: PermissionQuestion, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._is_answered = False
        self.rows = [WishRow(wish, theme, icons) for wish in question.wishes]
        self.without_button = Button(theme, icons, "Run without these", "primary")
        self.with_button = Button(theme, icons, "Run with what is ticked")
        self.cancel_button = Button(theme, icons, "Do not run", "quiet")
        self._holds = Text(theme, "", "caption", "text2", wrap=True)
        self._choices = QButtonGroup(self)
        self._build(question)
        self._connect()
        self._refresh()
        self.without_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def allowed(self) -> tuple[Permission, ...]:
        """What is ticked now."""
        return tuple(row.wish.permission for row in self.rows if row.is_ticked)

    @property
    def remember(self) -> Remember:
        """For how long the answer is to hold."""
        return list(Remember)[self._choices.checkedId()]

    def close_unanswered(self) -> None:
        """Go away because the question does not stand any more; no signal follows."""
        self._is_answered = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the program where it is, as closing does."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window of the question leaves the program where it is."""
        if not self._is_answered:
            self._is_answered = True
            self.cancel_chosen.emit()
        super().closeEvent(event)

    # -- building ------------------------------------------------------------------------------------------

    def _build(self, question: PermissionQuestion) -> None:
        title = f"“{escaped(question.example.title)}” asks for more"
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleDescription(question.tier.protects)
        margin = self._theme.px(_MARGIN)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 16, margin, 16)
        column.setSpacing(12)
        column.addLayout(self._head(title, question))
        column.addWidget(self._list(), 1)
        column.addLayout(self._remembering(question))
        column.addLayout(self._buttons())
        self._order_tabs()
        self._fit()

    def _head(self, title: str, question: PermissionQuestion) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(Text(self._theme, title, "card", wrap=True))
        whose = "It is your edited copy. " if question.is_edited else ""
        words.addWidget(Text(self._theme, f"{whose}{question.tier.protects}", "body", "text2", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(12)
        icon = IconLabel(self._theme, self._icons, "shield", "accent", 20)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _list(self) -> QScrollArea:
        sheet = QWidget()
        sheet.setProperty("pane", "surface")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = self._rows = QVBoxLayout(sheet)
        column.setContentsMargins(14, 4, 14, 4)
        column.setSpacing(0)
        for number, row in enumerate(self.rows):
            if number:
                column.addWidget(Separator(self._theme))
            column.addWidget(row)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName("What it asks for")
        self._area.setWidget(sheet)
        return self._area

    def _remembering(self, question: PermissionQuestion) -> QVBoxLayout:
        library = middle_cut(escaped(question.library), _LONGEST_NAME)
        row = QWidget()
        row.setAccessibleName("Remember")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        flow = FlowLayout(gap=12)
        name = Text(self._theme, "Remember", "button")
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(flow, 1)
        words = {
            Remember.ONCE: "Only this time",
            Remember.EXAMPLE: "For this example",
            Remember.LIBRARY: f"For all of {library}",
        }
        for number, choice in enumerate(Remember):
            button = QRadioButton(words[choice].replace("&", "&&"))
            button.setAccessibleName(f"Remember: {words[choice]}")
            self._choices.addButton(button, number)
            flow.addWidget(button)
        self._choices.button(0).setChecked(True)
        name.setFixedHeight(self._choices.button(0).sizeHint().height())
        self._holds.setMinimumHeight(2 * self._theme.line_height("caption"))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(row)
        column.addWidget(self._holds)
        return column

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        row.addWidget(self.without_button)
        row.addWidget(self.with_button)
        self.without_button.setDefault(True)
        return row

    def _order_tabs(self) -> None:
        order = [*(row.box for row in self.rows if not row.wish.refusal), *self._choices.buttons()]
        widgets: list[QWidget] = [*order, self.cancel_button, self.without_button, self.with_button]
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)

    def _fit(self) -> None:
        """As high as its rows need, within the window behind; the rows scroll where that is too little."""
        parent = self.parentWidget()
        most = parent.window().size() - _AROUND if parent else QSize(10_000, 10_000)
        width = min(self._theme.px(WIDTH), most.width())
        self.setFixedWidth(width)
        rows = self._rows.heightForWidth(width - 2 * self._theme.px(_MARGIN))
        self._area.setMinimumHeight(min(rows, self._theme.px(64)))
        layout = self.layout()
        rest = (layout.heightForWidth(width) if layout else 0) - self._area.sizeHint().height()
        self.resize(width, min(rest + rows, most.height()))

    # -- answering -----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        for row in self.rows:
            row.toggled.connect(self._refresh)
            row.box.focused.connect(lambda row=row: self._area.ensureWidgetVisible(row, 0, 0))
        self._choices.idToggled.connect(self._refresh)
        self.without_button.clicked.connect(lambda: self._answer((), self.remember))
        self.with_button.clicked.connect(lambda: self._answer(self.allowed, self.remember))
        self.cancel_button.clicked.connect(self.close)

    @Slot()
    def _refresh(self) -> None:
        self.with_button.setEnabled(bool(self.allowed))
        self._holds.setText(_HOLDS[self.remember])
        for choice in self._choices.buttons():  # Shift+Tab would stop at the last one, whichever is chosen
            policy = Qt.FocusPolicy
            choice.setFocusPolicy(policy.StrongFocus if choice.isChecked() else policy.ClickFocus)

    def _answer(self, allowed: tuple[Permission, ...], remember: Remember) -> None:
        if self._is_answered:
            return
        self._is_answered = True
        self.close()
        self.run_chosen.emit(allowed, remember)
