"""Search as you type over titles, tags, goals, chapters and code.

Hides the index, built at the first search, and rapidfuzz, loaded at the first misspelt word.
"""

from __future__ import annotations

import bisect
import enum
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop.core import header
from desktop.core.errors import PackError
from desktop.core.example import Chapter, Example

Ranges = tuple[tuple[int, int], ...]

_WORD = re.compile(r"\w+")
_SHORT = 2  # up to this many letters only beginnings of words count
_LONG = 5  # from this many letters on half a word may be misspelt too
_PIECE = 100_000  # characters that are searched for words at once, so that nobody waits for more
_MOST_CODE = 8_000_000  # characters; of more code the words are not indexed, only the text is searched


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


class Search:
    """Finds examples. Case and accents do not matter; every word of the query must be found.

    ``chapters`` give their titles to what is searched; without them an example only has its section's.
    """

    def __init__(
        self,
        examples: Iterable[Example],
        chapters: Iterable[Chapter] = (),
        code: Callable[[Example], str] | None = None,
    ) -> None:
        """``code`` gives the text of an example that is searched; by default that of its files."""
        self._examples = tuple(examples)
        self._code = code or code_of
        self._chapter_titles = {chapter.slug: chapter.title for chapter in chapters}
        self._index: _Index | None = None

    def find(self, query: str, *, fuzzy: bool, scope: str = "all") -> list[Hit]:
        """The hits, best first, else in reading order; all examples for an empty query.

        ``scope`` is ``all``, ``titles`` (of examples, sections and chapters), ``descriptions`` (goals and
        tags) or ``examples`` (code). With ``fuzzy`` a word of three letters or more that begins no known
        word also finds its near neighbours.
        """
        words = fold(query)[0].split()
        if not words:
            return [Hit(example, (), 0.0) for example in self._examples]
        index = self.prepare()
        fields = _SCOPES.get(scope, _SCOPES["all"])
        found = [index.matches(word, fields, fuzzy=fuzzy) for word in words]
        places = set(found[0]).intersection(*found[1:])
        hits = [
            self._hit(place, [match[place] for match in found], " ".join(words)) for place in sorted(places)
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def prepare(self) -> _Index:
        """Read and index all texts now (about 0.15 ms an example); the first search does it otherwise."""
        if self._index is None:
            self._index = _Index(self._examples, self._chapter_titles, self._code)
        return self._index

    def _hit(self, place: int, matches: list[_Match], phrase: str) -> Hit:
        entry = self.prepare().entries[place]
        score = sum(match.score for match in matches) / len(matches)
        if len(matches) > 1:
            score += 50 * entry.title.startswith(phrase) + 20 * (phrase in entry.title)
        spans = [entry.original(span) for match in matches for span in match.spans]
        return Hit(entry.example, _joined(spans), score)


@dataclass(frozen=True, slots=True)
class _Match:
    """How one word of the query was found in one example; spans in the folded title."""

    score: float
    spans: Ranges = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One example's texts, folded. ``title_map[i]`` is the place in the title of folded character ``i``."""

    example: Example
    title: str
    title_map: tuple[int, ...]
    tags: str
    goal: str
    heading: str
    code: str

    def original(self, span: tuple[int, int]) -> tuple[int, int]:
        start, end = span
        return self.title_map[start], self.title_map[end - 1] + 1


class _Index:
    """Every example's folded texts, and for each word where it occurs."""

    def __init__(
        self,
        examples: tuple[Example, ...],
        chapter_titles: Mapping[str, str],
        code: Callable[[Example], str],
    ) -> None:
        self.entries = [
            _entry(example, chapter_titles.get(example.chapter, ""), code(example)) for example in examples
        ]
        is_small = sum(len(entry.code) for entry in self.entries) <= _MOST_CODE
        self._places: dict[_Field, dict[str, list[int]]] = {}
        for field, texts in (
            (_Field.TITLE_WORD, [entry.title for entry in self.entries]),
            (_Field.TAG, [entry.tags for entry in self.entries]),
            (_Field.GOAL, [entry.goal for entry in self.entries]),
            (_Field.HEADING, [entry.heading for entry in self.entries]),
            (_Field.CODE, [entry.code for entry in self.entries] if is_small else []),
        ):
            self._places[field] = _places(texts)
        self._words = sorted({word for places in self._places.values() for word in places})

    def matches(self, word: str, fields: frozenset[_Field], *, fuzzy: bool) -> dict[int, _Match]:
        """The examples that have ``word``, by place."""
        found = self._short(word, fields) if _is_short(word) else self._exact(word, fields)
        if fuzzy and word.isalnum() and not _is_short(word) and not self._begins_word(word):
            for place, match in self._fuzzy(word, fields).items():
                if place not in found or found[place].score < match.score:
                    found[place] = match
        return found

    def _exact(self, word: str, fields: frozenset[_Field]) -> dict[int, _Match]:
        """``word`` anywhere in a text."""
        found = {}
        for place, entry in enumerate(self.entries):
            if _Field.TITLE in fields and word in entry.title:
                found[place] = _in_title(word, entry.title)
            elif _Field.TAG in fields and word in entry.tags:
                found[place] = _Match(_Field.TAG)
            elif _Field.GOAL in fields and word in entry.goal:
                found[place] = _Match(_Field.GOAL)
            elif _Field.HEADING in fields and word in entry.heading:
                found[place] = _Match(_Field.HEADING)
            elif _Field.CODE in fields and word in entry.code:
                found[place] = _Match(_Field.CODE)
        return found

    def _short(self, word: str, fields: frozenset[_Field]) -> dict[int, _Match]:
        """One or two letters: the beginning of a word of the title or tags, a whole word elsewhere."""
        found: dict[int, _Match] = {}
        for field in (_Field.CODE, _Field.HEADING, _Field.GOAL):
            if field in fields:
                found |= dict.fromkeys(self._places[field].get(word, ()), _Match(field))
        for place, entry in enumerate(self.entries):
            if _Field.TITLE in fields and (spans := _word_starts(word, entry.title)):
                is_first = spans[0][0] == 0
                found[place] = _Match(_Field.TITLE_START if is_first else _Field.TITLE_WORD, spans)
            elif _Field.TAG in fields and _word_starts(word, entry.tags):
                found[place] = _Match(_Field.TAG)
        return found

    def _begins_word(self, word: str) -> bool:
        place = bisect.bisect_left(self._words, word)
        return place < len(self._words) and self._words[place].startswith(word)

    def _fuzzy(self, word: str, fields: frozenset[_Field]) -> dict[int, _Match]:
        """Examples with the known words nearest to a misspelt or half-written one."""
        found: dict[int, _Match] = {}
        near = _nearest(word, self._words)
        for field in (_Field.CODE, _Field.HEADING, _Field.GOAL, _Field.TAG, _Field.TITLE_WORD):
            if field not in fields:
                continue
            for known in near:
                for place in self._places[field].get(known, ()):
                    spans = found[place].spans if place in found else ()
                    if field is _Field.TITLE_WORD:
                        spans += _whole_words(known, self.entries[place].title)
                    found[place] = _Match(field / 3, spans)
        return found


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


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else fold(text)[0]


def _entry(example: Example, chapter_title: str, code: str) -> _Entry:
    """The path of a file from elsewhere counts as a tag: people look for it by name."""
    title, title_map = fold(example.title)
    words = (*example.tags, str(example.entry)) if example.is_foreign else example.tags
    goal, tags = _folded(example.goal), _folded(" ".join(words))
    heading = _folded(f"{chapter_title}\n{example.section}")
    return _Entry(example, title, title_map, tags, goal, heading, _folded(code))


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


def _is_short(word: str) -> bool:
    return len(word) <= _SHORT and word.isalnum()


def _in_title(word: str, title: str) -> _Match:
    spans = tuple((match.start(), match.end()) for match in re.finditer(re.escape(word), title))
    starts = [
        start for start, _ in spans if start == 0 or not (title[start - 1].isalnum() and word[0].isalnum())
    ]
    if 0 in starts:
        return _Match(_Field.TITLE_START, spans)
    return _Match(_Field.TITLE_WORD if starts else _Field.TITLE, spans)


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
        likely = [whole for whole in known if whole[0] == word[0]]
        best = _least_different(word, sorted({whole[:length] for whole in likely for length in lengths}))
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
