"""The guide beside the code: explanation, things to try, the pitfall, and what lies next to the example.

Shows the pack's texts as plain prose; opens nothing itself.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.example import Example
from desktop.ui.controls import Button, IconLabel, Prose, Text, icon_row, plain_tooltip
from desktop.ui.focus_ring import FocusRing
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

_MARGIN = 16


class Guide(QScrollArea):
    """One column of prose that follows the example."""

    example_chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._links: list[tuple[Button, str]] = []
        self.setObjectName("guide")
        self.setAccessibleName("Guide")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(220)
        FocusRing(theme, self)

    def show_example(self, example: Example, neighbours: tuple[Example, ...]) -> None:
        """Fill the column for one example; ``neighbours`` become links."""
        page = QWidget(self.viewport())
        page.setProperty("pane", "surface")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(6)
        self._links.clear()
        if example.explanation:
            self._heading("lightbulb", "Explanation")
            self._prose(example.explanation)
        if example.tries:
            self._heading("flask-conical", "Try this")
            for number, sentence in enumerate(example.tries, 1):
                self._prose(f"{number}. {sentence}")
        if example.pitfall:
            self._heading("triangle-alert", "Pitfall")
            self._prose(example.pitfall)
        if neighbours:
            self._heading("link", "Next to it")
            links = QVBoxLayout()
            links.setSpacing(0)  # they are high enough to be told apart
            for neighbour in neighbours:
                links.addLayout(self._link(neighbour))
            self._column.addLayout(links)
        if not self._column.count():
            self._prose("This file has no text beside its code.", "text3")
        self._column.addStretch(1)
        self.setWidget(page)
        self._fit_links()
        for before, after in pairwise((self, *page.findChildren(Button))):
            self.setTabOrder(before, after)

    def _heading(self, icon: str, text: str) -> None:
        if self._column.count():
            self._column.addSpacing(12)
        label = Text(self._theme, text, "subsection", "text2")
        row = icon_row(IconLabel(self._theme, self._icons, icon, "text2", 14), label)
        row.addStretch(1)
        self._column.addLayout(row)

    def _prose(self, text: str, tone: str = "text") -> None:
        self._column.addWidget(Prose(self._theme, text, "body", tone))

    def _link(self, example: Example) -> QHBoxLayout:
        link = Button(self._theme, self._icons, "", "link", small=True)
        link.setToolTip(plain_tooltip(example.title))
        link.setAccessibleName(f"Open {example.title}")
        link.clicked.connect(lambda: self._on_link_clicked(example.id))
        row = icon_row(link)
        row.insertSpacing(0, -link.side)  # its words stand under those above, and use the same width
        row.addSpacing(-link.side)
        self._links.append((link, example.title))
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Links use the width there is."""
        super().resizeEvent(event)
        self._fit_links()

    def _fit_links(self) -> None:
        room = self.viewport().width() - 2 * _MARGIN
        for link, title in self._links:
            metrics = link.fontMetrics()
            link.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, room).replace("&", "&&"))

    @Slot()
    def _on_link_clicked(self, example_id: str) -> None:
        self.example_chosen.emit(example_id)
