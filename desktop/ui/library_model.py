"""The library as an item model: chapters with their sections and examples, or a flat list of search hits.

Hides how rows are found and counted; knows nothing of painting, of the search itself or of the window.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.pack import OLDEST_PYTHON
from desktop.core.progress import Status
from desktop.ui.labels import plain_tooltip

if TYPE_CHECKING:
    from desktop.core.catalog import Catalog
    from desktop.core.example import Chapter, Example
    from desktop.core.search import Hit

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CHAPTER_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EXAMPLE_FLAGS = _CHAPTER_FLAGS | Qt.ItemFlag.ItemNeverHasChildren

EDITED = "edited"
NOTED = "noted"
FAVORITE = "favorite"
STATUS_WORDS = {
    Status.NEW: "new",
    Status.OPENED: "opened",
    Status.RAN: "ran",
    Status.COMPLETED: "completed",
}


class Role(enum.IntEnum):
    """What the delegate asks the model for beside the title."""

    ROW = Qt.ItemDataRole.UserRole + 1
    STATUS = Qt.ItemDataRole.UserRole + 2
    EDITED = Qt.ItemDataRole.UserRole + 3
    COMPLETED = Qt.ItemDataRole.UserRole + 4  # examples of a chapter that are completed
    OPEN = Qt.ItemDataRole.UserRole + 5  # the example that is open in the window
    FAVORITE = Qt.ItemDataRole.UserRole + 6  # None while favourites are switched off


class RowKind(enum.Enum):
    """The three looks of a row."""

    CHAPTER = "chapter"
    SECTION = "section"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the library. ``spans`` are the character ranges of the title that a search found.

    Of a chapter ``admitted`` holds the ids of its examples that are shown, None where all are.
    """

    kind: RowKind
    title: str
    chapter: Chapter
    example: Example | None = None
    spans: tuple[tuple[int, int], ...] = ()
    is_hit: bool = False
    admitted: frozenset[str] | None = None

    def children(self) -> tuple[Row, ...]:
        """The rows below a chapter."""
        return tuple(_chapter_children(self.chapter, self.admitted)) if self.kind is RowKind.CHAPTER else ()

    @property
    def example_count(self) -> int:
        """The examples that it stands for."""
        if self.kind is not RowKind.CHAPTER:
            return int(self.example is not None)
        sections = self.chapter.sections
        if self.admitted is None:
            return sum(len(section.examples) for section in sections)
        return sum(example.id in self.admitted for section in sections for example in section.examples)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the chips let through: any choice within one kind, all kinds together; empty admits all."""

    levels: frozenset[str] = field(default_factory=frozenset)
    statuses: frozenset[str] = field(default_factory=frozenset)
    tags: frozenset[str] = field(default_factory=frozenset)
    favorites: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_empty(self) -> bool:
        return not (self.levels or self.statuses or self.tags or self.favorites)

    def admits(
        self, example: Example, status: Status, is_edited: bool, marks: frozenset[str] = frozenset()
    ) -> bool:
        """``marks``: which of FAVORITE and NOTED it has."""
        if self.levels and example.level not in self.levels:
            return False
        if self.tags and not self.tags.intersection(example.tags):
            return False
        if not self.favorites <= marks:
            return False
        if not self.statuses:
            return True
        return (
            status in self.statuses or (is_edited and EDITED in self.statuses) or bool(marks & self.statuses)
        )


class LearnerFacts(Protocol):
    """What the learner did with an example; its status is kept by target."""

    def status(self, target: str) -> Status: ...
    def is_edited(self, example_id: str) -> bool: ...
    def is_favorite(self, example: Example) -> bool: ...
    def has_note(self, example: Example) -> bool: ...


def gate_text(example: Example) -> str:
    """``"3.14"`` where the example needs a newer Python than the oldest we support, else nothing."""
    return f"{example.gate[0]}.{example.gate[1]}" if example.gate > OLDEST_PYTHON else ""


def badge_text(example: Example) -> str:
    """The one thing its row says beside the title: the version it needs, else a module that is not there."""
    findings = example.findings
    if findings is None or gate_text(example):
        return gate_text(example)
    return f"error, line {findings.line}" if findings.error else findings.needs()


def is_folder(chapter: Chapter) -> bool:
    """Whether it is a folder of somebody's files, which has nothing to complete."""
    return any(section.examples and section.examples[0].is_foreign for section in chapter.sections)


def tree_rows(catalog: Catalog, admitted: frozenset[str] | None) -> tuple[Row, ...]:
    """The chapters that hold an admitted example, each with section rows between its examples.

    ``admitted`` is None where every example is.
    """
    rows = (chapter_row(chapter, admitted) for chapter in catalog.chapters)
    return tuple(row for row in rows if row.example_count)


def chapter_row(chapter: Chapter, admitted: frozenset[str] | None = None) -> Row:
    """A chapter; the rows below it are made when it is opened."""
    return Row(RowKind.CHAPTER, chapter.title, chapter, admitted=admitted)


