"""What a run printed beside something else: the verdict first, then the lines that differ.

Hides the thread that compares; the window never waits for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.comparison import Comparison
from desktop.core.errors import ExplorerError
from desktop.core.line_changes import DiffLine
from desktop.ui.announce import announce
from desktop.ui.controls import Button, IconLabel, Text
from desktop.ui.diff_text import DiffText
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

_WIDTH, _HEIGHT = 720, 480
_SIGNS = "+ is this run, - is {other}."


class _Comparing(QObject):
    """One comparison, in a thread that nobody waits for."""

    done = Signal(object)  # Comparison

    def __init__(self, compare: Callable[[], Comparison]) -> None:
        super().__init__()
        self._compare = compare

    def start(self) -> None:
        threading.Thread(target=self._run, name="comparing", daemon=True).start()

    def _run(self) -> None:
        try:
            found = self._compare()
        except (OSError, ExplorerError) as error:
            found = Comparison(f"The outputs could not be compared: {error}", is_same=False)
        try:
            self.done.emit(found)
        except RuntimeError:
            return  # the window was closed in the meantime


class CompareDialog(QDialog):
    """Show it with ``open``. ``other`` is what the run is compared with: "the expected output"."""

    compared = Signal()

    def __init__(
        self,
        compare: Callable[[], Comparison],
        other: str,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
        *,
        name: str,
    ) -> None:
        super().__init__(parent)
        self._theme, self._other, self._last = theme, other, 0
        self.setWindowTitle(f"{name}: output compared with {other}")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._icon = IconLabel(theme, icons, "loader-circle", "text2")
        self.verdict = Text(theme, "Comparing…", "section")
        self.remarks = Text(theme, "", "body", "text2")
        self.text = DiffText(theme, "What differs", self)
        self.previous = Button(theme, icons, "Previous difference", icon="chevron-up")
        self.next = Button(theme, icons, "Next difference", icon="chevron-down")
        self.close_button = Button(theme, icons, "Close", "primary")
        self._build()
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.close_button.clicked.connect(self.accept)
        self.text.cursorPositionChanged.connect(self._enable)
        self._comparing = _Comparing(compare)
        self._comparing.done.connect(self._on_comparing_done)
        self._comparing.start()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.previous)
        buttons.addWidget(self.next)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.remarks)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        self.previous.setEnabled(False)
        self.next.setEnabled(False)
        self.resize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    @Slot(object)
    def _on_comparing_done(self, found: Comparison) -> None:
        self._icon.set_icon(
            "circle-check" if found.is_same else "file-diff", "ok" if found.is_same else "warn"
        )
        self.verdict.setText(found.verdict)
        signs = (_SIGNS.format(other=self._other),) if found.lines else ()
        remarks = "\n".join((*found.remarks, *signs))
        self.remarks.setText(remarks)
        self.remarks.setVisible(bool(remarks))
        if found.lines:
            self._show_lines(found.lines)
        else:
            self._shrink()
        announce(self, f"{found.verdict} {remarks}")
        self.compared.emit()

    def _show_lines(self, lines: Sequence[DiffLine]) -> None:
        self._last = lines[-1].change
        self.text.set_lines(lines)
        self.text.go_to_change(0)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._enable()

    def _shrink(self) -> None:
        """There is nothing to show but the verdict."""
        for part in (self.text, self.previous, self.next):
            part.hide()
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _enable(self) -> None:
        here = self.text.change_here()
        self.previous.setEnabled(here > 0)
        self.next.setEnabled(here < self._last)

    def _step(self, by: int) -> None:
        self.text.go_to_change(self.text.change_here() + by)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
