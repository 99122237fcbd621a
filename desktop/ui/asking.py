"""The questions that the session has for the learner: which dialog or notice asks each, and where answers go.

At most one dialog at a time; one whose question does not stand any more goes away without an answer. The
dialogs are imported when they are first asked for, to keep the start quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.errors import ExplorerError
from desktop.core.setting import shown
from desktop.services.questions import LimitsQuestion, PermissionQuestion, WeakeningQuestion
from desktop.services.session import Session
from desktop.ui.icons import Icons
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.limits_dialog import LimitsDialog
    from desktop.ui.permissions_dialog import PermissionsDialog

_AT_ONCE = 2
"""More notices would leave too little of a small window; the safe values hold until all are answered."""


class Asking(QObject):
    """Shows what one window's session asks."""

    def __init__(self, session: Session, bar: NoticeBar, theme: Theme, icons: Icons, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._bar = session, bar
        self._theme, self._icons, self._window = theme, icons, window
        self._dialog: PermissionsDialog | LimitsDialog | None = None
        session.question_asked.connect(self._on_session_question_asked)
        session.run_started.connect(self._withdraw)
        session.run_finished.connect(self._withdraw)
        session.weakening_found.connect(self.ask_weakenings)
        bar.answered.connect(self._on_bar_answered)

    @Slot()
    def ask_weakenings(self) -> None:
        """Ask about the values of the settings file that protect less, a few at once, until none is left."""
        waiting = {question.key: question for question in self._session.weakenings()[:_AT_ONCE]}
        for key in self._bar.questions():
            if key not in waiting:
                self._bar.drop_question(key)
        for key, question in waiting.items():
            if key not in self._bar.questions():
                self._bar.show_question(key, weakening_sentence(question), "Keep protection", "Use it")

    @Slot(object)
    def _on_session_question_asked(self, question: PermissionQuestion | LimitsQuestion) -> None:
        self._withdraw()
        if isinstance(question, PermissionQuestion):
            self._ask_permissions(question)
        else:
            self._ask_limits(question)

    def _ask_permissions(self, question: PermissionQuestion) -> None:
        from desktop.ui.permissions_dialog import PermissionsDialog

        dialog = PermissionsDialog(question, self._theme, self._icons, self._window)
        dialog.run_chosen.connect(self._session.gate.answer_permissions)
        self._show(dialog)

    def _ask_limits(self, question: LimitsQuestion) -> None:
        from desktop.ui.limits_dialog import LimitsDialog

        dialog = LimitsDialog(question, self._theme, self._icons, self._window)
        dialog.run_chosen.connect(lambda remember: self._session.gate.answer_limits(remember=remember))
        self._show(dialog)

    def _show(self, dialog: PermissionsDialog | LimitsDialog) -> None:
        self._dialog = dialog
        dialog.cancel_chosen.connect(self._session.gate.cancel_question)
        dialog.destroyed.connect(lambda: self._forget(dialog))
        dialog.open()

    def _forget(self, dialog: PermissionsDialog | LimitsDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None

    @Slot()
    def _withdraw(self, *_news: object) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.close_unanswered()

    @Slot(str, bool)
    def _on_bar_answered(self, key: str, is_action: bool) -> None:
        try:
            if is_action:
                self._session.confirm_weakening(key)
            else:
                self._session.reject_weakening(key)
        except ExplorerError as error:
            self._session.notice.emit(str(error))
        self.ask_weakenings()


def weakening_sentence(question: WeakeningQuestion) -> str:
    """What the file wants, what that means, and what is in force until it is answered."""
    wanted, in_force = shown(question.wanted), shown(question.in_force)
    return (
        f"The settings file says {wanted} for “{question.title}”. This weakens protection. "
        f"{question.sentence} Until you decide, {in_force} is used."
    )
