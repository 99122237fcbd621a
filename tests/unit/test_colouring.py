"""Colouring a text that is being edited."""

from __future__ import annotations

import random
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.colouring import Colouring
from desktop.core.highlight import LONGEST_LINE, Role, Span, highlight

LONG_S = 60.0
# What begins and ends strings, fields, comments, statements, and what continues a line.
BITS = (
    *"""'"{}[]()\\#:=.,@_é😀·0jx \t\n\x0c\xa0""",
    *(
        '"""',
        "'''",
        'f"',
        "f'''",
        'rb"',
        't"""',
        "\\\n",
        "\n\n",
        "    ",
        "{{",
        "!r",
        "%s",
        "\\N{",
        "#!",
        "1.5",
    ),
    *("def", "class ", "import", "from ", " as ", "match ", "case _", "lazy ", "type X", "async for"),
    *("if", "print", "exit", "self", "__init__"),
)


def coloured(text: str) -> Colouring:
    """All of it, lexed."""
    colouring = Colouring()
    colouring.replace(0, 1, text.split("\n"))
    colouring.work(LONG_S)
    assert colouring.is_done
    return colouring


def spans(colouring: Colouring) -> list[list[Span]]:
    """Of every line."""
    return [colouring.spans(line) for line in range(colouring.count)]


def edit(colouring: Colouring, text: str, start: int, end: int, new: str) -> str:
    """The text with ``new`` from ``start`` to ``end``; the colouring hears of the lines this touches."""
    first, last = text.count("\n", 0, start), text.count("\n", 0, end)
    result = text[:start] + new + text[end:]
    count = last - first + 1
    lines = result.split("\n")[first : first + count + new.count("\n") - text.count("\n", start, end)]
    colouring.replace(first, count, lines)
    return result


def assert_like_the_whole(colouring: Colouring, text: str) -> None:
    """Each line has the spans of a lexing of the whole text."""
    for number, (line, ours, theirs) in enumerate(
        zip(text.split("\n"), spans(colouring), highlight(text), strict=True), 1
    ):
        assert ours == theirs, (number, line)


def random_edit(text: str, chance: random.Random) -> tuple[int, int, str]:
    start = chance.randrange(len(text) + 1)
    end = start if chance.random() < 0.6 else min(len(text), start + chance.choice((1, 1, 3, 80, 900)))
    kind = chance.random()
    if kind < 0.6:
        return start, end, "".join(chance.choices(BITS, k=chance.choice((1, 1, 1, 2, 5))))
    if kind < 0.8:
        return start, end, ""
    place = chance.randrange(len(text) + 1)
    return start, end, text[place : place + chance.choice((5, 50, 500))]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(BITS), max_size=40),
    st.lists(
        st.tuples(st.integers(0, 99), st.integers(0, 5), st.lists(st.sampled_from(BITS), max_size=3)),
        max_size=8,
    ),
)
def test_after_any_edit_of_any_text_each_line_has_the_colours_of_the_whole(
    pieces: list[str], changes: list[tuple[int, int, list[str]]]
) -> None:
    text = "".join(pieces)
    colouring = coloured(text)
    for place, length, new in changes:
        start = place * len(text) // 99
        text = edit(colouring, text, start, min(len(text), start + length), "".join(new))
        colouring.work(LONG_S)
        assert colouring.is_done
        assert_like_the_whole(colouring, text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import a|\n\n\n|b", "\n\n\n, print"),
        ("import a\n\n\n|b|", ", print"),
        ("import a\n\n\n|b|", "as print"),
        ("from x\n\n|y|", " import print"),
        ("lazy\n\n|y|", "import print"),
        ("match x\n\n|y|", "a _"),
        ("def\\\n\u00a0|@|", "print"),
        ("import \\\n|(1)|", "print"),
        ("x = '{a['\nprint(1)\n|y|", "']}'"),
        ('"""a\\"""\nprint(1)\n|y|', '"""'),
        ('x = f"""{a=\n|b|}"""', "}"),
        ("x.\n|y|", "exit"),
        ("x = 1\n|y|", "#!z"),
        ('x = rf"""\n|y|"""', "\\n"),
        ("def go():\n    '''|a|'''\nprint", "''' + '''"),
    ],
)
def test_a_change_is_coloured_as_in_the_whole_where_rules_look_over_the_ends_of_lines(
    before: str, after: str
) -> None:
    """Pygments' own look for a comma, a bracket or a quote that may come much later."""
    first, old, last = before.split("|")
    text = first + old + last
    colouring = coloured(text)
    text = edit(colouring, text, len(first), len(first + old), after)
    colouring.work(LONG_S)
    assert_like_the_whole(colouring, text)


