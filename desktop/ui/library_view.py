"""The library panel: search field, filter chips, tree, count.

Hides when the tree shows chapters and when it shows hits, and what is restored in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.progress import Status
from desktop.core.search import Hit, Hits
from desktop.services.searcher import Asked
from desktop.ui.actions import key_text
from desktop.ui.controls import Button, ElidedLabel, EmptyState, Separator
from desktop.ui.filter_chips import Chip, Choices, FilterChips
from desktop.ui.folder_bar import FolderBar
from desktop.ui.library_model import EDITED, FAVORITE, NOTED, Filter, LibraryModel, Row, hit_rows, tree_rows
from desktop.ui.library_tree import LibraryTree
from desktop.ui.localised import counted, number
from desktop.ui.search_field import SearchField

if TYPE_CHECKING:
    from desktop.core.catalog import Catalog
    from desktop.core.example import Chapter, Example
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

COMPACT_BELOW = 250  # px of the panel: from here on one "Filter" chip
OPEN_FOLDER = "Open folder…"
OPEN_ALL_UP_TO = 60  # so few filtered examples are shown without a click on each chapter
MOST_HITS = 500  # more than anybody reads; the best of them
_FOOTER_WITHOUT_WORDS = 60  # px: margins, the icon and its room
_HITS_AT_ONCE = 60  # a screen full; the others are made when one comes to their end
PLACEHOLDER = "Search titles, tags and code"
_MOST_TAGS = 18  # one column of a menu, in a low window too


class _Facts:
    """What the model asks about the learner; which examples are edited is read once for each change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.refresh()

    def status(self, target: str) -> Status:
        status = self._session.progress.status(target)
        return Status.RAN if status is Status.NEW and target in self._ran else status

    def is_edited(self, example_id: str) -> bool:
        return example_id in self._edited

    def is_favorite(self, example: Example) -> bool:
        return self._session.marks.is_favorite(example)

    def has_note(self, example: Example) -> bool:
        return self._session.marks.has_note(example)

    def admits(self, chosen: Filter, example: Example) -> bool:
        """Whether the chips let it through."""
        status, is_edited = self.status(example.target), self.is_edited(example.id)
        return chosen.admits(example, status, is_edited, self._marks_of(example))

    def _marks_of(self, example: Example) -> frozenset[str]:
        marks = ((FAVORITE, self.is_favorite(example)), (NOTED, self.has_note(example)))
        return frozenset(name for name, has_it in marks if has_it)

    def refresh(self) -> None:
        """Something about an example changed."""
        self._edited = self._session.edits.edited()
        self._ran = {run.target for run in self._session.progress.runs()}