def _chapter_children(chapter: Chapter, admitted: frozenset[str] | None) -> Iterable[Row]:
    for section in chapter.sections:
        examples = [each for each in section.examples if admitted is None or each.id in admitted]
        if examples and section.title:
            yield Row(RowKind.SECTION, section.title, chapter)
        for example in examples:
            yield Row(RowKind.EXAMPLE, example.title, chapter, example)


def hit_rows(catalog: Catalog, hits: Iterable[Hit]) -> tuple[Row, ...]:
    """The hits of a search in their order."""
    return tuple(
        Row(
            RowKind.EXAMPLE,
            hit.example.title,
            catalog.chapter_of(hit.example),
            hit.example,
            tuple(hit.title_spans),
            is_hit=True,
        )
        for hit in hits
    )


class LibraryModel(QAbstractItemModel):
    """Rows of the library, two levels deep; an index's internal id is its chapter's row plus one, or 0.

    The rows below a chapter are made when somebody asks for them: of thousands few are ever looked at.
    """

    def __init__(self, facts: LearnerFacts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._rows: list[Row] = []
        self._children: dict[int, tuple[Row, ...]] = {}
        self._more: Callable[[], Sequence[Row]] | None = None
        self._open_id = ""

    def set_rows(self, rows: Sequence[Row], more: Callable[[], Sequence[Row]] | None = None) -> None:
        """Show other rows; expansion and current index of the views are lost.

        ``more`` gives the next rows after them when somebody comes to their end, at last none.
        """
        self.beginResetModel()
        self._rows, self._children, self._more = list(rows), {}, more
        self.endResetModel()

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and self._more is not None

    def fetchMore(self, parent: AnyIndex) -> None:
        rows = self._more() if self._more is not None and not parent.isValid() else ()
        if not rows:
            self._more = None
        else:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def grow(self, chapters: Sequence[Chapter]) -> bool:
        """Show these where they are the chapters that are shown, and more; False where they are not.

        Nothing that is shown moves, and the views lose nothing.
        """
        shown = [row.chapter.slug for row in self._rows]
        is_more = shown == [chapter.slug for chapter in chapters[: len(shown)]]
        if not is_more or not all(row.kind is RowKind.CHAPTER and row.admitted is None for row in self._rows):
            return False
        known = zip(self._rows, chapters, strict=False)
        changed = [chapter for row, chapter in known if row.chapter is not chapter]
        if not self.replace_chapters(changed):
            return False
        more = [chapter_row(chapter) for chapter in chapters[len(shown) :]]
        if more:
            self.beginInsertRows(QModelIndex(), len(shown), len(shown) + len(more) - 1)
            self._rows += more
            self.endInsertRows()
        return True

    def replace_chapters(self, chapters: Iterable[Chapter]) -> bool:
        """These chapters have examples with other titles and findings now; False where some came or went."""
        by_slug = {chapter.slug: chapter for chapter in chapters}
        places = [place for place, row in enumerate(self._rows) if row.chapter.slug in by_slug]
        rows = {place: chapter_row(by_slug[self._rows[place].chapter.slug]) for place in places}
        if any(not _has_same_examples(self._rows[place], row) for place, row in rows.items()):
            return False
        for place, row in rows.items():
            self._rows[place] = row
            if self._children.pop(place, None) is not None:
                parent = self.index(place, 0)
                last = len(self._children_of(place)) - 1
                self.dataChanged.emit(self.index(0, 0, parent), self.index(last, 0, parent))
        return True

    def set_open(self, example_id: str) -> None:
        """Mark the example that is open in the window."""
        previous, self._open_id = self._open_id, example_id
        for changed in (previous, example_id):
            self._announce(self.index_of(changed))

    def refresh(self, example_id: str) -> None:
        """The learner's facts about one example changed: its row and its chapter's count are drawn again."""
        index = self.index_of(example_id)
        self._announce(index)
        if index.isValid():
            self._announce(index.parent())

    def row_at(self, index: AnyIndex) -> Row | None:
        """The row behind an index of this model."""
        if not index.isValid():
            return None
        if index.internalId() == 0:
            return self._rows[index.row()]
        return self._children_of(index.internalId() - 1)[index.row()]

    def _children_of(self, place: int) -> tuple[Row, ...]:
        if place not in self._children:
            self._children[place] = self._rows[place].children()
        return self._children[place]

    def index_of(self, example_id: str) -> QModelIndex:
        """Where an example stands, or an index that is not valid."""
        for position, row in enumerate(self._rows):
            if row.example is not None and row.example.id == example_id:
                return self.index(position, 0)
            if row.kind is RowKind.CHAPTER and _holds(row.chapter, example_id):
                for place, child in enumerate(self._children_of(position)):
                    if child.example is not None and child.example.id == example_id:
                        return self.index(place, 0, self.index(position, 0))
        return QModelIndex()

    def chapter_indexes(self) -> dict[str, QModelIndex]:
        """The row of each chapter, by slug; there may be thousands of them."""
        return {
            row.chapter.slug: self.createIndex(position, 0, 0)
            for position, row in enumerate(self._rows)
            if row.kind is RowKind.CHAPTER
        }

    @property
    def example_count(self) -> int:
        """Examples among the rows."""
        return sum(row.example_count for row in self._rows)

    def _announce(self, index: QModelIndex) -> None:
        if index.isValid():
            self.dataChanged.emit(index, index)

    # The interface of QAbstractItemModel.

    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        if not 0 <= row < self.rowCount(parent) or column != 0:
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @overload
    def parent(self) -> QObject | None: ...
    @overload
    def parent(self, child: AnyIndex) -> QModelIndex: ...
    def parent(self, child: AnyIndex | None = None) -> QObject | QModelIndex | None:
        if child is None:
            return super().parent()
        if not child.isValid() or child.internalId() == 0:
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        if not parent.isValid():
            return len(self._rows)
        if parent.column() > 0 or parent.internalId() != 0:
            return 0
        return len(self._children_of(parent.row()))

    def hasChildren(self, parent: AnyIndex = _ROOT) -> bool:
        row = self.row_at(parent)
        return bool(self._rows) if row is None else row.kind is RowKind.CHAPTER

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 1

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None or row.kind is RowKind.SECTION:
            return Qt.ItemFlag.NoItemFlags
        return _CHAPTER_FLAGS if row.kind is RowKind.CHAPTER else _EXAMPLE_FLAGS

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return plain_tooltip(_tip(row)) if role == Qt.ItemDataRole.ToolTipRole else row.title
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.in_words(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return _place_in_words(row)
        if role == Role.COMPLETED:
            return None if is_folder(row.chapter) else self._completed(row.chapter)
        return self._example_data(row, role)

    def _example_data(self, row: Row, role: int) -> object:
        if row.example is None:
            return None
        if role == Role.STATUS:
            return self._facts.status(row.example.target)
        if role == Role.EDITED:
            return self._facts.is_edited(row.example.id)
        if role == Role.OPEN:
            return row.example.id == self._open_id
        if role == Role.FAVORITE:
            return self._facts.is_favorite(row.example)
        return None

    def _completed(self, chapter: Chapter) -> int:
        return sum(self._facts.status(example.target) is Status.COMPLETED for example in chapter.examples)

    def in_words(self, row: Row) -> str:
        """Everything the row shows, as a screen reader says it."""
        if row.kind is RowKind.SECTION:
            return row.title
        if row.example is None and is_folder(row.chapter):
            count = len(row.chapter.examples)
            return f"Folder {row.title}, {count} file{'' if count == 1 else 's'}"
        if row.example is None:
            done, total = self._completed(row.chapter), len(row.chapter.examples)
            return f"Chapter {row.chapter.number}, {row.title}, {done} of {total} completed"
        if row.example.problem:
            return f"{row.example.entry.name} {row.example.problem}"
        name = (row.example.entry.name,) if row.example.is_foreign and not row.example.is_own else ()
        return ", ".join((row.title, *name, *self._states_in_words(row.example)))

    def _states_in_words(self, example: Example) -> Iterable[str]:
        yield STATUS_WORDS[self._facts.status(example.target)]
        if self._facts.is_edited(example.id):
            yield "edited"
        if self._facts.is_favorite(example):
            yield "favourite"
        if self._facts.has_note(example):
            yield "with a note"
        if gate := gate_text(example):
            yield f"needs Python {gate}"
        elif badge := badge_text(example):
            yield badge
        if example.id == self._open_id:
            yield "open"


def _holds(chapter: Chapter, example_id: str) -> bool:
    return any(example.id == example_id for section in chapter.sections for example in section.examples)


def _has_same_examples(shown: Row, row: Row) -> bool:
    """Whether they show examples with the same ids in the same order."""
    if shown.kind is not RowKind.CHAPTER or shown.admitted is not None:
        return False
    before, after = shown.chapter.sections, row.chapter.sections
    return [[each.id for each in section.examples] for section in before] == [
        [each.id for each in section.examples] for section in after
    ]


def _tip(row: Row) -> str:
    """The whole title; of a hit also its chapter, for which its row has not always room."""
    example = row.example
    if example is not None and example.is_foreign:
        said = example.problem or (badge_text(example) if example.findings else "")
        return "\n".join(part for part in (row.title, str(example.entry), said) if part)
    if row.kind is RowKind.CHAPTER:
        return "\n".join((row.title, *_chapter_in_words(row.chapter)))
    return f"{row.title}\n{row.chapter.title}" if row.is_hit else row.title


def _chapter_in_words(chapter: Chapter) -> tuple[str, ...]:
    """What it is about and what its reader can do afterwards."""
    able = [f"– {sentence}" for sentence in chapter.can_do]
    said = [chapter.summary, "Afterwards you can:" if able else "", *able]
    return tuple(sentence.replace("`", "") for sentence in said if sentence)


def _place_in_words(row: Row) -> str:
    if row.kind is RowKind.CHAPTER:
        return "\n".join(_chapter_in_words(row.chapter))
    if row.example is None:
        return ""
    if row.example.is_foreign:
        return str(row.example.entry)
    section = f", {row.example.section}" if row.example.section else ""
    return f"Chapter {row.chapter.number}, {row.chapter.title}{section}"
