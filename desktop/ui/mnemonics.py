"""The underlined letters of a menu: one for each item, different from all others of that menu.

Hides how they are dealt out: nobody has to think of a free letter when an action is added to the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def with_mnemonics(texts: Sequence[str]) -> list[str]:
    """The texts in the form of menus: ``&`` before the letter, an ampersand that is meant doubled.

    First letters of words are given first, and who comes first has the choice. Where the letters run short
    one that was given is changed for another (augmenting paths, H. Kuhn 1955). A text without any letter
    left has none.
    """
    owners: dict[str, int] = {}
    for place in range(len(texts)):
        _give(place, texts, owners, set())
    letters = {place: letter for letter, place in owners.items()}
    return [_marked(text, letters.get(place, "")) for place, text in enumerate(texts)]


def _give(place: int, texts: Sequence[str], owners: dict[str, int], tried: set[str]) -> bool:
    wishes = list(_wishes(texts[place]))
    for letter in wishes:
        if letter not in owners:
            owners[letter] = place
            return True
    for letter in wishes:
        if letter not in tried:
            tried.add(letter)
            if _give(owners[letter], texts, owners, tried):
                owners[letter] = place
                return True
    return False


def _wishes(text: str) -> Iterator[str]:
    """Its letters, in small ones, the best first."""
    lower = text.lower()
    starts = [char for place, char in enumerate(lower) if place == 0 or lower[place - 1] in " (“"]
    yield from dict.fromkeys(char for char in [*starts, *lower] if "a" <= char <= "z" or "0" <= char <= "9")


def _marked(text: str, letter: str) -> str:
    lower = text.lower()
    words = [place for place in range(len(text)) if place == 0 or lower[place - 1] in " (“"]
    place = next((place for place in words if lower[place] == letter), lower.find(letter))
    if not letter:
        return text.replace("&", "&&")
    return f"{text[:place].replace('&', '&&')}&{text[place:].replace('&', '&&')}"
