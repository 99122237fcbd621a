"""The entries of the activity log as rows of a table, more of them as one scrolls down.

Hides how an entry is put into words; all it holds is shown as plain text, unseen characters by number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.core.audit_pages import Entry
from desktop.core.permissions import escaped
from desktop.ui.labels import plain_tooltip
from desktop.ui.localised import local_moment, moment_text, number
from desktop.ui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
COLUMNS = ("When", "What", "Details", "Number")
_LONGEST_CELL = 400


class EntryRow:
    """One entry in words, made when it is first looked at."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    @cached_property
    def cells(self) -> tuple[str, str, str, str]:
        """Text of each column."""
        entry, moment = self.entry, local_moment(self.entry.time)
        when = moment_text(moment) if moment is not None else escaped(entry.time[:40])
        what = escaped(entry.event[:60].replace("_", " ").replace("favorite", "favourite").capitalize())
        what += "" if self.is_unaltered or not entry.n else " (altered)"
        return when, what, details_text(entry.details), number(entry.n) if entry.n else ""

    @cached_property
    def is_unaltered(self) -> bool:
        return self.entry.is_unaltered

    def whole(self) -> str:
        """All of it on lines of their own, for the pane below the table."""
        if not self.entry.n:
            return escaped(self.entry.line)
        lines = json.dumps(self.entry.details, indent=2, ensure_ascii=False).splitlines()
        return "\n".join((self.entry.time, *map(escaped, lines)))


def details_text(details: Mapping[str, object]) -> str:
    """``target: first-steps/hello · outcome: ok``; what is within another thing as JSON."""
    words = (
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in details.items()
    )
    return escaped("  ·  ".join(words)[:_LONGEST_CELL])


class ActivityModel(QAbstractTableModel):
    """Only grows, or begins anew."""

    more_wanted = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[EntryRow] = []
        self._has_more = False

    def clear(self) -> None:
        """Nothing is known yet."""
        self.beginResetModel()
        self._rows.clear()
        self._has_more = False
        self.endResetModel()

    def add(self, entries: Sequence[Entry], *, has_more: bool) -> None:
        """The next entries, older than those there are."""
        if entries:
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows) + len(entries) - 1)
            self._rows.extend(map(EntryRow, entries))
            self.endInsertRows()
        self._has_more = has_more

    def row_at(self, index: AnyIndex) -> EntryRow | None:
        """The row behind an index."""
        return self._rows[index.row()] if index.isValid() else None

    @property
    def has_more(self) -> bool:
        """Whether older entries follow."""
        return self._has_more

    # The interface of QAbstractTableModel.

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: AnyIndex) -> None:
        if self.canFetchMore(parent):
            self._has_more = False  # until the answer is here
            self.more_wanted.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(row.cells[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(row.cells[:3]) if index.column() == 0 else row.cells[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.color(self._token(row, index.column()))
        return None

    @staticmethod
    def _token(row: EntryRow, column: int) -> str:
        if not row.is_unaltered:
            return "error"
        return "text" if column == 1 else "text2"
