"""Whether a run met the outcome that is stored beside its example.

Hides line ends, the named substitutions for what differs between runs, and how errors are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.example import Example, ExampleKind, Expectation

_SHOWN_LINES = 3
_SHOWN_LETTERS = 120

_CLOCK = r"\d{1,2}:\d{2}:\d{2}(?:\.\d+)?"
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_UNIT = r"(?:ns|µs|us|ms|s|sec|secs|seconds?|milliseconds?|microseconds?|min|minutes?|h|hours?)"
_NAME = r"[^\s/\\:*?\"'<>|,;()\[\]{}]+"

# In this order: a UUID holds what looks like numbers, a date with a time holds what looks like a duration.
_SUBSTITUTIONS: Mapping[str, re.Pattern[str]] = {
    "uuid": re.compile(r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b"),
    "date": re.compile(
        rf"\b\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{_CLOCK}(?:Z|[+-]\d{{2}}:?\d{{2}})?)?(?!\d)"
        rf"|\b{_DAY},? (?:{_MONTH} +\d{{1,2}}|\d{{1,2}} {_MONTH})(?: \d{{4}})?(?: {_CLOCK})?(?: \d{{4}})?\b"
        rf"|(?<![\d.:]){_CLOCK}"
    ),
    "duration": re.compile(
        rf"\b\d+(?:\.\d+)?(?:e[+-]?\d+)? ?{_UNIT}\b|(?<![\d.:])\d+:\d{{2}}:\d{{2}}(?:\.\d+)?"
    ),
    "address": re.compile(r"\b0x[0-9a-fA-F]{6,16}\b"),
    "path": re.compile(rf"(?<![\w./\\])(?:[A-Za-z]:[\\/]|[\\/])(?:{_NAME}[\\/])*{_NAME}[\\/]?"),
}


def check_stdout(example: Example, version: tuple[int, int], stdout: bytes, outcome: Outcome) -> str:
    """``""`` when the run met the stored outcome, else one sentence, for outputs with a short difference.

    ``version`` is the Python that ran it, ``stdout`` everything it printed there.
    """
    return _ending(example, outcome) or _output(example, version, stdout)


def is_of_output(why: str) -> bool:
    """Whether ``check_stdout`` found nothing wrong but the output: storing the new one mends it."""
    return " of the output differs from " in why or why.startswith("There is no stored output")


def normalised(text: str, names: Iterable[str]) -> str:
    """``text`` with what differs between runs replaced by ``<name>``, for the named substitutions."""
    wanted = frozenset(names)
    for name, pattern in _SUBSTITUTIONS.items():
        if name in wanted:
            text = pattern.sub(f"<{name}>", text)
    return text


def _ending(example: Example, outcome: Outcome) -> str:
    """What is wrong with how the run ended."""
    if example.expect is None:
        return "" if outcome.kind is OutcomeKind.OK else f"{_told(outcome)}."
    wanted = example.expect
    if outcome.kind is not OutcomeKind.FAILED or outcome.exception is None:
        return f"{_told(outcome)}, but it should end with {wanted.exception or 'an exception'}."
    return _wrong_exception(
        wanted, outcome.exception.type_name, outcome.exception.message, _message_test(example)
    )


def _message_test(example: Example) -> Callable[[str, str], bool]:
    return str.startswith if example.kind is ExampleKind.SYNTAX_ERROR else str.__contains__


def _wrong_exception(wanted: Expectation, name: str, message: str, is_met: Callable[[str, str], bool]) -> str:
    if wanted.exception and wanted.exception not in {name, name.rpartition(".")[2]}:
        return f"Ended with {name}, but it should end with {wanted.exception}."
    if not is_met(message, wanted.message):
        return f"The message of {name} is “{_short(message)}”, but it should say “{_short(wanted.message)}”."
    return ""


def _told(outcome: Outcome) -> str:
    """The outcome's sentence, with the message of an exception that nobody expected."""
    told = outcome.sentence().rstrip(".")
    if outcome.kind is OutcomeKind.FAILED and outcome.exception and outcome.exception.message:
        return f"{told}: {_short(outcome.exception.message)}"
    return told


def _output(example: Example, version: tuple[int, int], stdout: bytes) -> str:
    """What is wrong with the output. Errors, windows and terminals may go without a stored one."""
    file = example.expected_file(version)
    if file is None:
        needs_none = example.expect is not None or example.kind in {ExampleKind.GUI, ExampleKind.TERMINAL}
        return "" if needs_none else f"There is no stored output: {example.slug}.out is missing."
    expected = normalised(_text(file.read_bytes()), example.normalise)
    got = normalised(_text(stdout), example.normalise)
    return "" if got == expected else _difference(expected, got, file.name)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")


def _difference(expected: str, got: str, name: str) -> str:
    """The first lines that differ, stored ones with ``-`` and printed ones with ``+``."""
    stored, printed = expected.split("\n"), got.split("\n")
    line = next((n for n, (a, b) in enumerate(zip(stored, printed, strict=False)) if a != b), None)
    if line is None:
        line = min(len(stored), len(printed))
    minus = [f"- {_short(text)}" for text in stored[line : line + _SHOWN_LINES]]
    plus = [f"+ {_short(text)}" for text in printed[line : line + _SHOWN_LINES]]
    return "\n".join([f"Line {line + 1} of the output differs from {name}.", *minus, *plus])


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_LETTERS else f"{text[: _SHOWN_LETTERS - 1]}…"
