"""Search as you type over titles, tags, goals, chapters and code.

Hides the index, built at the first search, and rapidfuzz, loaded at the first misspelt word.
"""

from __future__ import annotations

import bisect
import enum
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, overload

from desktop.core import header
from desktop.core.errors import PackError
from desktop.core.example import Chapter, Example

Ranges = tuple[tuple[int, int], ...]

_WORD = re.compile(r"\w+")
_SHORT = 2  # up to this many letters only beginnings of words count
_LONG = 5  # from this many letters on half a word may be misspelt too
_PIECE = 100_000  # characters that are searched for words at once, so that nobody waits for more
MOST_WORDS_OF_CODE = 8_000_000  # characters; of more code the words are no proposals for misspelt ones
_QUICK = 1_000  # examples
_MOST_KNOWN = 20  # words whose finds are kept


@dataclass(frozen=True, slots=True)
class Hit:
    """A found example. ``title_spans`` are the (start, end) character ranges of the title to mark."""

    example: Example
    title_spans: Ranges
    score: float


class _Field(enum.IntEnum):
    """Where a word was found; the value is what that is worth. A fuzzy find is worth a third."""

    TITLE_START = 100
    TITLE_WORD = 80
    TITLE = 60
    TAG = 40
    GOAL = 20
    HEADING = 12  # the titles of its chapter and section
    CODE = 9


_SCOPES: Mapping[str, frozenset[_Field]] = {
    "all": frozenset(_Field),
    "titles": frozenset({_Field.TITLE_START, _Field.TITLE_WORD, _Field.TITLE, _Field.HEADING}),
    "descriptions": frozenset({_Field.TAG, _Field.GOAL}),
    "examples": frozenset({_Field.CODE}),
}


class CodeTexts(Protocol):
    """The folded code of the examples, by their places."""

    is_small: bool
    """Whether every search in it is quick enough to be waited for."""

    def containing(self, piece: str) -> Collection[int]:
        """The places of those that hold it anywhere."""

    def with_word(self, word: str) -> Collection[int]:
        """The places of those that hold it as a whole word."""

    def begins_word(self, start: str) -> bool:
        """Whether a word begins so."""

    def words(self) -> Iterable[str]:
        """The words that a misspelt one may have meant."""


class Search:
    """Finds examples. Case and accents do not matter; every word of the query must be found.

    ``chapters`` give their titles to what is searched; without them an example only has its section's.
    """

    def __init__(
        self,
        examples: Iterable[Example],
        chapters: Iterable[Chapter] = (),
        code: Callable[[Example], str] | None = None,
        *,
        texts: CodeTexts | None = None,
    ) -> None:
        """``code`` gives the text of an example that is searched; by default that of its files.

        ``texts``: the same, read and indexed already.
        """
        self._examples = tuple(examples)
        self._code, self._texts = code or code_of, texts
        self._chapter_titles = {chapter.slug: chapter.title for chapter in chapters}
        self._index: _Index | None = None

    @property
    def is_quick(self) -> bool:
        """Whether a search takes so little that nobody need do anything else meanwhile."""
        return len(self._examples) <= _QUICK and self.prepare().code.is_small

    def find(self, query: str, *, fuzzy: bool, scope: str = "all") -> Hits:
        """The hits, best first, else in reading order; all examples for an empty query.

        ``scope`` is ``all``, ``titles`` (of examples, sections and chapters), ``descriptions`` (goals and
        tags) or ``examples`` (code). With ``fuzzy`` a word of three letters or more that begins no known
        word also finds its near neighbours.
        """
        words = fold(query.encode("utf-8", "replace").decode())[0].split()
        if not words:
            return Hits(self._examples, range(len(self._examples)), {})
        index = self.prepare()
        fields = _SCOPES.get(scope, _SCOPES["all"])
        found = [index.matches(word, fields, fuzzy=fuzzy) for word in dict.fromkeys(words)]
        scores = _together(found, index, " ".join(words))
        places = sorted(scores)
        places.sort(key=scores.__getitem__, reverse=True)  # leaves those of the same score in reading order
        return Hits(self._examples, places, scores, index, found)

    def prepare(self) -> _Index:
        """Read and index all texts now (about 0.15 ms an example); the first search does it otherwise."""
        if self._index is None:
            texts = self._texts or PlainTexts([folded(self._code(example)) for example in self._examples])
            self._index = _Index(self._examples, self._chapter_titles, texts)
        return self._index


