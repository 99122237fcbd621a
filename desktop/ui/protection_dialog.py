"""What protects a run here, what else this computer gives, and which rules are walls and which advice.

All of it comes from the tier in force and from the settings; nothing is claimed that was not tried.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.errors import ExplorerError
from desktop.sandbox.policy import Tier
from desktop.services.session import Session
from desktop.ui.command_text import CommandText
from desktop.ui.controls import Button, IconLabel, Note, Separator, Text
from desktop.ui.focus_ring import FocusRing
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from desktop.ui.tier_words import sentence_of_tier, status_of, tier_of

SIZE = QSize(600, 620)
_MARGIN = 20


class ProtectionDialog(QDialog):
    """Show it with ``open``; it follows the session while it is open."""

    settings_requested = Signal()
    permissions_requested = Signal()

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme, self._icons = session, theme, icons
        self.settings_button = Button(theme, icons, "Settings…", "link", "settings")
        self.permissions_button = Button(theme, icons, "Permissions…", "link", "shield")
        self.close_button = Button(theme, icons, "Close", "primary")
        self._area = QScrollArea()
        self._build()
        self.settings_button.clicked.connect(self._on_settings_clicked)
        self.permissions_button.clicked.connect(self._on_permissions_clicked)
        self.close_button.clicked.connect(self.accept)
        session.protection_changed.connect(self._fill)
        session.settings_changed.connect(self._on_settings_changed)
        self._fill()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.setWindowTitle("What protects a run")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setAccessibleName("What protects a run")
        FocusRing(self._theme, self._area)
        footer = QHBoxLayout()
        footer.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        footer.addWidget(self.settings_button)
        footer.addWidget(self.permissions_button)
        footer.addStretch(1)
        footer.addWidget(self.close_button)
        self.close_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(Separator(self._theme))
        column.addLayout(footer)
        wanted = QSize(self._theme.px(SIZE.width()), self._theme.px(SIZE.height()))
        parent = self.parentWidget()
        self.resize(wanted.boundedTo(parent.window().size() - QSize(40, 40)) if parent else wanted)

    @Slot()
    def _fill(self) -> None:
        page = QWidget()
        page.setAutoFillBackground(False)
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        column.setSpacing(10)
        self._add_in_force(column)
        self._add_others(column)
        try:
            walls = self._session.gate.walls()
        except ExplorerError:  # said above
            walls = ()
        self._add_rules(column, "Walls", _walls_word(self._session), walls)
        self._add_rules(
            column, "Advice", "A program that wants to can get round these.", self._session.gate.advice()
        )
        column.addStretch(1)
        self._area.setWidget(page)

    def _add_in_force(self, column: QVBoxLayout) -> None:
        session = self._session
        tier = tier_of(session)
        column.addWidget(
            Text(self._theme, status_of(tier, is_permissive=session.is_permissive), "card", wrap=True)
        )
        for kind, words in _in_force(tier, is_permissive=session.is_permissive):
            column.addWidget(Note(self._theme, self._icons, kind, words))
        column.addWidget(Text(self._theme, session.end_of_run, "body", "text2", wrap=True))
        words = "Run only programs that you have read or whose source you trust."
        column.addWidget(Text(self._theme, words, "body", "text2", wrap=True))

    def _add_others(self, column: QVBoxLayout) -> None:
        self._add_heading(column, "What this computer gives")
        try:
            states = self._session.gate.tier_states()
        except ExplorerError as error:
            column.addWidget(Note(self._theme, self._icons, "error", str(error)))
            return
        if not states:
            words = "It has not been tried yet. Run an example, and it is."
            column.addWidget(Text(self._theme, words, "body", "text2", wrap=True))
        for state in states:
            self._add_tier(column, state.tier, state.why, state.remedy, is_available=state.is_available)

    def _add_tier(
        self, column: QVBoxLayout, tier: Tier, why: str, remedy: str, *, is_available: bool
    ) -> None:
        line = QHBoxLayout()
        line.setSpacing(7)
        icon, token = ("circle-check", "ok") if is_available else ("circle-x", "text2")
        if is_available and tier is Tier.LIMITS:
            icon, token = "triangle-alert", "warn"
        line.addWidget(IconLabel(self._theme, self._icons, icon, token))
        line.addWidget(Text(self._theme, tier.label, "button"))
        line.addWidget(
            Text(self._theme, _state_word(tier, self._session.tier, is_available), "body", "text2")
        )
        line.addStretch(1)
        column.addLayout(line)
        inset = self._theme.px(23)
        if not is_available and why:
            words = Text(self._theme, why, "body", "text2", wrap=True)
            words.setContentsMargins(inset, 0, 0, 0)
            column.addWidget(words)
        if remedy:
            commands = CommandText(
                self._theme, self._icons, remedy, f"Commands for an administrator that give {tier.label}"
            )
            commands.setContentsMargins(inset, 0, 0, 0)
            column.addWidget(commands)

    def _add_rules(self, column: QVBoxLayout, title: str, meaning: str, rules: tuple[str, ...]) -> None:
        if not rules:
            return
        self._add_heading(column, title)
        column.addWidget(Text(self._theme, meaning, "body", "text2", wrap=True))
        for rule in rules:
            line = QHBoxLayout()
            line.setSpacing(7)
            icon = "shield" if title == "Walls" else "info"
            line.addWidget(IconLabel(self._theme, self._icons, icon, "text2"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(self._theme, rule, "body", "text", wrap=True), 1)
            column.addLayout(line)

    def _add_heading(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(6)
        column.addWidget(Separator(self._theme))
        column.addSpacing(2)
        column.addWidget(Text(self._theme, title, "section"))

    @Slot(object)
    def _on_settings_changed(self, _snapshot: object) -> None:
        self._fill()

    @Slot()
    def _on_settings_clicked(self) -> None:
        self.accept()
        self.settings_requested.emit()

    @Slot()
    def _on_permissions_clicked(self) -> None:
        self.accept()
        self.permissions_requested.emit()


def _in_force(tier: Tier | None, *, is_permissive: bool) -> list[tuple[str, str]]:
    """Kinds and texts of the notes on what protects the next run."""
    kind = "warn" if is_permissive or tier is Tier.LIMITS else "ok" if tier else "info"
    notes = [(kind, sentence_of_tier(tier, is_permissive=is_permissive))]
    if is_permissive and tier not in (None, Tier.LIMITS):
        words = "The file in front is from elsewhere and not trusted: it still runs sandboxed."
        notes.append(("ok", words))
    return notes


def _walls_word(session: Session) -> str:
    if session.is_permissive:
        return "The kernel enforces these where a program is sandboxed. The sandbox is off now."
    if session.tier is Tier.LIMITS:
        return "The kernel would enforce these. No sandbox holds here now."
    return "The kernel enforces these."


def _state_word(tier: Tier, in_force: Tier, is_available: bool) -> str:
    if tier is in_force:
        return "in force"
    if tier is Tier.LIMITS:
        return "always there, isolates nothing"
    return "available" if is_available else "not available"