class LibraryView(QWidget):
    """The left panel. It only asks: opening, running and restoring is done by whoever listens."""

    example_chosen = Signal(str)
    run_requested = Signal(str)
    restore_requested = Signal(str)
    favorite_requested = Signal(str)
    duplicate_requested = Signal(str)
    rename_requested = Signal(str)
    delete_requested = Signal(str)
    folder_requested = Signal()
    refused = Signal(str)  # why a file that was chosen is not opened

    def __init__(
        self,
        session: Session,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
        *,
        search_hint: str = "",
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._icons = session, theme, icons
        self._libraries = session.libraries
        self._facts = _Facts(session)
        self._current = ""
        self._query = ""
        self._found = 0  # hits of the query, of which the tree may show fewer
        self._tree_filter = Filter()  # the one that the chapters were last shown with
        self._before_search: list[str] | None = None
        self._before_filter: list[str] | None = None
        self._shown_folder = session.libraries.folder
        self._model = LibraryModel(self._facts, self)
        self._searcher = session.libraries.searcher
        self._opens_first = False  # Enter was pressed before the hits were there
        self._field = SearchField(PLACEHOLDER, theme, icons, hint=key_text("search"), parent=self)
        self._chips = FilterChips(_choices(self._libraries.catalog), theme, icons, self)
        self._folder = FolderBar(self._libraries, theme, icons, self)
        self._open_folder = Button(theme, icons, OPEN_FOLDER, "quiet", "folder-open", small=True)
        self._open_folder.setAccessibleName(OPEN_FOLDER)
        self._open_folder.setToolTip(f"{OPEN_FOLDER}  {key_text('open_folder')}")
        self._tree = LibraryTree(self._model, theme, icons, self)
        self._show_all = Button(theme, icons, "Take the filters back")
        self._empty = EmptyState(theme, icons, "search", "", "", self._show_all)
        self._count = ElidedLabel(theme, "", "body", "text2", parent=self)
        self._offer_favorites()
        self._build()
        self._connect()
        self._show_tree()
        self._expand_only(self._start_chapters())

    def set_current(self, example_id: str) -> None:
        """The example that is open in the window: marked, its chapter opened, scrolled into view."""
        self._current = example_id
        self._model.set_open(example_id)
        self._reveal_current()

    def focus_search(self) -> None:
        """Put the cursor into the search field, ready to be typed over."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def end_search(self) -> None:
        """Show all rows again, because what comes now is among them."""
        self._field.clear()

    def focus_tree(self) -> None:
        """Put the focus on the rows."""
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_target(self) -> str:
        """The example whose row has the focus; empty where the focus is elsewhere."""
        row = self._model.row_at(self._tree.currentIndex()) if self._tree.hasFocus() else None
        return row.example.target if row is not None and row.example is not None else ""

    def state(self) -> dict[str, object]:
        """What is worth keeping for the next start: the slugs of the open chapters."""
        for kept in (self._before_filter, self._before_search):
            if kept is not None:
                return {"expanded": list(kept)}
        return {"expanded": self._expanded()}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Take back what ``state`` gave; anything else in it is passed over."""
        expanded = state.get("expanded")
        if isinstance(expanded, list):
            self._expand_only([slug for slug in expanded if isinstance(slug, str)])
            self._reveal_current()

    def _build(self) -> None:
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._tree)
        self._pages.addWidget(self._empty)
        top = self._top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.setSpacing(9)
        top.addWidget(self._field)
        top.addWidget(self._chips)
        footer = QHBoxLayout()
        footer.setContentsMargins(12, 4, 8, 4)
        footer.addWidget(self._count, 1)
        footer.addWidget(self._open_folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._folder)
        layout.addLayout(top)
        layout.addWidget(self._pages, 1)
        layout.addWidget(Separator(self._theme))
        layout.addLayout(footer)

    def _connect(self) -> None:
        self._searcher.found.connect(self._on_searcher_found)
        self._field.textChanged.connect(self._on_query_changed)
        self._field.focused.connect(lambda: QTimer.singleShot(0, self, self._expect_search))
        self._field.down_pressed.connect(self._on_field_down)
        self._field.entered.connect(self._on_field_entered)
        self._show_all.clicked.connect(lambda: self._chips.clear())
        self._open_folder.clicked.connect(self.folder_requested)
        self._libraries.changed.connect(self._on_libraries_changed)
        self._libraries.chapters_changed.connect(self._on_libraries_chapters_changed)
        self._session.run_finished.connect(self._on_run_finished)
        self._tree.refused.connect(self._on_tree_refused)
        self._chips.changed.connect(self._on_filter_changed)
        self._tree.chosen.connect(self.example_chosen)
        self._tree.run_requested.connect(self.run_requested)
        self._tree.restore_requested.connect(self.restore_requested)
        self._tree.favorite_requested.connect(self.favorite_requested)
        self._tree.duplicate_requested.connect(self.duplicate_requested)
        self._tree.rename_requested.connect(self.rename_requested)
        self._tree.delete_requested.connect(self.delete_requested)
        self._tree.escaped.connect(self._on_tree_escaped)
        self._tree.left_upwards.connect(self.focus_search)
        self._session.status_changed.connect(self._on_status_changed)
        self._session.marks.changed.connect(self._on_status_changed)
        self._session.settings_changed.connect(self._on_settings_changed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Focus that is given to the panel goes to its rows; no proxy, or Tab would pass over the search."""
        super().focusInEvent(event)
        self.focus_tree()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reveal_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_compact = self.width() < COMPACT_BELOW
        self._chips.set_compact(is_compact)
        self._fit_footer()

    # Rows

    def _admitted(self) -> frozenset[str] | None:
        """The ids of those that the filters let through; None where there is no filter."""
        chosen = self._chips.filter()
        if chosen.is_empty:
            return None
        return frozenset(
            example.id for example in self._libraries.catalog.examples if self._facts.admits(chosen, example)
        )

    def _show_tree(self) -> None:
        self._model.set_rows(tree_rows(self._libraries.catalog, self._admitted()))
        self._show_count()

    def _expect_search(self) -> None:
        self._searcher.expect(self._libraries.search)

    def _search(self) -> None:
        settings = self._session.settings.snapshot
        fuzzy, scope = settings.flag("search.fuzzy_match"), settings.text("search.search_scope")
        self._searcher.ask(Asked(self._libraries.search, self._query, fuzzy, scope))

    @Slot(object)
    def _on_searcher_found(self, hits: Hits) -> None:
        """The best of them are shown, and all are counted."""
        admitted, others = self._admitted(), self._hits_in_notes(hits)
        places: Sequence[int] = range(len(hits))
        if admitted is not None:
            others = [hit for hit in others if hit.example.id in admitted]
            places = [place for place, each in enumerate(hits.examples()) if each.id in admitted]
        self._found = len(places) + len(others)
        best = islice(chain((hits[place] for place in places), others), MOST_HITS)
        rows = partial(self._next_rows, best)
        self._model.set_rows(rows(), rows)
        self._tree.scrollToTop()
        self._show_count()
        if self._opens_first:
            self._open_first_hit()

    def _next_rows(self, hits: Iterator[Hit]) -> Sequence[Row]:
        """Those of the next hits; only of what is looked at there are rows."""
        return hit_rows(self._libraries.catalog, islice(hits, _HITS_AT_ONCE))

    def _hits_in_notes(self, hits: Hits) -> list[Hit]:
        """What only the learner's own notes have of the query; it comes last."""
        if self._session.settings.snapshot.text("search.search_scope") != "all":
            return []
        catalog = self._libraries.catalog
        noted = [each for each in self._session.marks.notes_with(self._query) if each in catalog]
        if not noted:
            return []
        found = {example.id for example in hits.examples()}
        return [Hit(catalog.example(each), (), 0.0) for each in sorted(noted) if each not in found]

    def _show_count(self) -> None:
        total = len(self._libraries.catalog.examples)
        shown = min(self._found, MOST_HITS) if self._query else self._model.example_count
        is_all = not self._query and self._chips.filter().is_empty
        total_text = counted(total, "file" if self._libraries.folder else "example")
        text = total_text if is_all else f"{number(shown)} of {total_text}"
        if self._query and self._found > shown:
            text = f"First {number(shown)} of {number(self._found)} found"
        if shown == 0:
            self._show_empty()
        self._pages.setCurrentWidget(self._tree if shown else self._empty)
        if text != self._count.text_whole():
            self._count.set_text(text)
            self._fit_footer()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._count, text))

    def _fit_footer(self) -> None:
        """Where the count needs the room the button is left with its icon; neither makes the panel wider."""
        words = self._open_folder.fontMetrics().horizontalAdvance(f"{OPEN_FOLDER}  ")
        room = self.width() - self._theme.px(_FOOTER_WITHOUT_WORDS) - words
        self._open_folder.setText(OPEN_FOLDER if self._count.sizeHint().width() <= room else "")

    def _show_empty(self) -> None:
        is_filtered = not self._chips.filter().is_empty
        self._show_all.setVisible(is_filtered)
        if self._query:
            advice = "Try fewer letters, or another word for it."
            if self._libraries.progress is not None:
                advice = "The folder is still being read. What is in its files is found when that is done."
            elif is_filtered:
                advice = "The filters above hide a part of the library. Take them back, or try fewer letters."
            self._empty.set_texts(f"Nothing found for “{self._query}”", advice)
        elif self._libraries.progress is not None:
            self._empty.set_texts("Reading the folder…", "Its files appear here.")
        elif self._libraries.folder is not None and not is_filtered:
            advice = "Open another one, or close it to see the built-in examples again."
            self._empty.set_texts("There is no Python file in this folder", advice)
        else:
            self._empty.set_texts("No example is left", "The filters above hide all of them.")

    # Expansion

    def _start_chapters(self) -> list[str]:
        return [chapter.slug for chapter in self._libraries.catalog.chapters[:1]]

    def _expanded(self) -> list[str]:
        indexes = self._model.chapter_indexes()
        return [slug for slug, index in indexes.items() if self._tree.isExpanded(index)]

    def _expand_only(self, slugs: list[str]) -> None:
        self._tree.collapseAll()
        indexes = self._model.chapter_indexes()
        for slug in slugs:
            if slug in indexes:
                self._tree.setExpanded(indexes[slug], True)

    def _show_chapters(self, expanded: list[str]) -> None:
        """The chapters anew, these open; once no filter is left, those open before the first one."""
        chosen = self._chips.filter()
        is_new, self._tree_filter = chosen != self._tree_filter, chosen
        if not chosen.is_empty and self._before_filter is None:
            self._before_filter = expanded
        elif chosen.is_empty and self._before_filter is not None:
            expanded, self._before_filter = self._before_filter, None
        self._show_tree()
        self._expand_only(expanded)
        if is_new and not chosen.is_empty and self._model.example_count <= OPEN_ALL_UP_TO:
            self._tree.expandAll()
        self._tree.scrollToTop()
        self._reveal_current()

    def _reveal_current(self) -> None:
        """Below its chapter where both fit; a row that is in view stays where it is."""
        index = self._model.index_of(self._current)
        if not index.isValid():
            return
        chapter = index.parent()
        if chapter.isValid():
            self._tree.setExpanded(chapter, True)
        if not self._tree.isVisible():  # without a size it would be scrolled too far
            self._tree.setCurrentIndex(index)
            return
        if not self._tree.viewport().rect().contains(self._tree.visualRect(index).center()):
            self._tree.scrollTo(chapter)
        self._tree.setCurrentIndex(index)  # scrolls itself, and then too little to show the chapter
        self._tree.scrollTo(index)

    # News

    @Slot()
    def _on_libraries_changed(self) -> None:
        """Another library, or the same with all that is known of it: what is open stays open then."""
        libraries = self._libraries
        is_same = libraries.folder == self._shown_folder
        expanded = self._expanded() if is_same and self._before_search is None else []
        if not is_same:
            self._shown_folder = libraries.folder
            self._renew_chips()
            self._before_search = self._before_filter = None
            self._tree_filter = Filter()
            self._searcher.forget()
            self._field.clear()
        if self._query:
            self._search()
            return
        chapters, is_begun = libraries.catalog.chapters, self._model.rowCount() > 0
        if is_same and is_begun and chapters and self._chips.filter().is_empty and self._model.grow(chapters):
            self._show_count()
            return
        self._show_tree()
        self._expand_only(expanded or self._start_chapters())
        self._model.set_open(self._current)
        if not is_same or self._is_current_here():
            self._reveal_current()
        self._tree.show_focus()

    @Slot(object)
    def _on_libraries_chapters_changed(self, chapters: tuple[Chapter, ...]) -> None:
        """Titles change in place; a search or a filter is shown anew when all is known."""
        if not self._query and self._chips.filter().is_empty:
            self._model.replace_chapters(chapters)

    @Slot(object)
    def _on_run_finished(self, _outcome: object) -> None:
        self._facts.refresh()
        self._tree.viewport().update()

    def _is_current_here(self) -> bool:
        return self._current in self._libraries.catalog

    def _offer_favorites(self) -> None:
        self._chips.set_offered("Favourites", is_offered=self._session.marks.is_enabled)

    def _renew_chips(self) -> None:
        """Levels and tags are those of the library that is shown."""
        old = self._chips
        self._chips = FilterChips(_choices(self._libraries.catalog), self._theme, self._icons, self)
        self._chips.changed.connect(self._on_filter_changed)
        self._offer_favorites()
        self._chips.set_compact(self.width() < COMPACT_BELOW)
        self._top.replaceWidget(old, self._chips)
        self._chips.show()
        for before, after in pairwise((self._field, *self._chips.findChildren(Chip), self._tree)):
            self.setTabOrder(before, after)
        old.hide()
        old.deleteLater()

    @Slot(str)
    def _on_tree_refused(self, sentence: str) -> None:
        self.refused.emit(sentence)

    @Slot(str)
    def _on_status_changed(self, example_id: str) -> None:
        """Rows stay where they are, also where a filter would not let them through any more."""
        self._facts.refresh()
        self._model.refresh(example_id)

    @Slot(str)
    def _on_query_changed(self, text: str) -> None:
        least = self._session.settings.snapshot.integer("search.min_characters")
        query = text.strip()
        self._opens_first = False
        self._query = query if len(query) >= max(1, least) else ""
        if self._query:
            if self._before_search is None:
                self._before_search = self._expanded()
            self._search()
        elif self._before_search is not None:
            self._end_search()

    def _end_search(self) -> None:
        self._searcher.forget()
        expanded, self._before_search = self._before_search or [], None
        self._show_chapters(expanded)

    @Slot(object)
    def _on_filter_changed(self, _chosen: Filter) -> None:
        if self._query:
            self._search()
        else:
            self._show_chapters(self._expanded())

    @Slot()
    def _on_field_down(self) -> None:
        if self._pages.currentWidget() is not self._tree:
            return
        self.focus_tree()
        if self._query or not self._tree.currentIndex().isValid():
            self._tree.setCurrentIndex(self._tree.first_index())

    @Slot()
    def _on_field_entered(self) -> None:
        self._opens_first = self._searcher.is_busy
        if self._query and not self._opens_first:
            self._open_first_hit()

    def _open_first_hit(self) -> None:
        self._opens_first = False
        row = self._model.row_at(self._tree.first_index())
        if row is not None and row.example is not None:
            self.example_chosen.emit(row.example.id)

    @Slot()
    def _on_tree_escaped(self) -> None:
        if self._field.text():
            self._field.clear()
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_settings_changed(self, _snapshot: object) -> None:
        self._offer_favorites()
        self._tree.viewport().update()
        if self._field.text():
            self._on_query_changed(self._field.text())


def _choices(catalog: Catalog) -> list[Choices]:
    """What this library can be filtered by; of the tags the most used; the search finds the others."""
    levels = list(dict.fromkeys(each.level for each in catalog.examples if not each.is_foreign))
    uses = Counter(tag for example in catalog.examples for tag in example.tags)
    tags = sorted(sorted(uses, key=lambda tag: (-uses[tag], tag))[:_MOST_TAGS])
    statuses = [(status.value, status.value.capitalize()) for status in Status]
    return [
        Choices("Level", tuple((level.value, level.value.capitalize()) for level in levels)),
        Choices("Status", (*statuses, (EDITED, "Edited"), (NOTED, "With my note"))),
        Choices("Tags", tuple((tag, tag) for tag in tags)),
        Choices("Favourites", ((FAVORITE, "Favourites"),), "star"),
    ]
