"""What the learner marks: favourites, ratings and notes.

Decides what the settings let be marked; views are told by one signal. Knows nothing of runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import StateError
from desktop.core.example import Example
from desktop.core.notes import Notes
from desktop.core.progress import Progress
from desktop.core.search import fold
from desktop.core.settings import Settings

Audit = Callable[[str, Mapping[str, object]], None]


class Marks(QObject):
    """The learner's own marks on examples; a file from elsewhere can have them as well."""

    changed = Signal(str)
    """Example id: it is a favourite now or none any more, has other stars, or now has a note or none."""

    notice = Signal(str)
    """One sentence for the learner."""

    def __init__(
        self,
        progress: Progress,
        notes: Notes,
        settings: Settings,
        audit: Audit,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._progress, self._notes, self._settings, self._audit = progress, notes, settings, audit
        self._noted = set(notes.noted())
        self._folded: dict[str, str] = {}

    @property
    def is_enabled(self) -> bool:
        """Whether favourites and ratings are shown; notes always are."""
        return self._settings.snapshot.flag("favorites.enabled")

    # ---- favourites and ratings ----

    def is_favorite(self, example: Example) -> bool:
        """Never while favourites are switched off."""
        return self.is_enabled and self._progress.is_favorite(example.target)

    def favorites(self) -> tuple[str, ...]:
        """The targets of the favourites, the newest first."""
        return self._progress.favorites() if self.is_enabled else ()

    def set_favorite(self, example: Example, is_favorite: bool) -> None:
        """Make it a favourite, or none. Raises StateError when there are too many, or it cannot be kept."""
        if self._progress.is_favorite(example.target) is is_favorite:
            return
        most = self._settings.snapshot.integer("favorites.max_favorites")
        if is_favorite and most and len(self._progress.favorites()) >= most:
            raise StateError(
                f"You have {most} favourites, as many as `favorites.max_favorites` lets you have. "
                "Remove one of them, or change the setting."
            )
        self._audit("favorite_changed", {"target": example.target, "favorite": is_favorite})
        self._write(example, lambda: self._progress.set_favorite(example.target, is_favorite))

    def rating(self, example: Example) -> int:
        """1 to 5 stars, 0 where there is no rating."""
        return self._progress.rating(example.target)

    def rate(self, example: Example, stars: int) -> None:
        """1 to 5 stars; 0 takes the rating back. Raises StateError."""
        old = self._progress.rating(example.target)
        if stars != old:
            self._audit("rating_changed", {"target": example.target, "old": old, "new": stars})
            self._write(example, lambda: self._progress.rate(example.target, stars))

    def _write(self, example: Example, write: Callable[[], None]) -> None:
        """What cannot be written stays in memory and goes with the next record: views show it already."""
        try:
            write()
        finally:
            self.changed.emit(example.id)

    # ---- notes ----

    def note(self, example: Example) -> str:
        """The learner's note, empty where there is none. One that is damaged is put aside and told."""
        return self._read(example.id)

    def _read(self, example_id: str) -> str:
        known = len(self._notes.notices)
        text = self._notes.text(example_id)
        for sentence in self._notes.notices[known:]:
            self.notice.emit(sentence)
        return text

    def write_note(self, example: Example, text: str) -> None:
        """Keep the note; on disk when this returns. Raises StateError."""
        self._notes.save(example.id, text)
        self._folded.pop(example.id, None)
        if bool(text.strip()) is not (example.id in self._noted):
            self._noted.symmetric_difference_update({example.id})
            self.changed.emit(example.id)

    def carry_over(self, old: Example, new: Example) -> None:
        """The program has another name now, and keeps its marks. Raises StateError."""
        is_favorite, stars, note = self._progress.is_favorite(old.target), self.rating(old), self.note(old)
        if is_favorite:
            self._write(old, lambda: self._progress.set_favorite(old.target, False))
            self._write(new, lambda: self._progress.set_favorite(new.target, True))
        if stars:
            self.rate(new, stars)
            self.rate(old, 0)
        if note:
            self.write_note(new, note)
            self.write_note(old, "")

    def clear(self, example: Example) -> None:
        """A new program has no marks, also where a deleted one of that name had some. Raises StateError."""
        if self._progress.is_favorite(example.target):
            self.set_favorite(example, False)
        self.rate(example, 0)
        if self.has_note(example):
            self.write_note(example, "")

    def has_note(self, example: Example) -> bool:
        return example.id in self._noted

    @property
    def note_count(self) -> int:
        """How many examples have a note."""
        return len(self._noted)

    def notes_with(self, query: str) -> frozenset[str]:
        """The ids of the examples whose note holds every word of the query, case and accents aside."""
        words = fold(query)[0].split()
        return frozenset(
            each for each in self._noted if all(word in self._note_folded(each) for word in words)
        )

    def _note_folded(self, example_id: str) -> str:
        if example_id not in self._folded:
            self._folded[example_id] = fold(self._read(example_id))[0]
        return self._folded[example_id]