def _together(found: list[_Found], index: _Index, phrase: str) -> Mapping[int, float]:
    """The places that have every word, each with the mean of what they are worth."""
    if len(found) == 1:
        return found[0].scores
    fewest, *others = sorted((each.scores for each in found), key=len)
    places = set(fewest)
    for other in others:
        places &= other.keys()
    worths = zip(*(map(each.scores.__getitem__, places) for each in found), strict=True)
    scores = {place: sum(each) / len(found) for place, each in zip(places, worths, strict=True)}
    for place in [place for place in places if phrase in index.titles[place]]:
        scores[place] += 50 * index.titles[place].startswith(phrase) + 20
    return scores


class Hits(Sequence[Hit]):
    """What was found, best first. A hit is made when it is asked for: of thousands few are looked at."""

    def __init__(
        self,
        examples: tuple[Example, ...],
        places: Sequence[int],
        scores: Mapping[int, float],
        index: _Index | None = None,
        found: Sequence[_Found] = (),
    ) -> None:
        """``places``: those of the examples, the best first. ``scores``: theirs, 0 where it has none."""
        self._examples, self._places, self._scores = examples, places, scores
        self._index, self._found = index, found

    def __len__(self) -> int:
        return len(self._places)

    def __bool__(self) -> bool:
        return bool(self._places)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | list[Hit]:
        if isinstance(at, slice):
            return [self._hit(each) for each in range(len(self._places))[at]]
        return self._hit(range(len(self._places))[at])

    def examples(self) -> Iterator[Example]:
        """Those that were found, in the same order."""
        return (self._examples[place] for place in self._places)

    def _hit(self, at: int) -> Hit:
        place = self._places[at]
        spans = [span for each in self._found for span in each.spans(place)]
        original = self._index.original(place, spans) if self._index is not None and spans else ()
        return Hit(self._examples[place], _joined(original), self._scores.get(place, 0.0))


@dataclass(slots=True)
class _Found:
    """Where one word of the query was found: the places with what that is worth.

    ``near``: where the word was not found as it stands, the words of the titles that are like it.
    """

    word: str
    titles: list[str]
    is_short: bool
    scores: dict[int, float]
    in_title: bool
    near: dict[int, list[str]] = field(default_factory=dict)

    def spans(self, place: int) -> Ranges:
        """What of the folded title was found."""
        title = self.titles[place]
        if place in self.near:
            return tuple(span for word in self.near[place] for span in _whole_words(word, title))
        if not self.in_title or self.scores[place] < _Field.TITLE:
            return ()
        return _word_starts(self.word, title) if self.is_short else _occurrences(self.word, title)


class NoCode:
    """No code is searched, or none is known yet."""

    is_small = True

    def containing(self, piece: str) -> Collection[int]:
        return ()

    def with_word(self, word: str) -> Collection[int]:
        return ()

    def begins_word(self, start: str) -> bool:
        return False

    def words(self) -> Iterable[str]:
        return ()


class PlainTexts:
    """The code in memory, looked through from end to end: quick for a library of a pack's size."""

    def __init__(self, texts: list[str]) -> None:
        """``texts`` are folded."""
        self._texts = texts
        self.is_small = sum(map(len, texts)) <= MOST_WORDS_OF_CODE
        self._places = _places(texts)
        self._words = sorted(self._places) if self.is_small else []

    def containing(self, piece: str) -> Collection[int]:
        return [place for place, text in enumerate(self._texts) if piece in text]

    def with_word(self, word: str) -> Collection[int]:
        return self._places.get(word, ())

    def begins_word(self, start: str) -> bool:
        return _begins(start, self._words)

    def words(self) -> Iterable[str]:
        return self._words


