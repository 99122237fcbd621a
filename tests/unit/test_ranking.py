"""A few letters find the name that is meant."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.core.ranking import Name, ranked

NAMES = [
    Name("Find…", "Edit"),
    Name("Show changes…", "Edit"),
    Name("Restart", "Run"),
    Name("Run", "Run"),
    Name("Tab leaves the code", "Tools"),
    Name("Settings…", "Tools"),
]


def found(query: str) -> list[str]:
    return [NAMES[place].text for place in ranked(query, NAMES)]


def test_without_a_query_all_are_there_in_their_order() -> None:
    assert found("  ") == [name.text for name in NAMES]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("run", "Run"),
        ("CHANGES", "Show changes…"),
        ("sho cha", "Show changes…"),
        ("cha sho", "Show changes…"),
        ("eaves", "Tab leaves the code"),
        ("tlc", "Tab leaves the code"),
        ("setings", "Settings…"),
        ("sett", "Settings…"),
        ("fidn", "Find…"),
    ],
)
def test_the_start_of_a_word_its_inside_first_letters_and_a_slip_find_it(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_a_word_of_the_menu_finds_what_is_in_it_after_what_is_called_so() -> None:
    assert found("run") == ["Run", "Restart"]
    assert set(found("tools")) == {"Tab leaves the code", "Settings…"}


def test_every_word_has_to_fit() -> None:
    assert found("run changes") == []
    assert found("xyzzy") == []


def test_the_fuzzy_library_is_loaded_only_for_a_word_that_is_nowhere() -> None:
    program = (
        "import sys\n"
        "from desktop.core.ranking import Name, ranked\n"
        "ranked('run', [Name('Run')]); assert 'rapidfuzz' not in sys.modules\n"
        "ranked('rnu', [Name('Run')]); assert 'rapidfuzz' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
