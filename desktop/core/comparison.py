"""One output beside another: what a run printed against what is expected, or against the run before.

Pure text and bounded work; the verdict comes first, and what was not compared is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from desktop.child.protocol import Outcome
from desktop.core.ansi import AnsiDecoder
from desktop.core.example import Example
from desktop.core.line_changes import COMPARED_LINES, Change, DiffLine, changes, diff_lines, line_words
from desktop.core.outputs import check_stdout, normalised

_MOST_LINES = 20_000
_MOST_IN_A_ROW = 200
_LONGEST_LINE = 2_000
_EXPECTED = "the expected output"
_BEFORE = "the run before"


@dataclass(frozen=True, slots=True)
class RunOutput:
    """What one run printed: on standard output, and in all. ``names``: its files, by absolute path.

    ``is_cut``: it printed more than is kept.
    """

    outcome: Outcome
    stdout: bytes
    output: bytes
    names: Mapping[str, str]
    is_edited: bool = False
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """``verdict`` is one sentence; ``lines`` show what differs, none where nothing can be shown."""

    verdict: str
    is_same: bool
    remarks: tuple[str, ...] = ()
    lines: tuple[DiffLine, ...] = ()


def compare_with_expected(example: Example, run: RunOutput) -> Comparison:
    """The run against the output stored for the Python that ran it."""
    version = python_of(run.outcome)
    stored = example.expected_output(version)
    if stored is None:
        return Comparison("No expected output is stored with this example.", is_same=False)
    result = _compared(stored, run.stdout, _EXPECTED, lambda text: normalised(text, example.normalise))
    if result.is_same and (problem := check_stdout(example, version, run.stdout, run.outcome)):
        result = Comparison(f"The output is as expected, the end is not: {problem}", is_same=False)
    return replace(result, remarks=(*result.remarks, *_expected_remarks(example, run)))


def compare_runs(before: RunOutput, run: RunOutput) -> Comparison:
    """A run against the one before it: both streams as they came, and how they ended."""
    old, new = (_without_folders(each) for each in (before, run))
    result = _compared(old, new, _BEFORE, str)
    return replace(result, remarks=(*_run_remarks(before, run), *result.remarks))


def python_of(outcome: Outcome) -> tuple[int, int]:
    """(3, 13) where the program's own Python said 3.13.0; (0, 0) where it said nothing of that kind."""
    major, _, rest = outcome.python_version.partition(".")
    minor = rest.partition(".")[0]
    return (int(major), int(minor)) if major.isdecimal() and minor.isdecimal() else (0, 0)


# ---- what is not compared ----


def _expected_remarks(example: Example, run: RunOutput) -> Iterator[str]:
    if example.normalise:
        names = ", ".join(f"<{name}>" for name in example.normalise)
        yield f"What is another in every run is not compared; it is shown as {names}."
    if run.output != run.stdout:
        yield "What was printed to standard error is not compared."
    if run.is_edited:
        yield "Your copy was run; the expected output is that of the original."
    yield from _cut_remark(run)


def _run_remarks(before: RunOutput, run: RunOutput) -> Iterator[str]:
    was, ended = (each.outcome.sentence().rstrip(".") for each in (before, run))
    if was != ended:
        yield f"The run before: {was}. This run: {ended}."
    if before.is_edited != run.is_edited:
        which = (
            "the original, this one of your copy" if run.is_edited else "your copy, this one of the original"
        )
        yield f"The run before was of {which}."
    yield from _cut_remark(before, run)


def _cut_remark(*runs: RunOutput) -> Iterator[str]:
    if any(run.is_cut for run in runs):
        yield "Only the first megabyte of the output was compared."


# ---- texts ----


def _without_folders(run: RunOutput) -> bytes:
    """The output with the short names of the run's files: the folder may be another in every run."""
    output = run.output
    for path in sorted(run.names, key=len, reverse=True):
        output = output.replace(path.encode("utf-8", "surrogateescape"), run.names[path].encode())
    return output


def _plain(data: bytes) -> str:
    """Without colours; characters that cannot be shown stand there by their names."""
    pieces = AnsiDecoder().feed(data, final=True)
    return "".join("U+000D" if piece.text == "\r" else piece.text for piece in pieces)