class _Index:
    """Every example's folded texts, and for each word where it occurs."""

    def __init__(
        self, examples: tuple[Example, ...], chapter_titles: Mapping[str, str], code: CodeTexts
    ) -> None:
        self.code = code
        self._examples = examples
        self.titles = [folded(example.title) for example in examples]
        tags = [_tags(example) for example in examples]
        goals = [folded(example.goal) for example in examples]
        headings = [
            folded(f"{chapter_titles.get(example.chapter, '')}\n{example.section}") for example in examples
        ]
        self._title_starts, self._tag_starts = _starts_of_words(self.titles), _starts_of_words(tags)
        self._places = {
            _Field.TITLE_WORD: _places(self.titles),
            _Field.TAG: _places(tags),
            _Field.GOAL: _places(goals),
            _Field.HEADING: _places(headings),
        }
        self._texts = {
            _Field.HEADING: _distinct(headings),
            _Field.GOAL: _distinct(goals),
            _Field.TAG: _distinct(tags),
        }
        self._words = sorted({word for places in self._places.values() for word in places})
        self._all_words: list[str] = []
        self._known: dict[tuple[str, frozenset[_Field], bool], _Found] = {}

    def original(self, place: int, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Spans of the folded title in the title as it is written."""
        came_from = fold(self._examples[place].title)[1]
        return [(came_from[start], came_from[end - 1] + 1) for start, end in spans]

    def matches(self, word: str, fields: frozenset[_Field], *, fuzzy: bool) -> _Found:
        """The examples that have ``word``. Most words of a query were in the one before, a key ago."""
        key = (word, fields, fuzzy)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._matches(word, fields, fuzzy=fuzzy)
        return self._known[key]

    def _matches(self, word: str, fields: frozenset[_Field], *, fuzzy: bool) -> _Found:
        is_short = len(word) <= _SHORT and word.isalnum()
        scores = self._short(word, fields) if is_short else self._exact(word, fields)
        found = _Found(word, self.titles, is_short, scores, _Field.TITLE in fields)
        if fuzzy and word.isalnum() and not is_short and not self._begins_word(word):
            self._add_fuzzy(found, fields)
        return found

    def _exact(self, word: str, fields: frozenset[_Field]) -> dict[int, float]:
        """``word`` anywhere in a text; what is worth more replaces what is worth less."""
        scores: dict[int, float] = {}
        if _Field.CODE in fields:
            scores.update(dict.fromkeys(self.code.containing(word), _Field.CODE))
        for kind, texts in self._texts.items():
            if kind in fields:
                found = [place for text, places in texts.items() if word in text for place in places]
                scores.update(dict.fromkeys(found, kind))
        if _Field.TITLE in fields:
            for place, title in enumerate(self.titles):
                if word in title:
                    is_start = title.startswith(word)
                    scores[place] = _Field.TITLE_START if is_start else _worth_in_title(word, title)
        return scores

    def _short(self, word: str, fields: frozenset[_Field]) -> dict[int, float]:
        """One or two letters: the beginning of a word of the title or tags, a whole word elsewhere."""
        scores: dict[int, float] = {}
        if _Field.CODE in fields:
            scores.update(dict.fromkeys(self.code.with_word(word), _Field.CODE))
        for kind in (_Field.HEADING, _Field.GOAL):
            if kind in fields:
                scores.update(dict.fromkeys(self._places[kind].get(word, ()), kind))
        if _Field.TAG in fields:
            scores.update(dict.fromkeys(self._tag_starts.get(word, ()), _Field.TAG))
        if _Field.TITLE in fields:
            for place in self._title_starts.get(word, ()):
                is_first = self.titles[place].startswith(word)
                scores[place] = _Field.TITLE_START if is_first else _Field.TITLE_WORD
        return scores

    def _begins_word(self, word: str) -> bool:
        return _begins(word, self._words) or self.code.begins_word(word)

    def _add_fuzzy(self, found: _Found, fields: frozenset[_Field]) -> None:
        """Examples with the known words nearest to a misspelt or half-written one."""
        if not self._all_words:
            self._all_words = sorted({*self._words, *self.code.words()})
        near = _nearest(found.word, self._all_words)
        scores: dict[int, float] = {}
        in_titles: dict[int, list[str]] = {}
        for known in near if _Field.CODE in fields else ():
            scores.update(dict.fromkeys(self.code.with_word(known), _Field.CODE / 3))
        for kind in (_Field.HEADING, _Field.GOAL, _Field.TAG, _Field.TITLE_WORD):
            for known in near if kind in fields else ():
                for place in self._places[kind].get(known, ()):
                    scores[place] = kind / 3
                    if kind is _Field.TITLE_WORD:
                        in_titles.setdefault(place, []).append(known)
        for place, score in scores.items():
            if found.scores.get(place, 0.0) < score:
                found.scores[place] = score
                found.near[place] = in_titles.get(place, [])


def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """``text`` without case and accents, and for each of its characters the place it comes from."""
    if text.isascii():
        return text.lower(), tuple(range(len(text)))
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = _fold_char(char)
        folded.append(plain)
        places += [place] * len(plain)
    return "".join(folded), tuple(places)


def _fold_char(char: str) -> str:
    apart = unicodedata.normalize("NFKD", char)
    return "".join(part for part in apart if not unicodedata.combining(part)).casefold()


def folded(text: str) -> str:
    """``text`` without case and accents."""
    return text.lower() if text.isascii() else fold(text)[0]


def _tags(example: Example) -> str:
    """The path of a file from elsewhere counts as a tag: people look for it by name."""
    words = (*example.tags, str(example.entry)) if example.is_foreign else example.tags
    return folded(" ".join(words))


def code_of(example: Example) -> str:
    """The code of all files without metadata; a file that has gone has none."""
    texts = []
    for file in example.files:
        try:
            texts.append(header.without_metadata(example.code(file)))
        except PackError:
            continue
    return "\n".join(texts)


def _places(texts: list[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        for word in {word for piece in _pieces(text) for word in _WORD.findall(piece)}:
            places.setdefault(word, []).append(place)
    return places


def _pieces(text: str) -> Iterator[str]:
    """``text`` cut at ends of lines where there are any."""
    start = 0
    while start < len(text):
        end = start + _PIECE
        newline = text.find("\n", end)
        end = newline if 0 <= newline < end + _PIECE else end
        yield text[start:end]
        start = end


def _worth_in_title(word: str, title: str) -> float:
    """By the best place in the title that ``word`` stands at, which is not its start."""
    if not word[0].isalnum():
        return _Field.TITLE_WORD
    is_start = any(not title[start - 1].isalnum() for start, _end in _occurrences(word, title))
    return _Field.TITLE_WORD if is_start else _Field.TITLE


def _occurrences(word: str, title: str) -> Ranges:
    return tuple((match.start(), match.end()) for match in re.finditer(re.escape(word), title))


def _distinct(texts: list[str]) -> dict[str, list[int]]:
    """Each text with its places: a heading is that of many, and many have no goal."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text, []).append(place)
    return places


def _starts_of_words(texts: list[str]) -> dict[str, list[int]]:
    """The places of each beginning of a word, of one letter and two."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        words = _WORD.findall(text)
        for start in {word[:length] for word in words for length in range(1, _SHORT + 1)}:
            places.setdefault(start, []).append(place)
    return places


def _begins(start: str, words: list[str]) -> bool:
    """Whether one of the sorted words begins so."""
    place = bisect.bisect_left(words, start)
    return place < len(words) and words[place].startswith(start)


def _word_starts(word: str, text: str) -> Ranges:
    if word not in text:
        return ()
    return tuple((match.start(), match.end()) for match in re.finditer(rf"(?<!\w){re.escape(word)}", text))


def _whole_words(word: str, text: str) -> Ranges:
    return tuple((match.start(), match.end()) for match in re.finditer(rf"\b{re.escape(word)}\b", text))


def _nearest(word: str, known: list[str]) -> list[str]:
    """The known words that differ least from ``word``, or begin with what does.

    Only the least different count, so that one good correction is not buried under guesses.
    """
    best = _least_different(word, known)
    if not best and len(word) >= _LONG:
        lengths = range(len(word) - 1, len(word) + 2)
        start, end = bisect.bisect_left(known, word[0]), bisect.bisect_left(known, chr(ord(word[0]) + 1))
        likely = known[start:end]
        best = _least_different(word, sorted({whole[:length] for whole in likely for length in lengths}))
    if not best:
        return []
    stems = tuple(stem for stem in best if len(stem) >= _LONG)
    return [whole for whole in known if whole in best or whole.startswith(stems)]


def _least_different(word: str, choices: list[str]) -> set[str]:
    """By optimal string alignment, where a swap is one slip: one slip in a short word, two in a long one."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    slips = 2 if len(word) > _LONG else 1
    found = extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=None)
    near = [(slip, choice) for choice, slip, _ in found if choice[0] == word[0] or len(word) > _LONG]
    least = min((slip for slip, _ in near), default=0)
    return {choice for slip, choice in near if slip == least}


def _joined(spans: Iterable[tuple[int, int]]) -> Ranges:
    """Sorted, and overlapping or touching ranges made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
