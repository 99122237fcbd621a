"""The head of an example: its place, title and goal, what it needs, and the buttons for it.

Shows what it is told; the buttons only ask.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.example import Example
from desktop.ui.actions import key_text
from desktop.ui.controls import Badge, Button, ElidedLabel, IconButton
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

_MARGIN = 20
_ALL_ROOM = 100
"""Against the 1 of the empty room after it."""


class StopButton(Button):
    """Comes up under the mouse that has pressed Run."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Who clicked Run twice did not mean to stop it."""
        event.accept()


class ExampleHeader(QWidget):
    """Crumbs, title, goal, badges and the one primary button."""

    run_requested = Signal()
    stored_input_requested = Signal()
    stop_requested = Signal()
    restore_requested = Signal()
    changes_requested = Signal()
    guide_requested = Signal()
    favorite_requested = Signal()

    def __init__(self, theme: Theme, icons: Icons, trust: QWidget, parent: QWidget | None = None) -> None:
        """``trust`` is what says how a file from elsewhere runs; it has its place beside the badges."""
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._is_low, self._has_version = False, False
        self.has_stored_input = False
        self.trust = trust
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._crumbs = ElidedLabel(theme, "", "caption", "text2", parent=self)
        self._title = ElidedLabel(theme, "", "title", parent=self)
        self._goal = ElidedLabel(theme, "", "body", "text2", parent=self)
        self._level = Badge(theme, icons, "", parent=self)
        self._version = Badge(theme, icons, "", parent=self)
        self._gate = Badge(theme, icons, "", "warn", "triangle-alert", parent=self)
        self._found = Badge(theme, icons, "", parent=self)
        self._edited = Badge(theme, icons, "Edited copy", "info", "pencil", parent=self)
        self._star = IconButton(theme, icons, "star", "Add to favourites", key_text("favorite"), size=24)
        self._run = Button(theme, icons, "Run", "primary", "play", key_text("run"), filled=True)
        self._stop = StopButton(theme, icons, "Stop", "danger", "square", key_text("stop"), filled=True)
        self._stored = Button(theme, icons, "Run with stored input", "normal", "text-cursor-input")
        self._restore = Button(theme, icons, "Restore original", "quiet", "undo-2", small=True)
        self._changes = Button(theme, icons, "Show changes", "quiet", "file-diff", small=True)
        self._guide = Button(theme, icons, "Guide", "quiet", "panel-right-open", small=True)
        self._keep_room(is_kept=True)
        self._build()
        self._connect()
        self.set_running(False)

    def show_example(self, example: Example, crumbs: str) -> None:
        """Texts of one example; ``crumbs`` says where in the library it is."""
        self._crumbs.set_text(crumbs)
        self._title.set_text(example.title)
        self._goal.set_text(example.goal)
        self._level.setVisible(not example.is_foreign)
        self._level.set_text(example.level.value.capitalize())
        self._has_version = not example.is_foreign
        self._show_version()
        self._version.set_text(f"Python {'.'.join(map(str, example.gate))}+")
        words = _found_in(example)
        self._found.setVisible(bool(words))
        self._found.set_text(words)
        self.has_stored_input = example.stored_input() is not None
        self._stored.setVisible(self.has_stored_input)

    def set_gate(self, problem: str) -> None:
        """Why the example cannot run here, or an empty text."""
        self._gate.setVisible(bool(problem))
        self._gate.set_text(problem)

    def set_edited(self, is_edited: bool) -> None:
        """Whether the learner has a copy of their own."""
        self._edited.setVisible(is_edited)
        self._restore.setVisible(is_edited)
        self._changes.setVisible(is_edited)

    def set_favorite(self, is_favorite: bool, *, is_offered: bool) -> None:
        """Whether the star is filled, and whether there is one."""
        self._star.setVisible(is_offered)
        words = "Remove from favourites" if is_favorite else "Add to favourites"
        self._star.set_text(words, key_text("favorite"))
        self._star.set_icon("star", "now_edge" if is_favorite else "text2", filled=is_favorite)

    def set_running(self, is_running: bool) -> None:
        """Run becomes Stop at the same place while a program runs."""
        had_focus = self._run.hasFocus() or self._stop.hasFocus()
        self._run.setVisible(not is_running)
        self._stop.setVisible(is_running)
        self._stored.setEnabled(not is_running)
        if had_focus:
            (self._stop if is_running else self._run).setFocus()

    def set_guide_open(self, is_open: bool) -> None:
        """The button that opens the guide is of no use while it is open."""
        self._guide.setVisible(not is_open)

    def set_low(self, is_low: bool) -> None:
        """Use less height in a low window."""
        self._title.set_use("title_small" if is_low else "title")
        self._crumbs.setVisible(not is_low)
        (self._badges if is_low else self._crumb_row).addWidget(self._star)
        if is_low:  # in one line with the level, in place of what every Python here fulfils
            self._badges.insertWidget(self._badges.indexOf(self.trust) + 1, self._goal, _ALL_ROOM)
        else:
            self._titles.addWidget(self._goal)
        self._is_low = is_low
        self._keep_room(is_kept=not is_low)  # the star holds that line open then
        self._show_version()

    def _show_version(self) -> None:
        self._version.setVisible(self._has_version and not self._is_low)

    def set_compact(self, is_compact: bool) -> None:
        """Use less width in a narrow window: fewer words, no hints."""
        self._stored.setText("Stored input" if is_compact else "Run with stored input")
        self._changes.setText("" if is_compact else "Show changes")
        self._restore.setText("" if is_compact else "Restore original")
        for button in (self._run, self._stop):
            button.set_compact(is_compact)

    def focus_run(self) -> None:
        """Put the focus on the primary button."""
        (self._stop if self._stop.isVisible() else self._run).setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_room(self, *, is_kept: bool) -> None:
        """The code below must not move when these buttons appear in a line that is empty otherwise."""
        for button in (self._restore, self._changes):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(is_kept)
            button.setSizePolicy(policy)

    def _build(self) -> None:
        titles = self._titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(self._title)
        titles.addWidget(self._goal)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(titles, 1)
        for button in (self._stored, self._run, self._stop):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        badges = self._badges = QHBoxLayout()
        badges.setSpacing(8)
        for badge in (self._level, self._version, self._gate, self._found, self._edited):
            badges.addWidget(badge)
        badges.addWidget(self.trust)
        badges.addStretch(1)
        badges.addWidget(self._changes)
        badges.addWidget(self._restore)
        badges.addWidget(self._guide)
        badges.addSpacing(-self._guide.side)  # its words end where Run ends
        column = QVBoxLayout(self)
        self._crumb_row = QHBoxLayout()
        self._crumb_row.addWidget(self._crumbs, 1)
        self._crumb_row.addWidget(self._star)
        column.setContentsMargins(_MARGIN, 9, _MARGIN, 8)
        column.setSpacing(5)
        column.addLayout(self._crumb_row)
        column.addLayout(top)
        column.addLayout(badges)

    def _connect(self) -> None:
        self._run.clicked.connect(self.run_requested)
        self._stop.clicked.connect(self.stop_requested)
        self._stored.clicked.connect(self.stored_input_requested)
        self._restore.clicked.connect(self.restore_requested)
        self._changes.clicked.connect(self.changes_requested)
        self._guide.clicked.connect(self.guide_requested)
        self._star.clicked.connect(self.favorite_requested)
        self._restore.setToolTip(f"Restore original  {key_text('restore')}")
        self._changes.setAccessibleName("Show changes")
        self._restore.setAccessibleName("Restore original")
        self._changes.setToolTip(f"Show changes  {key_text('changes')}")
        self._guide.setToolTip(f"Guide  {key_text('guide')}")


def _found_in(example: Example) -> str:
    """What reading the code of a file from elsewhere showed that its reader should know before a run."""
    findings = example.findings
    if findings is None:
        return ""
    if findings.error:
        return f"Not readable for this Python: line {findings.line}, {findings.error}"
    asks = "asks for input" if findings.asks else ""
    needed = ", ".join(findings.missing)
    words = ", ".join(part for part in (f"needs {needed}" if needed else "", asks) if part)
    return words[:1].upper() + words[1:]
