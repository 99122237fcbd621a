"""The work page: one example above, its console below, the guide at the right.

Joins these panels to the session; what surrounds them is the window's business.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.services.run_memory import InputFrom
from desktop.services.session import Session
from desktop.ui.actions import key_text
from desktop.ui.controls import Separator, Toast
from desktop.ui.denied import Denied
from desktop.ui.disk_news import DiskNews
from desktop.ui.example_view import ExampleView
from desktop.ui.guide import Guide
from desktop.ui.icons import Icons
from desktop.ui.my_part import MyPart
from desktop.ui.run_panel import RunPanel
from desktop.ui.theme import Theme

_CODE_SHARE, _CONSOLE_SHARE = 54, 46
_WIDE_BAR = 1000
_GUIDE_WIDTHS = {1320: 288, 1920: 340}


class Workbench(QWidget):
    """Everything about the example in front."""

    example_chosen = Signal(str)
    guide_requested = Signal()
    restored = Signal(bool)
    """True: the original is in place of the learner's copy; False: the copy is back."""
    example_shown = Signal()
    """Another example is in front."""

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._center, self._side = QWidget(self), QWidget(self)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self._center)
        self.view = ExampleView(session, theme, icons, self.splitter)
        self.guide = Guide(theme, icons, self._side)
        self.my_part = MyPart(session, theme, icons, self._side)
        self.run_panel = RunPanel(session, theme, icons, lambda: self.view.is_typing, self.splitter)
        self.toast = Toast(theme, icons, self.view)
        self._undo: Callable[[], object] | None = None
        self._input_from = InputFrom.LEARNER
        self._ran: dict[str, tuple[str, ...]] = {}
        self._denied = Denied(session, self.view, self.run_panel, self._run_again, self.offer_undo)
        self._disk = DiskNews(session, self)
        self._build()
        self._connect()

    @property
    def example(self) -> Example | None:
        """The example in front."""
        return self.view.example

    def open(self, target: str) -> bool:
        """Show an example; what was typed before is kept. False, with a notice, when it cannot be opened."""
        if not self.flush():
            return False
        try:
            example = self._session.open_example(target)
            if self._is_in_front(example):  # chosen again: the output of its last run stays
                self.update_example(example)
                return True
            self.view.show_example(example, self._crumbs(example))
        except ExplorerError as error:
            self._session.notice.emit(str(error))
            return False
        self.guide.show_example(example, self._neighbours(example))
        self.my_part.show_example(example)
        self._show_console_of(example)
        self.view.set_guide_open(self.guide.isVisible())
        self._disk.follow(example)
        self.example_shown.emit()
        if sentence := self.view.shortcomings():
            self._session.notice.emit(sentence)
        return True

    def _is_in_front(self, example: Example) -> bool:
        shown = self.example
        return shown is not None and (shown.id, shown.files) == (example.id, example.files)

    def update_example(self, example: Example) -> None:
        """The example in front, as it was read anew; cursor and output stay where they are."""
        self.view.update_example(example, self._crumbs(example))
        self.guide.show_example(example, self._neighbours(example))
        self.my_part.show_example(example)

    def run_doctests(self) -> None:
        """Run the doctests of what is shown, each with what it gives."""
        if self.example is not None and self.view.flush():
            self.view.begin_run()
            self._ran[self.example.id] = self.view.texts()
            self._session.run(self.example, is_doctest=True)

    def run(self, *, input_from: InputFrom = InputFrom.LEARNER) -> None:
        """Run what is shown, as it is typed now."""
        example = self.example
        if example is None or not self.view.flush():
            return
        self.view.begin_run()
        self._input_from = input_from
        self._start(example)

    def _run_again(self, example: Example) -> None:
        """Run an example as it was run last, also when another one is in front."""
        if self.example is not None and self.example.id == example.id:
            self.run(input_from=self._input_from)
        else:
            self._start(example)

    def _start(self, example: Example) -> None:
        if self.example is not None and self.example.id == example.id:
            self._ran[example.id] = self.view.texts()
        stdin = example.stored_input() if self._input_from is InputFrom.STORED else None
        is_same = self._input_from is InputFrom.LAST_RUN
        answers = self._session.memory.answers(example.id) if is_same else ()
        self._session.run(example, stdin=stdin, answers=answers)

    def restore(self) -> None:
        """Put the original back, with a way to undo it."""
        example = self.example
        if example is None or not self.view.flush() or not self._session.is_edited(example.id):
            return
        try:
            self._session.restore(example)
        except ExplorerError as error:
            self._session.notice.emit(str(error))
            return
        self.view.reload_texts()
        self.run_panel.forget_line()
        self.restored.emit(True)
        self.offer_undo("Original restored. Your edit is kept.", lambda: self._bring_back(example))

    def bring_back(self) -> None:
        """Bring back what the last restore put aside, also in a later session."""
        example = self.example
        if example is None or not self.view.flush():
            return
        try:
            is_back = self._bring_back(example)
        except ExplorerError as error:
            self._session.notice.emit(str(error))
            return
        self.toast.show_text("Your last copy is back." if is_back else "No copy of yours was put aside here.")

    def set_guide_open(self, is_open: bool) -> None:
        """Show the guide, or the explanation under the head instead."""
        self._side.setVisible(is_open)
        self._line.setVisible(is_open)
        self.view.set_guide_open(is_open)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes round, in order."""
        panel = self.run_panel
        code = (self.view.existing_bar, self.view.code, self.guide)
        found = (*code, panel.existing_bar, panel.console, panel.existing_card)
        return tuple(pane for pane in found if pane is not None and pane.isVisible())

    def _build(self) -> None:
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(self.run_panel)
        self.splitter.setStretchFactor(0, _CODE_SHARE)
        self.splitter.setStretchFactor(1, _CONSOLE_SHARE)
        self.splitter.setSizes([_CODE_SHARE * 10, _CONSOLE_SHARE * 10])
        self.splitter.setChildrenCollapsible(False)
        self._line = Separator(self._theme, vertical=True)
        self._build_side()
        center = self._center
        center.setProperty("pane", "surface")
        center.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(center)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(center, 1)
        row.addWidget(self._line)
        row.addWidget(self._side)

    def _build_side(self) -> None:
        """The guide, and below it what the learner says."""
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.guide, 1)
        column.addWidget(self.my_part)

    def flush(self) -> bool:
        """Put what was typed, code and note, on the disk now. False, with a notice, when that failed."""
        is_code_kept, is_note_kept = self.view.flush(), self.my_part.flush()
        return is_code_kept and is_note_kept

    def set_low(self, is_low: bool) -> None:
        """Use less height in a low window."""
        self.view.header.set_low(is_low)
        self.run_panel.set_low(is_low)

    def set_window_width(self, width: int) -> None:
        """The guide grows with the window, and the console's bar gives way to it."""
        self.run_panel.set_narrow(width < self._theme.px(_WIDE_BAR))
        fitting = [guide for least, guide in _GUIDE_WIDTHS.items() if width >= least]
        self._side.setFixedWidth(self._theme.px(fitting[-1] if fitting else _GUIDE_WIDTHS[1320]))

    def _connect(self) -> None:
        session, header = self._session, self.view.header
        session.interpreter_found.connect(self.view.refresh)
        session.run_started.connect(self._on_session_run_started)
        self.run_panel.answering.asked.connect(self._on_answering_asked)
        session.run_finished.connect(self._on_session_run_finished)
        session.status_changed.connect(self._on_session_status_changed)
        session.settings_changed.connect(lambda _snapshot: self.view.refresh())
        header.run_requested.connect(self.run)
        header.stored_input_requested.connect(lambda: self.run(input_from=InputFrom.STORED))
        header.stop_requested.connect(session.stop)
        header.restore_requested.connect(self.restore)
        header.guide_requested.connect(self.guide_requested)
        self.guide.example_chosen.connect(self.example_chosen)
        self.run_panel.location_activated.connect(self.view.show_line)
        self.run_panel.doctests_requested.connect(self.run_doctests)
        self.run_panel.reopen_requested.connect(self._disk.read_again)
        self.toast.action_triggered.connect(self._on_toast_action_triggered)

    def _crumbs(self, example: Example) -> str:
        catalog = self._session.libraries.catalog_of(example)
        if catalog is None:
            return "File from elsewhere"
        chapter = catalog.chapter_of(example)
        if example.is_own:
            return chapter.title
        if example.is_foreign:
            folders = dict.fromkeys((catalog.pack.title, *chapter.title.split("/")))
            return "  ›  ".join((*folders, example.entry.name))
        place = chapter.examples.index(example) + 1
        return f"{chapter.title}  ›  {example.section}  ›  {place} of {len(chapter.examples)}"

    def _neighbours(self, example: Example) -> tuple[Example, ...]:
        catalog = self._session.libraries.catalog_of(example)
        if catalog is None:
            return ()
        found = (catalog.previous(example.id), catalog.next(example.id))
        return tuple(each for each in found if each is not None and not each.problem)

    def _show_console_of(self, example: Example) -> None:
        running = self._session.running_example
        if running is not None:
            self.run_panel.set_whose("" if running.id == example.id else running.title)
            return
        self.run_panel.reset()
        problem = self._session.gate_problem(example)
        stored = example.expected_output(example.gate) if problem else None
        if stored is not None:
            gate = ".".join(map(str, example.gate))
            self.run_panel.show_stored_output(stored, f"Stored output of Python {gate}: {problem}")
        self._show_last_run(example)

    def _show_last_run(self, example: Example) -> None:
        """Who looks at another example and comes back finds what the last run of this session printed."""
        outcome = self._session.last_outcome(example.id)
        runs = self._session.progress.runs() if outcome is not None else ()
        last = next((run for run in runs if run.target == example.target), None)
        output = self._session.recorder.output(last) if last is not None else None
        if outcome is None or output is None or not output.first:
            return
        self.run_panel.show_last_run(outcome, output)
        if self._ran.get(example.id) == self.view.texts():  # its lines are those that ran
            self._mark_error(example, outcome)
            self._denied.begin(example)
            self._denied.show(outcome)

    @Slot(object)
    def _on_session_run_started(self, _spec: object) -> None:
        self.view.refresh()
        running = self._session.running_example
        self._denied.begin(running)
        is_other = running is not None and self.example is not None and running.id != self.example.id
        self.run_panel.set_whose(running.title if running is not None and is_other else "")

    @Slot(int)
    def _on_answering_asked(self, line: int) -> None:
        if self._is_shown_running() and self.example is not None:
            self.view.mark(self.example.name_of(self.example.entry), line, "waiting")

    @Slot(object)
    def _on_session_run_finished(self, outcome: Outcome) -> None:
        self.view.refresh()
        self.view.clear_marks()
        if self.example is not None:
            self._mark_error(self.example, outcome)
        self._denied.show(outcome)
        self.run_panel.offer_doctests(self._has_only_doctests(outcome))

    def _mark_error(self, example: Example, outcome: Outcome) -> None:
        error = outcome.exception
        if error is not None and outcome.kind is OutcomeKind.FAILED:
            name = self.run_panel.name_of(error.file)
            if name and self._session.last_outcome(example.id) is outcome:
                self.view.mark(name, error.line, "raised")

    def _has_only_doctests(self, outcome: Outcome) -> bool:
        """Whether the example in front ran well, said nothing and has doctests that would."""
        example = self.example
        if example is None or example.findings is None or not example.findings.doctests:
            return False
        is_quiet = outcome.kind is OutcomeKind.OK and not outcome.stdout_bytes + outcome.stderr_bytes
        return is_quiet and self._session.last_outcome(example.id) is outcome

    @Slot(str)
    def _on_session_status_changed(self, example_id: str) -> None:
        if self.example is not None and example_id == self.example.id:
            self.view.refresh()

    def offer_undo(self, sentence: str, undo: Callable[[], object]) -> None:
        """Say what was done, with a button that takes it back."""
        self._undo = undo
        self.toast.show_text(sentence, "Undo", "undo-2", key_text("next_pane"))

    def _bring_back(self, example: Example) -> bool:
        is_back = self._session.undo_restore(example)
        if is_back and self.example is not None and self.example.id == example.id:
            self.view.reload_texts()
            self.restored.emit(False)
        return is_back

    @Slot()
    def _on_toast_action_triggered(self) -> None:
        undo, self._undo = self._undo, None
        if undo is None:
            return
        if self.view.code is not None:  # not to the neighbour of a button that is gone
            self.view.code.setFocus(Qt.FocusReason.OtherFocusReason)
        try:
            undo()
        except ExplorerError as error:
            self._session.notice.emit(str(error))

    def _is_shown_running(self) -> bool:
        running = self._session.running_example
        return running is not None and self.example is not None and running.id == self.example.id
