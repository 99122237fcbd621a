"""Finding examples."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.core.example import Chapter, Level, Section
from desktop.core.search import Search
from tests.small_packs import make_example

TEXTS = {
    "zip": ("zip(strict=True) refuses unequal lengths", "Pair two lists.", ("pairs",), "zip([1], [2])"),
    "enum": (
        "Numbering lines",
        "Count while you walk.",
        ("loops",),
        "for i, x in enumerate(lines): print(i)",
    ),
    "comp": ("From loop to list comprehension", "Build a list in one line.", ("lists",), "[x for x in y]"),
    "dict": ("Dictionary comprehensions", "Build a mapping.", ("dicts",), "{x: 1 for x in y}"),
    "cafe": ("Straße und Café", "Text is not ASCII.", ("text",), "if '´' in name: pass"),
    "list": ("Lists compare item by item", "See the order.", ("lists",), "print([1] < [2])"),
}


@pytest.fixture
def search(tmp_path: Path) -> Search:
    return Search(
        make_example(tmp_path, code, slug=slug, id=f"c/{slug}", title=title, goal=goal, tags=tags)
        for slug, (title, goal, tags, code) in TEXTS.items()
    )


def found(search: Search, query: str, *, fuzzy: bool = False, scope: str = "all") -> list[str]:
    return [hit.example.slug for hit in search.find(query, fuzzy=fuzzy, scope=scope)]


def test_titles_come_before_tags_before_goals_before_code(search: Search) -> None:
    assert found(search, "list") == ["list", "comp", "zip"]
    assert found(search, "lists") == ["list", "comp", "zip"]


@pytest.fixture
def chapters_search(tmp_path: Path) -> Search:
    """Reading order is the reverse of the order in which these are worth showing for "loops"."""
    texts = {
        "code": ("c", "One by one", "", (), "loops = 3"),
        "section": ("c", "Forever", "", (), "while True: pass"),
        "chapter": ("d", "Choosing", "", (), "if True: pass"),
        "goal": ("c", "Stopping", "Leave loops early.", (), ""),
        "tag": ("c", "Counting", "", ("loops",), ""),
        "title": ("c", "Nested loops", "", (), ""),
    }
    examples = [
        make_example(
            tmp_path,
            code,
            slug=slug,
            id=f"{chapter}/{slug}",
            chapter=chapter,
            section="Loops that never end" if slug == "section" else "Café",
            title=title,
            goal=goal,
            tags=tags,
        )
        for slug, (chapter, title, goal, tags, code) in texts.items()
    ]
    titles = {"c": "Repeating", "d": "Decisions and Loops"}
    return Search(
        examples,
        [
            Chapter(slug, 1, title, Level.BEGINNER, "", (Section("", tuple(examples)),))
            for slug, title in titles.items()
        ],
    )


def test_titles_of_chapters_and_sections_find_their_examples_below_goals_and_above_code(
    chapters_search: Search,
) -> None:
    assert found(chapters_search, "loops") == ["title", "tag", "goal", "section", "chapter", "code"]
    assert found(chapters_search, "decisions choosing") == ["chapter"]


@pytest.mark.parametrize(("query", "fuzzy"), [("decisoins", True), ("decis", False), ("DÉCISIONS", False)])
def test_a_chapter_is_found_as_forgivingly_as_a_title(
    chapters_search: Search, query: str, fuzzy: bool
) -> None:
    hits = chapters_search.find(query, fuzzy=fuzzy)
    assert [(hit.example.slug, hit.title_spans) for hit in hits] == [("chapter", ())]


def test_titles_of_chapters_belong_to_the_scope_of_titles(chapters_search: Search) -> None:
    assert found(chapters_search, "decisions", scope="titles") == ["chapter"]
    assert found(chapters_search, "decisions", scope="descriptions") == []
    assert found(chapters_search, "never", scope="titles") == ["section"]


def test_the_start_of_a_title_comes_before_a_word_inside(search: Search) -> None:
    assert found(search, "comprehension") == ["comp", "dict"]
    assert found(search, "dict") == ["dict"]
    assert found(search, "l")[0] == "list"


@pytest.mark.parametrize("query", ["cafe", "CAFÉ", "Café", "strasse", "STRASSE", "straße"])
def test_case_and_accents_do_not_matter(search: Search, query: str) -> None:
    assert found(search, query) == ["cafe"]


@pytest.mark.parametrize(
    ("query", "marked"), [("cafe", "Café"), ("strasse", "Straße"), ("ass", "aß"), ("und", "und")]
)
def test_the_marks_show_the_found_letters_of_the_title(search: Search, query: str, marked: str) -> None:
    hit = search.find(query, fuzzy=False)[0]
    assert [hit.example.title[start:end] for start, end in hit.title_spans] == [marked]


def test_marks_are_in_order_and_do_not_overlap(search: Search) -> None:
    hit = search.find("compare items item pare", fuzzy=False)
    assert not hit
    hit = search.find("item compare pare", fuzzy=False)
    title = hit[0].example.title
    assert [title[start:end] for start, end in hit[0].title_spans] == ["compare", "item", "item"]


def test_every_word_of_the_query_must_be_found(search: Search) -> None:
    assert found(search, "zip strict") == ["zip"]
    assert found(search, "zip dictionary") == []


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("comprehnsion", ["comp", "dict"]),
        ("comprehnsi", ["comp", "dict"]),
        ("enumarate", ["enum"]),
        ("numbreing", ["enum"]),
        ("dictionray", ["dict"]),
        ("stirct", ["zip"]),
    ],
)
def test_a_misspelt_word_finds_what_was_meant_and_nothing_else(
    search: Search, typo: str, meant: list[str]
) -> None:
    assert found(search, typo, fuzzy=True) == meant
    assert found(search, typo, fuzzy=False) == []


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("print", ["Printing a line"]),  # begins a known word: point is no correction
        ("countnig", ["Counting sheep"]),  # one slip away; mounting is two
        ("oint", []),  # a short word keeps its first letter
        ("sheeb", ["Counting sheep"]),
    ],
)
def test_only_the_nearest_words_count_as_corrections(tmp_path: Path, query: str, titles: list[str]) -> None:
    names = ["Printing a line", "One pint", "Counting sheep", "Mounting a disk"]
    search = Search(make_example(tmp_path, "", slug=f"n{n}", title=name) for n, name in enumerate(names))
    assert [hit.example.title for hit in search.find(query, fuzzy=True)] == titles


def test_a_misspelt_word_marks_the_word_it_stands_for(search: Search) -> None:
    hit = search.find("comprehnsion", fuzzy=True)[1]
    assert [hit.example.title[start:end] for start, end in hit.title_spans] == ["comprehensions"]


@pytest.mark.parametrize("query", ["list", "zip", "text", "comprehension", "print"])
def test_a_word_that_is_known_finds_the_same_in_both_modes(search: Search, query: str) -> None:
    assert found(search, query, fuzzy=True) == found(search, query, fuzzy=False)


def test_one_or_two_letters_find_beginnings_of_titles_and_whole_words_of_code(search: Search) -> None:
    assert found(search, "if", fuzzy=True) == ["cafe"]
    assert found(search, "co", fuzzy=True) == ["comp", "dict", "list"]
    assert found(search, "qx", fuzzy=True) == []


@pytest.mark.parametrize(
    ("query", "slugs"), [("<", ["list"]), ("strict=", ["zip"]), ("[x", ["comp"]), (".*(", [])]
)
def test_signs_are_found_as_written(search: Search, query: str, slugs: list[str]) -> None:
    assert found(search, query, fuzzy=True) == slugs


def test_the_scope_narrows_what_is_searched(search: Search) -> None:
    assert found(search, "zip", scope="titles") == ["zip"]
    assert found(search, "zip", scope="descriptions") == []
    assert found(search, "enumerate", scope="examples") == ["enum"]
    assert found(search, "enumerate", scope="titles") == []
    assert found(search, "pairs", scope="descriptions") == ["zip"]
    assert found(search, "enumarate", fuzzy=True, scope="titles") == []


@pytest.mark.parametrize("query", ["", "   ", "\n"])
def test_an_empty_query_gives_all_in_reading_order(search: Search, query: str) -> None:
    assert found(search, query) == list(TEXTS)


def test_metadata_is_not_searched(tmp_path: Path) -> None:
    code = "# /// script\n# [tool.explorer]\n# goal = 'x'\n# ///\nprint('here')\n"
    search = Search([make_example(tmp_path, code)])
    assert found(search, "explorer", fuzzy=True) == []
    assert found(search, "here") == ["demo"]


def test_a_file_that_has_gone_does_not_stop_the_search(tmp_path: Path) -> None:
    example = make_example(tmp_path)
    example.entry.unlink()
    assert found(Search([example]), "demo") == ["demo"]


def test_rapidfuzz_is_loaded_at_the_first_misspelt_word_only() -> None:
    code = (
        "import sys; from desktop.core.search import Search; s = Search([]); s.find('abc', fuzzy=False); "
        "a = 'rapidfuzz' in sys.modules; s.find('abc', fuzzy=True); print(a, 'rapidfuzz' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