def _raw(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")


def _compared(old_data: bytes, new_data: bytes, name: str, shape: Callable[[str], str]) -> Comparison:
    """``shape`` makes alike what is not to be compared."""
    if shape(_raw(old_data)) == shape(_raw(new_data)):
        return Comparison(f"The same as {name}.", is_same=True)
    old, new = shape(_plain(old_data)), shape(_plain(new_data))
    if old == new:
        return Comparison(f"The same text as {name}; its colours or other codes differ.", is_same=False)
    if old.rstrip("\n") == new.rstrip("\n"):
        return Comparison(f"The same lines as {name}, but {_line_ends(old, new)}.", is_same=False)
    return _differing(old, new, name)


def _line_ends(old: str, new: str) -> str:
    """What differs where everything but the line ends after the last line is equal."""
    count = new.count("\n") - old.count("\n")
    words = "one line end" if abs(count) == 1 else f"{abs(count):,} line ends"
    return f"{words} {'more' if count > 0 else 'fewer'} after the last"


def _differing(old: str, new: str, name: str) -> Comparison:
    remarks = []
    if old.endswith("\n") and new.endswith("\n"):
        old, new = old[:-1], new[:-1]  # what follows the last line end is no line
    cut_old, cut_new = _first_lines(old), _first_lines(new)
    if (cut_old, cut_new) != (old, new):
        remarks.append(f"Only the first {_MOST_LINES:,} lines were compared.")
    found = changes(cut_old, cut_new)
    if not found:
        return Comparison(
            f"The same as {name} as far as it was compared.", is_same=False, remarks=tuple(remarks)
        )
    if any(max(len(change.old), len(change.new)) > COMPARED_LINES for change in found):
        remarks.append(
            f"More than {COMPARED_LINES:,} lines in a row differ; equal ones among them are not looked for."
        )
    lines: Iterable[DiffLine] = diff_lines(cut_old, cut_new, missing=f"of {name} missing")
    if any(_differs_in_spaces(change) for change in found):
        remarks.append("Some lines differ only in the spaces at their end, which are shown as ·.")
        lines = map(_with_spaces_shown, lines)
    return Comparison(_verdict(found, name), False, tuple(remarks), tuple(_shortened(lines)))


def _first_lines(text: str) -> str:
    lines = text.split("\n", _MOST_LINES)
    return text if len(lines) <= _MOST_LINES else "\n".join(lines[:_MOST_LINES])


def _verdict(found: Sequence[Change], name: str) -> str:
    first = found[0]
    if len(found) > 1:
        return f"{len(found):,} places differ from {name}, the first at line {first.new_start + 1:,}."
    if not first.new:
        be = "is" if len(first.old) == 1 else "are"
        return f"{line_words(first.old_start, len(first.old))} of {name} {be} missing."
    place, is_one = line_words(first.new_start, len(first.new)), len(first.new) == 1
    if not first.old:
        return f"{place} {'is' if is_one else 'are'} not in {name}."
    return f"{place} {'differs' if is_one else 'differ'} from {name}."


# ---- what is shown ----


def _differs_in_spaces(change: Change) -> bool:
    return [line.rstrip() for line in change.old] == [line.rstrip() for line in change.new]


def _with_spaces_shown(line: DiffLine) -> DiffLine:
    if line.sign not in "+-":
        return line
    text = line.text.rstrip()
    return replace(line, text=text + "·" * (len(line.text) - len(text)))


def _shortened(lines: Iterable[DiffLine]) -> Iterator[DiffLine]:
    """Of many lines of one sign in a row and of a long line only the beginning, with a count of the rest."""
    for (sign, change), group in groupby(lines, key=lambda line: (line.sign, line.change)):
        left_out = 0
        for place, line in enumerate(group):
            if place < _MOST_IN_A_ROW:
                yield replace(line, text=_cut(line.text))
            else:
                left_out += 1
        if left_out:
            yield DiffLine(sign, f"… {left_out:,} more {'line' if left_out == 1 else 'lines'}", change)


def _cut(text: str) -> str:
    surplus = len(text) - _LONGEST_LINE
    return text if surplus <= 0 else f"{text[:_LONGEST_LINE]} … {surplus:,} more characters"