def test_after_random_edits_of_the_standard_library_each_line_has_the_colours_of_the_whole() -> None:
    folder = Path(sysconfig.get_path("stdlib"))
    files = [file for file in sorted(folder.rglob("*.py")) if "site-packages" not in file.parts]
    small = [file for file in files if 0 < file.stat().st_size < 12_000]
    for file in random.Random(5).sample(small, 60):
        text = "\n".join(file.read_bytes().decode("utf-8", "surrogateescape").splitlines())
        chance = random.Random(file.name)
        colouring = coloured(text)
        for _ in range(8):
            text = edit(colouring, text, *random_edit(text, chance))
            if chance.random() < 0.7:  # else the next edit comes before the lexing is through
                colouring.work(LONG_S)
            else:
                colouring.work(0.0005)
        colouring.work(LONG_S)
        assert_like_the_whole(colouring, text)


def test_only_the_lines_after_a_change_that_reach_the_old_state_are_lexed() -> None:
    """The state after the line is as it was: nothing below is looked at, however long the text is."""
    text = "x = 1\n" * 50_000
    colouring = coloured(text)
    colouring.replace(25_000, 1, ["x = 'two'"])
    steps = 0
    while not colouring.is_done:
        colouring.work(0)  # one step, which is at most a line
        steps += 1
    assert steps <= 2
    assert [span.role for span in colouring.spans(25_000)][-1] is Role.STRING


def test_an_opened_string_reaches_to_the_end_and_closed_gives_it_back() -> None:
    text = "x = 1\n" * 300
    colouring = coloured(text)
    opened = edit(colouring, text, 600, 600, '"""')
    colouring.work(LONG_S)
    assert_like_the_whole(colouring, opened)
    assert colouring.spans(299)[0].role is Role.STRING
    edit(colouring, opened, 600, 603, "")
    colouring.work(LONG_S)
    assert_like_the_whole(colouring, text)


def test_work_stops_when_its_time_is_over_and_goes_on_where_it_was() -> None:
    text = "value = {'a': [1, 2.5], 'b': f'{x!r}'}  # why\n" * 2_000
    colouring = Colouring()
    colouring.replace(0, 1, text.split("\n"))
    turns = 0
    while not colouring.is_done:
        colouring.work(0.0005)
        turns += 1
    assert turns > 5
    assert_like_the_whole(colouring, text)


def test_the_role_of_a_character_is_that_of_its_span() -> None:
    line = "x = '😀' + f(1)  # why"
    colouring = coloured(line)
    for span in colouring.spans(0):
        assert {colouring.role_at(0, span.start + at) for at in range(span.length)} == {span.role}
    assert colouring.role_at(0, 99) is colouring.role_at(7, 0) is Role.TEXT


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_enormous_line_stays_plain_wherever_it_moves(at: int) -> None:
    lines = ["if x:", "print(1)", "y = 2"]
    lines[at] = "😀[" * LONGEST_LINE
    colouring = coloured("\n".join(lines))
    assert_like_the_whole(colouring, "\n".join(lines))
    colouring.replace(0, 1, ["# one", "# two", lines[0]])
    colouring.work(LONG_S)
    assert_like_the_whole(colouring, "\n".join(["# one", "# two", *lines]))
    colouring.replace(0, 3, ["a"])
    colouring.work(LONG_S)
    assert_like_the_whole(colouring, "\n".join(["a", *lines[1:]]))
