"""A row of the library: the title of a hit, cut where the row ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.core.example import Chapter, Level
from desktop.ui.letters import Letters
from desktop.ui.library_model import Row, RowKind
from desktop.ui.row_delegate import fitting_runs

TITLE = "Removing duplicates without losing the order"
CHAPTER = Chapter("lists", 1, "Lists", Level.BEGINNER, "", ())


@pytest.fixture
def letters(qapp: QApplication) -> tuple[Letters, Letters]:
    strong = QFont()
    strong.setWeight(QFont.Weight.DemiBold)
    return Letters(QFont()), Letters(strong)


def shown(letters: tuple[Letters, Letters], width: int, *spans: tuple[int, int]) -> tuple[str, int]:
    """The words of the runs and the pixels they take."""
    runs = fitting_runs(Row(RowKind.EXAMPLE, TITLE, CHAPTER, spans=spans), width, *letters)
    plain, strong = letters
    assert not any(is_hit for text, is_hit in runs if text == "…")
    return "".join(text for text, _ in runs), sum(
        (strong if is_hit else plain).width(text) for text, is_hit in runs
    )


@pytest.mark.parametrize("spans", [((0, 8),), ((9, 19), (28, 34)), ((40, 44),)])
def test_a_title_is_shown_as_far_as_it_fits(
    letters: tuple[Letters, Letters], spans: tuple[tuple[int, int], ...]
) -> None:
    whole, most = shown(letters, 10_000, *spans)
    assert whole == TITLE
    lengths = []
    for width in range(most, 20, -7):
        words, taken = shown(letters, width, *spans)
        assert taken <= width or words == "…"
        assert words == TITLE or TITLE.startswith(words.removesuffix("…"))
        lengths.append(len(words))
    assert lengths[0] == len(TITLE)
    assert all(after <= before + 1 for before, after in pairwise(lengths))
    assert lengths[-1] < 8


def test_one_letter_more_would_not_fit(letters: tuple[Letters, Letters]) -> None:
    plain, strong = letters
    words, _taken = shown(letters, 150, (0, 8))
    length = len(words) - 1
    longer = strong.width(TITLE[:8]) + plain.width(TITLE[8 : length + 1]) + plain.width("…")
    assert longer > 150
