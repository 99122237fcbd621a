"""One of the last runs: how it ended, when, how long it took, and what it printed.

Shows what is kept, as plain text; changes nothing and runs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.record import RunRecord
from desktop.ui.console import Console
from desktop.ui.controls import Button, ElidedLabel, EmptyState, IconLabel, Text, icon_row
from desktop.ui.localised import counted, day_text, local_moment, time_text
from desktop.ui.outcomes import duration
from desktop.ui.past_output import run_files_in, show_past_output
from desktop.ui.run_lines import run_look, run_title

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

_SIZE = QSize(720, 520)


class RunDialog(QDialog):
    """Show it with ``open``."""

    example_chosen = Signal(str)
    """The example id or path of what ran is to be opened."""

    def __init__(
        self, run: RunRecord, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._run, self._session, self._theme, self._icons = run, session, theme, icons
        self._output = session.recorder.output(run)
        self.console: Console | None = None
        self._build()

    def _build(self) -> None:
        self.setWindowTitle("A run and its output")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(self._fitting_size())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._content(), 1)
        column.addLayout(self._buttons())

    def _head(self) -> QVBoxLayout:
        look, run = run_look(self._run), self._run
        started = local_moment(run.started)
        when = f"{day_text(started)}, {time_text(started)}" if started is not None else run.started
        words = f"{look.word.capitalize()}  ·  {duration(run.duration_ms)}  ·  {when}"
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(ElidedLabel(self._theme, run_title(run, self._session.catalog), "card"))
        icon = IconLabel(self._theme, self._icons, look.icon, look.token)
        head.addLayout(icon_row(icon, Text(self._theme, words, "body", "text2")))
        return head

    def _content(self) -> QWidget:
        output = self._output
        if output is None:
            return EmptyState(self._theme, self._icons, "scroll-text", *self._why_missing())
        if not output.first:
            words = ("No output", "The program ended without printing anything.")
            return EmptyState(self._theme, self._icons, "terminal", *words)
        self.console = Console(self._theme, self._icons, self)
        self.console.link_activated.connect(self._on_open_clicked)
        show_past_output(self.console, output, run_files_in(output, self._session.paths))
        return self.console

    def _why_missing(self) -> tuple[str, str]:
        limit = self._session.recorder.limit
        if not limit:
            return "The output is not kept", "The settings, group Progress, say of how many runs it is."
        return "The output is not kept any more", f"It is kept of the last {counted(limit, 'run')}."

    def _buttons(self) -> QHBoxLayout:
        open_it = Button(self._theme, self._icons, "Open the example", "normal", "book-open")
        copy = Button(self._theme, self._icons, "Copy the output", "normal", "copy")
        self.close_button = Button(self._theme, self._icons, "Close", "primary")
        self.close_button.setDefault(True)
        open_it.clicked.connect(self._on_open_clicked)
        copy.clicked.connect(self._on_copy_clicked)
        copy.setEnabled(self.console is not None)
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(open_it)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(self.close_button)
        return row

    def _fitting_size(self) -> QSize:
        wanted = QSize(self._theme.px(_SIZE.width()), self._theme.px(_SIZE.height()))
        parent = self.parentWidget()
        return wanted if parent is None else wanted.boundedTo(parent.window().size() - QSize(40, 40))

    @Slot()
    def _on_open_clicked(self) -> None:
        self.accept()
        self.example_chosen.emit(self._run.target)

    def _on_copy_clicked(self) -> None:
        if self.console is not None:
            self.console.copy_all()
