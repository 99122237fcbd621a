"""One example on the page: its head, a tab for each file, and the code the learner may change.

Keeps what is typed within half a second through the session; the original is never written.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.core.header import code_start_line
from desktop.core.highlight import LONGEST_LINE, long_lines
from desktop.core.mistake import LONGEST_CHECKED, is_checked
from desktop.services.session import Session
from desktop.ui.code_view import CodeView
from desktop.ui.controls import Button, Prose, Separator
from desktop.ui.example_header import ExampleHeader
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from desktop.ui.trust_button import TrustButton

if TYPE_CHECKING:
    from desktop.core.completion import Language
    from desktop.ui.find_bar import FindBar

_AUTOSAVE_MS = 500
_BRIEF_LINES = 4


class ExampleView(QWidget):
    """Shows one example and lets the learner edit it."""

    saved = Signal()
    """The learner's text is on the disk."""
    cursor_moved = Signal(int, int)
    """Line and column of the cursor, from 1."""

    tab_leaves_changed = Signal(bool)
    """Whether the Tab key leaves the code now."""

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme, self._icons = session, theme, icons
        self._example: Example | None = None
        self._views: dict[Path, CodeView] = {}
        self._originals: dict[Path, str] = {}
        self._unsaved: set[Path] = set()
        self._language = functools.cache(self._read_language)
        self._trust = TrustButton(session, theme, icons, self)
        self.header = ExampleHeader(theme, icons, self._trust, self)
        self._brief = Prose(theme, "", "body", "text2", parent=self)
        self._more = Button(theme, icons, "More", "link", small=True)
        self._tabs = QTabBar(self)
        self._stack = QStackedWidget(self)
        self._autosave = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._build()

    @functools.cached_property
    def find_bar(self) -> FindBar:
        """Finds in the code and replaces; made when it is first asked for."""
        from desktop.ui.find_bar import FindBar

        bar = FindBar(self._theme, self._icons, replaces=True, parent=self)
        self._bar_place.addWidget(bar)
        bar.set_text(self.code.hits if self.code is not None else None)
        self._order_stops(bar)
        return bar

    @property
    def existing_bar(self) -> FindBar | None:
        """The find bar, if it was asked for."""
        return self.__dict__.get("find_bar")

    def _find_in(self, code: CodeView | None) -> None:
        if self.existing_bar is not None:
            self.existing_bar.set_text(code.hits if code is not None else None)

    def _order_stops(self, bar: FindBar | None) -> None:
        stops = bar.stops() if bar is not None else ()
        for before, after in pairwise((self._tabs, *stops, *self._views.values())):
            self.setTabOrder(before, after)

    @Slot()
    def _on_text_changed(self) -> None:
        if self.existing_bar is not None:
            self.existing_bar.refresh()

    @property
    def example(self) -> Example | None:
        """The example that is shown."""
        return self._example

    @property
    def code(self) -> CodeView | None:
        """The code of the file in front."""
        view = self._stack.currentWidget()
        return view if isinstance(view, CodeView) else None

    @property
    def file_name(self) -> str:
        """The name of the file in front, as its tab says."""
        return self._tabs.tabText(self._tabs.currentIndex())

    @property
    def is_typing(self) -> bool:
        """Whether a key changed the code within the last half second."""
        return self._autosave.isActive()

    def show_example(self, example: Example, crumbs: str) -> None:
        """Show another example; what was typed in the one before is kept first."""
        self.flush()
        self._example = example
        self._find_in(None)
        self.header.show_example(example, crumbs)
        self._trust.show_example(example)
        self._brief.set_text(example.explanation)
        self._fit_brief()
        # They stay in the stack: the binding would keep for ever what is taken out of it and had the focus.
        for view in self._views.values():
            view.deleteLater()
        self._originals.clear()
        self._views = {file: self._view(example, file) for file in example.files}
        self._order_stops(self.existing_bar)
        self._fill_tabs(example)
        self.cursor_moved.emit(1, 1)
        self.refresh()

    def update_example(self, example: Example, crumbs: str) -> None:
        """The same files, read anew; a text that is another now is one step that Undo takes back."""
        self._example = example
        self.header.show_example(example, crumbs)
        self._trust.show_example(example)
        self._brief.set_text(example.explanation)
        self._fit_brief()
        for file, view in self._views.items():
            self._keep_original(example, file, view)
        if any(self._session.text(example, file) != view.text() for file, view in self._views.items()):
            self.reload_texts()
        self.refresh()

    def refresh(self) -> None:
        """Show anew what may have changed outside: edited or not, gate, running."""
        if self._example is None:
            return
        self.header.set_edited(self._session.is_edited(self._example.id))
        self.header.set_gate(self._session.gate_problem(self._example))
        running = self._session.running_example
        self.header.set_running(running is not None and running.id == self._example.id)

    def flush(self) -> bool:
        """Put what was typed on the disk now. False when that failed; it is tried again with the next key."""
        self._autosave.stop()
        for file in sorted(self._unsaved):
            assert self._example is not None
            try:
                self._session.edit(self._example, file, self._views[file].text(), self._originals.get(file))
            except ExplorerError as error:
                self._session.notice.emit(str(error))
                return False
            self._unsaved.discard(file)
            self.saved.emit()
        return True

    def reload_texts(self) -> None:
        """Show the texts as the session has them now, as one step that Undo takes back."""
        if self._example is not None:
            self.clear_marks()  # they were about the text that goes
            for file, view in self._views.items():
                view.replace_text(self._session.text(self._example, file))
                view.header_fold.fold(code_start_line(view.text()) - 1)
            self._unsaved.clear()
            self._autosave.stop()

    def mark(self, file_name: str, line: int, mark: str) -> None:
        """Mark a line of one of the example's files, and only this one."""
        self.clear_marks()
        view = self._view_named(file_name)
        if view is not None and line > 0:
            view.set_marks({line: mark})
            view.reveal(line)

    def mark_blocked(self, file_name: str, notes: Mapping[int, str]) -> None:
        """Mark the lines of one file where something was blocked; the notes say what."""
        view = self._view_named(file_name)
        if view is None:
            return
        lines = {line: note for line, note in notes.items() if 0 < line <= view.blockCount()}
        marks = dict(view.marks)
        is_first = not marks and bool(lines)
        for line in lines:
            marks[line] = "blocked_raised" if marks.get(line) == "raised" else "blocked"
        view.set_marks(marks, lines)
        if is_first and not self.is_typing:
            view.reveal(min(lines))

    def clear_marks(self) -> None:
        """Remove all marks."""
        for view in self._views.values():
            view.set_marks({})

    def begin_run(self) -> None:
        """Nothing of the run before is marked, and no list or tip hides a line."""
        self.clear_marks()
        for view in self._views.values():
            if view.completing is not None:
                view.completing.close()

    def show_line(self, file_name: str, line: int) -> bool:
        """Bring a line of one of the example's files to the front. False when it has no such file."""
        view = self._view_named(file_name)
        if view is None:
            return False
        self._tabs.setCurrentIndex(list(self._views.values()).index(view))
        view.show_line(line)
        view.setFocus()
        return True

    def set_guide_open(self, is_open: bool) -> None:
        """While the guide is closed the explanation stands under the head."""
        self.header.set_guide_open(is_open)
        explanation = self._example.explanation if self._example else ""
        self._brief_row.setVisible(not is_open and bool(explanation))

    def _build(self) -> None:
        self.setObjectName("exampleView")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName("Files of the example")
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self._autosave.timeout.connect(self._on_autosave_timeout)
        self._brief_row = QWidget(self)
        self._brief_row.setProperty("pane", "surface")
        self._brief_row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        brief = QHBoxLayout(self._brief_row)
        brief.setContentsMargins(20, 0, 20, 8)
        brief.setSpacing(4)
        brief.addWidget(self._brief, 1)
        brief.addWidget(self._more, 0, Qt.AlignmentFlag.AlignBottom)
        brief.addSpacing(-self._more.side)
        self._more.setAccessibleName("More of the explanation")
        self._more.clicked.connect(self.header.guide_requested)
        self._theme.changed.connect(self._fit_brief)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._brief_row)
        column.addWidget(self._tabs)
        column.addWidget(Separator(self._theme))
        self._bar_place = QVBoxLayout()
        column.addLayout(self._bar_place)
        column.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Of a long explanation so much is shown as has its place above the code."""
        super().resizeEvent(event)
        self._fit_brief()

    @Slot()
    def _fit_brief(self) -> None:
        most = self._theme.line_height("body") * _BRIEF_LINES
        self._brief.setMaximumHeight(most)
        self._more.setVisible(self._brief.heightForWidth(self.width() - 40) > most)

    def _view(self, example: Example, file: Path) -> CodeView:
        view = CodeView(self._theme, self._icons, self)
        view.setAccessibleName(f"Code of {example.name_of(file)}")
        view.mistake.set_wanted(example.gate <= sys.version_info[:2])
        view.set_language(self._language)
        view.set_text(self._session.text(example, file))
        view.assume_colours(self._session.colours)
        self._keep_original(example, file, view)  # before there is a text, all of it would be new
        view.header_fold.fold(code_start_line(view.text()) - 1)
        view.textChanged.connect(self._on_text_changed)
        view.text_edited.connect(lambda: self._on_text_edited(file))
        view.cursor_moved.connect(self.cursor_moved)
        view.tab_leaves_changed.connect(self.tab_leaves_changed)
        self._stack.addWidget(view)
        return view

    def _keep_original(self, example: Example, file: Path, view: CodeView) -> None:
        """Read once: while one types, its disk may hang."""
        original = None if example.is_own else example.code(file)
        view.set_original(original)
        if original is not None:
            self._originals[file] = original

    def texts(self) -> tuple[str, ...]:
        """What stands in the files of the example now."""
        return tuple(view.text() for view in self._views.values())

    def shortcomings(self) -> str:
        """Sentences about what the file in front is too long for, empty for none."""
        code = self.code
        if code is None:
            return ""
        found, lines = [], long_lines(code.text())
        if lines:
            which = f"Line {lines[0]} is" if len(lines) == 1 else f"{len(lines)} lines are"
            found.append(
                f"{which} longer than {LONGEST_LINE:,} characters and shown whole, but without colours."
            )
        if not is_checked(code.text()):
            found.append(
                f"Longer than {LONGEST_CHECKED:,} characters: mistakes are not marked while you type."
            )
        return " ".join(found)

    def _read_language(self) -> Language:
        """Imported and read with the first key: the start does not need it."""
        from desktop.core.completion import read_language

        return read_language(self._session.paths.resources / "language.json")

    def _fill_tabs(self, example: Example) -> None:
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for file in example.files:
            self._tabs.addTab(example.name_of(file))
        self._tabs.blockSignals(False)
        self._tabs.setVisible(len(example.files) > 1)
        self._tabs.setCurrentIndex(0)
        self._on_tab_changed(0)

    def _view_named(self, file_name: str) -> CodeView | None:
        if self._example is None:
            return None
        for file, view in self._views.items():
            if self._example.name_of(file) == file_name:
                return view
        return None

    def _on_text_edited(self, file: Path) -> None:
        self._unsaved.add(file)
        if not self._autosave.isActive():  # not restarted: steady typing is kept twice a second
            self._autosave.start()

    @Slot()
    def _on_autosave_timeout(self) -> None:
        self.flush()

    @Slot(int)
    def _on_tab_changed(self, index: int) -> None:
        self._stack.setCurrentWidget(tuple(self._views.values())[index])
        self._find_in(self.code)
