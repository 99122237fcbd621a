"""What is said about each kind of thing that a program was kept from.

Words only: the facts are the program's own report, and nothing here judges them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.child.protocol import Denial
from desktop.ui.plain import middle_cut
from desktop.ui.prose import Run

_LONGEST_TARGET = 72


@dataclass(frozen=True, slots=True)
class DenialWords:
    """``title`` of the card, what it ``tried``, the ``rule``, and the ``note`` at the end of the line."""

    title: str
    tried: str
    rule: str
    note: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """One denial as the card shows it: ``place`` is its line in words, ``refusal`` why it stays blocked."""

    denial: Denial
    place: str = ""
    refusal: str = ""


_WORDS: Mapping[str, DenialWords] = {
    "read": DenialWords(
        "Reading a file was blocked",
        "tried to read",
        "Examples may read only their own folder. Nothing was read.",
        "blocked: read outside the allowed folders",
    ),
    "write": DenialWords(
        "Writing a file was blocked",
        "tried to write",
        "Examples may write only in their working folder. Nothing was written.",
        "blocked: write outside the working folder",
    ),
    "net": DenialWords(
        "Using the network was blocked",
        "tried to reach",
        "Examples may not use the network. Nothing was sent.",
        "blocked: network",
    ),
    "run": DenialWords(
        "Starting a program was blocked",
        "tried to start",
        "Examples may not start other programs. Nothing was started.",
        "blocked: start of another program",
    ),
}
_OTHER = DenialWords(
    "Something was blocked", "tried to use", "It was not allowed, and did not happen.", "blocked"
)


def words_of(denial: Denial) -> DenialWords:
    """The words for one kind of denial."""
    return _WORDS.get(denial.name, _OTHER)


def place_of(denial: Denial, file_name: str, entry_name: str) -> str:
    """``Line 5``, ``Line 5 of helper.py``, or nothing where the line is not known."""
    if denial.line <= 0 or not file_name:
        return ""
    return f"Line {denial.line}" if file_name == entry_name else f"Line {denial.line} of {file_name}"


def runs_of(denial: Denial, place: str) -> list[Run]:
    """The sentences of the card; ``place`` is the link in it."""
    words = words_of(denial)
    target = middle_cut(denial.target or denial.value, _LONGEST_TARGET)
    subject = Run(place, "link") if place else Run("It")
    tried = [Run(f" {words.tried} "), Run(target, "code")] if target else [Run(f" {words.tried} something")]
    return [subject, *tried, Run(f". {words.rule}")]
