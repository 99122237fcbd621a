"""Below the code: the console with its tools, and the strip that says how the run goes or ended.

Shows the session's run; starts and stops nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.child.protocol import Denial, Outcome, OutcomeKind, Stream
from desktop.core.kept_outputs import KeptOutput
from desktop.services.ending import CHANGED
from desktop.services.questions import Remember
from desktop.services.session import Session
from desktop.ui.actions import key_text
from desktop.ui.answering import Answering
from desktop.ui.console import Console
from desktop.ui.console_tab import ConsoleTab
from desktop.ui.controls import ElidedLabel, IconButton, Separator
from desktop.ui.icons import Icons
from desktop.ui.localised import decimal
from desktop.ui.outcome_strip import OutcomeStrip
from desktop.ui.outcomes import is_run
from desktop.ui.past_output import run_files_in, show_past_output
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.denial_card import DenialCard
    from desktop.ui.denials import Blocked
    from desktop.ui.find_bar import FindBar

_SIDE = 16
_CARD_SHARE = 0.4
_LEAST_CONSOLE = 3 * 19
_LEAST_OUTPUT = 36 + 34 + 20 + _LEAST_CONSOLE
"""The bar, the strip, the margins of the card and three lines of output."""

_LIMITED = (OutcomeKind.TIMED_OUT, OutcomeKind.OUTPUT_LIMIT, OutcomeKind.MEMORY_LIMIT)


class RunPanel(QWidget):
    """The output of one run, from its start to the outcome."""

    location_activated = Signal(str, int)
    """A file of the example and the line in it."""
    settings_requested = Signal(str)
    doctests_requested = Signal()
    reopen_requested = Signal()
    """The file changed after it was opened; what it holds now is wanted."""
    """The key of a setting to look at."""
    allow_requested = Signal(object, object)
    """A Denial, and for how long (Remember) it is to be allowed: the program is to run again with it."""
    keep_requested = Signal(object)
    """A Denial that is to stay blocked."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        icons: Icons,
        is_typing: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        """``is_typing``: whether the learner types in the code at this moment; then no key is taken away."""
        super().__init__(parent)
        self._session, self._theme, self._icons = session, theme, icons
        self._run_files: dict[str, str] = {}
        self._outcome: Outcome | None = None
        self._offers_doctests = False
        self._tools = self._make_tools()  # the order of making is that of Tab
        self.console = Console(theme, icons, self)
        self.strip = OutcomeStrip(theme, icons, self)
        self.answering = Answering(session, self.console, self.strip, is_typing)
        self._is_low = False
        self._whose = ElidedLabel(theme, "", "body", "text3", parent=self)
        self._build()
        self._connect()

    def show_stored_output(self, output: bytes, sentence: str) -> None:
        """Show what an example prints on a newer Python than there is here."""
        self.console.clear()
        self.console.show_note(f"{sentence}. It was not run here.")
        self.console.feed(Stream.STDOUT, output)
        self.strip.show_idle(sentence)

    def show_last_run(self, outcome: Outcome, output: KeptOutput) -> None:
        """Show the last run of an example that somebody comes back to, as far as its output is kept."""
        self._run_files = run_files_in(
            output, self._session.paths, (denial.file for denial in outcome.denied)
        )
        self.console.clear()
        show_past_output(self.console, output, self._run_files)
        self._outcome = outcome
        self.strip.show_outcome(outcome)
        self.strip.set_action(self._action_for(outcome))

    def forget_line(self) -> None:
        """The code is another now: no button leads to a line of what ran."""
        outcome = self._outcome
        if outcome is not None and outcome.exception is not None and outcome.kind not in _LIMITED:
            self.strip.set_action("")

    def reset(self) -> None:
        """Empty the console for an example that has not run."""
        self._outcome, self._offers_doctests = None, False
        self.console.clear()
        self._show_in_card([])
        self.strip.show_idle()
        self._whose.set_text("")

    def set_whose(self, title: str) -> None:
        """Name the example the output belongs to, when another one is shown above."""
        self._whose.set_text(f"Output of “{title}”" if title else "")
        if self._session.is_running:  # the head above shows Run for the other example
            self.strip.set_action("Stop" if title else "", "square", key_text("stop"))

    def show_denials(self, items: list[Blocked]) -> None:
        """Show what the program was kept from; a key that was meant for something else decides nothing."""
        self._show_in_card(items)
        self._fit_card()

    def _show_in_card(self, items: list[Blocked]) -> None:
        """A card that goes while it has the focus gives it to the output."""
        if not items and self.existing_card is None:
            return
        had_focus = self.denial_card.isAncestorOf(self.window().focusWidget() or self)
        self.denial_card.show_items(items)
        if had_focus and not items:
            self.console.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop_denial(self, denial: Denial) -> None:
        """A denial is decided; keys go to the next one, or to the output."""
        had_focus = self.denial_card.isAncestorOf(self.window().focusWidget() or self)
        self.denial_card.drop(denial)
        if had_focus:
            if self.denial_card.count:
                self.denial_card.take_focus()
            else:
                self.console.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_low(self, is_low: bool) -> None:
        """Use less height in a low window."""
        self._is_low = is_low
        self._fit_card()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card gives way to the output."""
        super().resizeEvent(event)
        self._fit_card()

    def _fit_card(self) -> None:
        """All of the card only where it takes no more than its share of the window and leaves some output."""
        card = self.existing_card
        needed = card.full_height(self.width() - 2 * _SIDE) if card is not None else 0
        rest = self.height() - needed - self._theme.px(_LEAST_OUTPUT)
        is_brief = self._is_low or rest < 0 or needed > _CARD_SHARE * self.window().height()
        if card is not None:
            card.set_brief(is_brief)
        self.console.setMinimumHeight(self._theme.px(_LEAST_CONSOLE // 2 if is_brief else _LEAST_CONSOLE))
        gap = 4 if is_brief else 10
        self._card_margins.setContentsMargins(_SIDE, gap, _SIDE, gap)

    def name_of(self, path: str) -> str:
        """The name inside the example of a file of the last run, or an empty text."""
        return self._run_files.get(path, "")

    def copy_output(self) -> None:
        """Put all of the shown output on the clipboard."""
        self.console.copy_all()

    def save_output(self) -> None:
        """Ask for a file and write the shown output into it as plain text."""
        name, _kind = QFileDialog.getSaveFileName(
            self, "Save output", f"{self._name_for_file()}.txt", "Text (*.txt);;All files (*)"
        )
        if not name:
            return
        from desktop.ui.taking import Taking

        parts: list[bytes] = []
        taking = Taking(self.console.taken(), parts.append, self)
        taking.done.connect(lambda: self._write(Path(name), parts))

    def finish_saving(self) -> None:
        """The window closes: what is being gathered for a file is all handed over, to be written."""
        from desktop.ui.taking import Taking

        for taking in self.findChildren(Taking, options=Qt.FindChildOption.FindDirectChildrenOnly):
            taking.finish()

    def _write(self, file: Path, parts: list[bytes]) -> None:
        from desktop.services.writing import Writing

        writing = Writing(file, parts, self)
        writing.ended.connect(lambda problem: self._session.notice.emit(_about(file, problem)))

    @Slot(int)
    def _on_copied(self, size: int) -> None:
        self._session.notice.emit(f"{decimal(size / 1_000_000, 1)} MB of output are on the clipboard.")

    def _name_for_file(self) -> str:
        example = self._session.current_example
        return f"{example.slug}-output" if example else "output"

    def _build(self) -> None:
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 0, 12, 0)
        bar.setSpacing(4)
        bar.addWidget(ConsoleTab(self._theme, self._icons, self))
        bar.addSpacing(12)
        bar.addWidget(self._whose, 1)
        for button in self._tools:
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Separator(self._theme))
        self._bar_place = QVBoxLayout()
        column.addLayout(self._bar_place)
        column.addWidget(self.console, 1)
        self._card_row = QWidget(self)
        self._card_margins = QVBoxLayout(self._card_row)
        self._card_row.hide()
        column.addWidget(self._card_row)
        column.addWidget(self.strip)

    def _make_tools(self) -> tuple[IconButton, ...]:
        tools = []
        for icon, text, key, slot in (
            ("search", "Find in output", key_text("find"), self._on_find_clicked),
            ("copy", "Copy output", "", self.copy_output),
            ("save", "Save output", key_text("save_output"), self.save_output),
            ("eraser", "Clear output", key_text("clear_output"), self._on_clear_clicked),
            ("ellipsis", "More for the output", "", self._on_more_clicked),
        ):
            button = IconButton(self._theme, self._icons, icon, text, key, parent=self)
            button.clicked.connect(slot)
            tools.append(button)
        return tuple(tools)

    def set_narrow(self, is_narrow: bool) -> None:
        """In a narrow window the bar keeps searching, copying and the menu that has the rest."""
        for button in self._tools[2:4]:
            button.setVisible(not is_narrow)

    @Slot()
    def _on_find_clicked(self) -> None:
        self.find_bar.open()

    @Slot()
    def _on_clear_clicked(self) -> None:
        self.console.clear()

    @Slot()
    def _on_more_clicked(self) -> None:
        button = self._tools[-1]
        self.console.menu_requested.emit(button.mapToGlobal(button.rect().bottomLeft()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The margin comes and goes with the card."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._card_row.setVisible(not self.denial_card.isHidden())
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        session = self._session
        session.run_started.connect(self._on_session_run_started)
        session.output.connect(self.console.feed)
        session.run_finished.connect(self._on_session_run_finished)
        self.console.text_changed.connect(self._on_console_text_changed)
        self.console.interrupt_wanted.connect(session.stop)
        self.console.save_requested.connect(self.save_output)
        self.console.copied.connect(self._on_copied)
        self.console.link_activated.connect(self._on_console_link_activated)
        self.strip.action_triggered.connect(self._on_strip_action_triggered)
        self.strip.focus_left.connect(self.console.setFocus)

    @functools.cached_property
    def find_bar(self) -> FindBar:
        """Finds in the output; made when it is first asked for."""
        from desktop.ui.find_bar import FindBar

        bar = FindBar(self._theme, self._icons, parent=self)
        self._bar_place.addWidget(bar)
        bar.set_text(self.console.hits)
        bar.field.setAccessibleName("Find in output")
        for before, after in pairwise((self._tools[-1], *bar.stops())):
            self.setTabOrder(before, after)
        return bar

    @functools.cached_property
    def denial_card(self) -> DenialCard:
        """What the program was kept from; made with the first of it, the panel's margin round it."""
        from desktop.ui.denial_card import DenialCard

        card = DenialCard(self._theme, self._icons, self._card_row)
        self._card_margins.addWidget(card)
        card.installEventFilter(self)
        card.keep_chosen.connect(self.keep_requested)
        card.once_chosen.connect(lambda denial: self.allow_requested.emit(denial, Remember.ONCE))
        card.always_chosen.connect(lambda denial: self.allow_requested.emit(denial, Remember.EXAMPLE))
        card.place_activated.connect(self._on_card_place_activated)
        card.details_requested.connect(self._on_card_details_requested)
        card.escaped.connect(self.console.setFocus)
        return card

    @property
    def existing_bar(self) -> FindBar | None:
        """The find bar, if it was asked for."""
        return self.__dict__.get("find_bar")

    @property
    def existing_card(self) -> DenialCard | None:
        """The card, if there was something for it."""
        return self.__dict__.get("denial_card")

    @Slot()
    def _on_console_text_changed(self) -> None:
        if self.existing_bar is not None:
            self.existing_bar.refresh()

    @Slot(object)
    def _on_session_run_started(self, _spec: object) -> None:
        self._outcome, self._offers_doctests = None, False
        self._run_files = self._session.run_files()
        self._show_in_card([])
        self.console.set_run_files(self._run_files)
        run = self._session.current_run
        self.console.start(run.limits.max_output_mb if run else 0)
        self.strip.show_running(run.limits.timeout_s if run else 0.0, lambda: self._session.elapsed_s)
        self.answering.begin()

    @Slot(object)
    def _on_session_run_finished(self, outcome: Outcome) -> None:
        if self._outcome is not None and not is_run(outcome):
            self.console.clear()  # of the run before; a stored output stays
        self._outcome = outcome
        self.console.finish(outcome)
        self.strip.show_outcome(outcome)
        self.strip.set_action(self._action_for(outcome))

    def offer_doctests(self, is_offered: bool) -> None:
        """After a run that printed nothing: its doctests are what there is to see."""
        self._offers_doctests = is_offered
        if is_offered:
            self.strip.set_action("Run the doctests", "play")

    def _action_for(self, outcome: Outcome) -> str:
        if outcome.detail == CHANGED:
            return "Open it again"
        if outcome.kind in _LIMITED:
            return "Change the limit"
        if (
            outcome.exception is not None
            and outcome.exception.line
            and outcome.exception.file in self._run_files
        ):
            return f"Go to line {outcome.exception.line}"
        return ""

    @Slot()
    def _on_strip_action_triggered(self) -> None:
        outcome = self._outcome
        if self._session.is_running:
            self._session.stop()
        if outcome is None:
            return
        if self._offers_doctests:
            self.doctests_requested.emit()
        elif outcome.detail == CHANGED:
            self.strip.set_action("")
            self.reopen_requested.emit()
        elif outcome.kind in _LIMITED:
            self.settings_requested.emit(_LIMIT_KEYS[outcome.kind])
        elif outcome.exception is not None:
            self._on_console_link_activated(outcome.exception.file, outcome.exception.line)

    @Slot(object)
    def _on_card_details_requested(self, items: list[Blocked]) -> None:
        from desktop.ui.denial_dialog import DenialDialog

        dialog = DenialDialog(items, self._theme, self._icons, self)
        card = self.denial_card
        dialog.card.keep_chosen.connect(card.keep_chosen)
        dialog.card.once_chosen.connect(card.once_chosen)
        dialog.card.always_chosen.connect(card.always_chosen)
        dialog.card.place_activated.connect(card.place_activated)
        dialog.open()

    @Slot(object)
    def _on_card_place_activated(self, denial: Denial) -> None:
        self._on_console_link_activated(denial.file, denial.line)

    @Slot(str, int)
    def _on_console_link_activated(self, path: str, line: int) -> None:
        name = self._run_files.get(path)
        if name is not None:
            self.location_activated.emit(name, line)


_LIMIT_KEYS = {
    OutcomeKind.TIMED_OUT: "execution.timeout_seconds",
    OutcomeKind.OUTPUT_LIMIT: "execution.max_output_mb",
    OutcomeKind.MEMORY_LIMIT: "execution.max_memory_mb",
}


def _about(file: Path, problem: str) -> str:
    return f"The output could not be saved in {file}: {problem}." if problem else f"The output is in {file}."
