"""The activity page: what ran and what was changed, as the log has it, and whether the log is whole.

Reads the log beside the window and shows it; can change nothing in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.core.audit import Verification
from desktop.core.audit_pages import Page, Place, Query, Subject
from desktop.services.activity import Activity
from desktop.ui.activity_model import ActivityModel
from desktop.ui.controls import Button, EmptyState, Note, Text
from desktop.ui.focus_ring import FocusRing
from desktop.ui.labels import label_for_readers, set_font
from desktop.ui.localised import counted, number
from desktop.ui.search_field import SearchField

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

WHAT_IT_IS = (
    "Each run and each change, one line each, tied to the line before it. That shows accidents and careless "
    "edits; whoever owns this account can write the whole log anew. Your code and what you type in are not "
    "in it."
)
MARGIN = 24
_TYPING_MS = 200
_ROW = 26
_WIDTHS = (140, 190, 520, 80)
_ALL = "Everything"


class ActivityPage(QWidget):
    """Made when it is first looked at; ``refresh`` reads the log again."""

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._activity = Activity(session.audit, self)
        self._ticket = self._check = 0
        self._next: Place | None = None
        self.model = ActivityModel(theme, self)
        self.verdict = Note(theme, icons, "info", "")
        self._again = Button(theme, icons, "Read again", "quiet", "rotate-ccw", small=True, parent=self)
        self.field = SearchField("Find in the log", theme, icons, parent=self)
        self.subjects = QComboBox(self)
        self.count = Text(theme, "", "body", "text2")
        self._copy = Button(theme, icons, "Copy the line", "quiet", "copy", small=True, parent=self)
        self.table = QTableView(self)
        self.details = QPlainTextEdit(self)
        self._empty = EmptyState(theme, icons, "scroll-text", "", "")
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read what is looked for from the newest line on, and check the whole log."""
        self._search()
        self.verdict.set_note("info", "The log is being checked…")
        self._check = self._activity.verify()

    def query(self) -> Query:
        """What is looked for."""
        subject = self.subjects.currentData()
        return Query(Subject(subject) if subject else None, self.field.text())

    def copy(self) -> None:
        """Put the lines that are chosen on the clipboard, as they stand in the log."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        found = [self.model.row_at(self.model.index(row, 0)) for row in rows]
        lines = [row.entry.line for row in found if row is not None]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    # ---- building ----

    def _build(self) -> None:
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self.field)
        self.field.setMaximumWidth(self._theme.px(320))
        self.subjects.setAccessibleName("What the entries are about")
        label_for_readers(self.subjects, "What the entries are about")
        self.subjects.addItem(_ALL, "")
        for subject in Subject:
            self.subjects.addItem(subject.value, subject.value)
        self.subjects.setMinimumContentsLength(len(Subject.LEARNING.value))
        head = QHBoxLayout()
        head.addWidget(Text(self._theme, "Activity", "title"))
        head.addStretch(1)
        head.addWidget(self._again)
        head.addSpacing(-self._again.side)  # its words end where the page ends
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.field, 1)
        tools.addWidget(self.subjects)
        tools.addWidget(self.count)
        tools.addStretch(1)
        tools.addWidget(self._copy)
        tools.addSpacing(-self._copy.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 16, MARGIN, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(Text(self._theme, WHAT_IT_IS, "body", "text2", wrap=True))
        column.addWidget(self.verdict)
        column.addLayout(tools)
        column.addWidget(self._lower(), 1)

    def _lower(self) -> QStackedWidget:
        self._set_up_table()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setFrameShape(QFrame.Shape.NoFrame)
        self.details.setProperty("pane", "sunken")
        self.details.setAccessibleName("The whole entry")
        self.details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        FocusRing(self._theme, self.details)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.details)
        splitter.setSizes([400, 120])
        splitter.setStretchFactor(0, 1)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(splitter)
        self._pages.addWidget(self._empty)
        return self._pages

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("Entries of the log, the newest first")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, self._theme.px(width))
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        copy = QAction("Copy the line", table)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        table.addAction(copy)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        FocusRing(self._theme, table)
        self._on_theme_changed()

    def _connect(self) -> None:
        self._activity.page_read.connect(self._on_activity_page_read)
        self._activity.verified.connect(self._on_activity_verified)
        self.model.more_wanted.connect(self._on_model_more_wanted)
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self.field.down_pressed.connect(self.table.setFocus)
        self._typing.timeout.connect(self._search)
        self.subjects.currentIndexChanged.connect(lambda _index: self._search())
        self._copy.clicked.connect(self.copy)
        self._again.clicked.connect(self.refresh)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._theme.changed.connect(self._on_theme_changed)

    # ---- reading ----

    @Slot()
    def _search(self) -> None:
        self._typing.stop()
        self.model.clear()
        self._next = None
        self.count.setText("Reading…")
        self._ticket = self._activity.read(self.query())

    @Slot()
    def _on_model_more_wanted(self) -> None:
        self._ticket = self._activity.read(self.query(), self._next)

    @Slot(int, object)
    def _on_activity_page_read(self, ticket: int, result: Page | str) -> None:
        if ticket != self._ticket:
            return
        if isinstance(result, str):
            self.count.setText("")
            self._show_empty("The log could not be read", result)
            return
        is_first = not self.model.rowCount()
        self._next = result.next
        self.model.add(result.entries, has_more=result.next is not None)
        shown = self.model.rowCount()
        rest = " and more" if result.next is not None else ""
        self.count.setText(f"{number(shown)} {'entry' if shown == 1 else 'entries'}{rest}")
        if not shown:
            self._show_empty(*self._why_empty())
            return
        self._pages.setCurrentIndex(0)
        if is_first:
            self.table.selectRow(0)
            self.table.scrollToTop()

    def _why_empty(self) -> tuple[str, str]:
        if self.query() == Query():
            return "Nothing has happened yet", "Runs and changed settings appear here."
        return "No entry matches", "Try other words, or “Everything”."

    def _show_empty(self, title: str, sentence: str) -> None:
        self._empty.set_texts(title, sentence)
        self._pages.setCurrentWidget(self._empty)
        self.details.clear()

    @Slot(int, object)
    def _on_activity_verified(self, ticket: int, result: Verification) -> None:
        if ticket != self._check:
            return
        entries = "1 entry" if result.entries == 1 else f"{number(result.entries)} entries"
        if result.ok:
            self.verdict.set_note("ok", f"The log is whole: {entries}.")
        else:
            self.verdict.set_note("error", f"The log is not whole. {result.problem}")

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _new: QItemSelection, _old: QItemSelection) -> None:
        rows = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        row = self.model.row_at(self.model.index(min(rows), 0)) if rows else None
        self.details.setPlainText(row.whole() if row is not None else "")
        self._copy.setEnabled(bool(rows))
        self._copy.setText("Copy the line" if len(rows) < 2 else f"Copy {counted(len(rows), 'line')}")

    def minimumSizeHint(self) -> QSize:
        """The table gives way."""
        return QSize(400, 300)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        for widget, use in ((self.table, "body"), (self.subjects, "body"), (self.details, "mono_small")):
            set_font(widget, self._theme.font(use))
        self.table.viewport().update()
