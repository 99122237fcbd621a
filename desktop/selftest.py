"""What ``doctor --sandbox-selftest`` does: tries to get out of the sandbox of this computer, tier by tier.

The control, the same attempts without a sandbox, belongs to it: only so a wall is told from an attempt that
never works. It is safe because every target is made for it (``selftest_arena``), because the system's own
files have stand-ins there, and because what takes resources is small and is ended after seconds.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.core.paths import Paths, base_interpreter
from desktop.sandbox.policy import Tier
from desktop.selftest_attempts import read_attempts
from desktop.selftest_trials import Column, Result, Verdict, make_attempts

TOLD = {
    "fs12": "the size of a file outside can be asked",
    "fs13": "where a link outside leads can be read",
    "rs03": "a run that ends at once can leave more in its working folder than is allowed",
}
"""What gets through in Kernel by design."""
CONTROL = Column("Unsandboxed", Tier.LIMITS)
_TITLE_WIDTH = 52
_CELL_WIDTH = 13


@dataclass(frozen=True, slots=True)
class ColumnResult:
    """All attempts in one column, by name."""

    column: Column
    results: tuple[Result, ...]

    def named(self, verdict: Verdict) -> tuple[str, ...]:
        """The names of the attempts that ended so."""
        return tuple(result.attempt.name for result in self.results if result.verdict is verdict)

    @property
    def worked(self) -> tuple[str, ...]:
        """The names of those that got through."""
        return self.named(Verdict.WORKED)

    @property
    def damage(self) -> tuple[str, ...]:
        """All that was seen from outside."""
        return tuple(f"{result.attempt.name} {text}" for result in self.results for text in result.damage)

    @property
    def ok(self) -> bool:
        """Whether the tier keeps its promise; the control promises nothing."""
        if self.named(Verdict.BROKEN) or not self.results:
            return False
        told = set(TOLD) if self.column.tier is Tier.KERNEL else set()
        return self.column.is_control or set(self.worked) <= told


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What became of all attempts in all columns."""

    columns: tuple[ColumnResult, ...]
    duration_s: float

    @property
    def ok(self) -> bool:
        """At least one tier was tried, and each that was tried keeps what it promises."""
        is_tried = any(not column.column.is_control for column in self.columns)
        return is_tried and all(column.ok for column in self.columns)

    def table(self) -> str:
        """Ids as rows and columns as columns, for a terminal of 100 characters."""
        if not self.columns:
            return "No sandbox holds on this computer: there is nothing to try."
        heads = "".join(f"{column.column.title:>{_CELL_WIDTH}}" for column in self.columns)
        rows = [f"{'':5}{'attempt':{_TITLE_WIDTH}}{heads}", *self._rows(), *self._totals()]
        return "\n".join([*rows, "", *self._explained(), self._sentence()])

    def to_json(self) -> dict[str, object]:
        """For ``--json``."""
        return {
            "ok": self.ok,
            "seconds": round(self.duration_s, 1),
            "told": TOLD,
            "columns": {
                column.column.title.lower(): {
                    "ok": column.ok,
                    "tried": len(column.results) - len(column.named(Verdict.ABSENT)),
                    "worked": list(column.worked),
                    "damage": list(column.damage),
                    "attempts": {
                        result.attempt.name: {
                            "title": result.attempt.title,
                            "must": result.attempt.must,
                            "verdict": result.verdict.value,
                            "why": result.why,
                        }
                        for result in column.results
                    },
                }
                for column in self.columns
            },
        }

    def _rows(self) -> list[str]:
        rows = []
        for results in zip(*(column.results for column in self.columns), strict=True):
            attempt = results[0].attempt
            cells = "".join(f"{_word(result):>{_CELL_WIDTH}}" for result in results)
            rows.append(f"{attempt.name:5}{_cut(attempt.title):{_TITLE_WIDTH}}{cells}")
        return rows

    def _totals(self) -> list[str]:
        counts = [
            f"{len(column.worked)} of {len(column.results) - len(column.named(Verdict.ABSENT))}"
            for column in self.columns
        ]
        damages = [str(len(column.damage)) for column in self.columns]
        return [
            f"{'':5}{name:{_TITLE_WIDTH}}" + "".join(f"{cell:>{_CELL_WIDTH}}" for cell in cells)
            for name, cells in (("got through", counts), ("damage seen from outside", damages))
        ]

    def _explained(self) -> list[str]:
        """Why something got through or could not be tried, each on a line of its own."""
        lines = []
        for column in self.columns:
            for result in column.results:
                is_told = column.column.tier is Tier.KERNEL and result.attempt.name in TOLD
                is_wrong = result.verdict is Verdict.WORKED and not column.column.is_control and not is_told
                if is_wrong or result.verdict is Verdict.BROKEN:
                    name = f"{column.column.title}, {result.attempt.name}"
                    lines.append(f"{name}: {result.verdict}: {_cut(result.why, 70)}")
        return [*lines, ""] if lines else []

    def _sentence(self) -> str:
        told = "".join(f"  {name}: {text}\n" for name, text in TOLD.items())
        verdict = (
            "Every tier that was tried keeps what it promises."
            if self.ok
            else ("A tier does not keep what it promises: do not rely on it, and report this table.")
        )
        return (
            f"By design Kernel lets through no more than\n{told}"
            f"{verdict} {len(self.columns)} columns took {self.duration_s:.0f} s."
        )


def _word(result: Result) -> str:
    """The more seldom, the louder."""
    words = {Verdict.HELD: "held", Verdict.WORKED: "WORKED", Verdict.ABSENT: "-", Verdict.BROKEN: "BROKEN"}
    return words[result.verdict]


def _cut(text: str, width: int = _TITLE_WIDTH - 1) -> str:
    """Printable and no longer than ``width``."""
    plain = "".join(character if character.isprintable() else "?" for character in text)
    return plain if len(plain) <= width else plain[: width - 1] + "…"


def run_selftest(
    paths: Paths, tiers: Sequence[Tier], *, interpreter: Path | None = None, has_control: bool = True
) -> SelfTest:
    """Make all attempts in each of ``tiers``, which must be those that probe, and without a sandbox.

    Waits until all is done, about a tenth of a second for each attempt and column; makes a QCoreApplication
    where there is none. For a command, not for the window: HOME and a signal of this process are other ones
    meanwhile. Raises OSError when the arena cannot be made.
    """
    columns = [Column(tier.label, tier) for tier in tiers if tier is not Tier.LIMITS]
    if columns and has_control:
        columns.append(CONTROL)
    return run_columns(paths, columns, interpreter=interpreter)


def run_columns(
    paths: Paths,
    columns: Sequence[Column],
    *,
    interpreter: Path | None = None,
    only: Sequence[str] = (),
) -> SelfTest:
    """As ``run_selftest`` with columns of any kind; ``only`` these attempts."""
    if not columns:
        return SelfTest((), 0.0)
    from desktop.selftest_arena import Arena  # of POSIX alone

    started = time.monotonic()
    application = QCoreApplication.instance() or QCoreApplication([])
    folder = paths.resources / "attempts"
    attempts = tuple(attempt for attempt in read_attempts(folder) if not only or attempt.name in only)
    with Arena(folder, interpreter or base_interpreter()) as arena:
        results = tuple(
            ColumnResult(column, tuple(make_attempts(arena, column, attempts, paths.code_root)))
            for column in columns
        )
    del application
    return SelfTest(results, time.monotonic() - started)
