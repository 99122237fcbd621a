"""Benchmarks as ratios against a baseline of the same run: ``python -m tests.bench`` in the checkout.

Prints a table and asserts nothing: a busy machine is no defect. Every row names what it is compared with.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.core.paths import base_interpreter
from desktop.sandbox.policy import Tier
from tests.bench import peers
from tests.bench import printing as ways_of_printing
from tests.bench.latency import measure
from tests.qt.real_runs import DAEMONS_AND_MAIN

HERE = Path(__file__).parent
FLOOD = "for number in range(1_000_000):\n    print('x' * 32, f'{number:06d}')\n"
PRINTS = "for number in range(100_000):\n    print(number, 'a line of ordinary length')\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: what was measured of both, in turns, in ``unit``."""

    name: str
    against: str
    unit: str
    ours: Sequence[float]
    baseline: Sequence[float]

    @classmethod
    def head(cls) -> str:
        """What stands above the columns."""
        return f"{'':37} {'ours':>9} {'baseline':>9} {'':3} {'ratio':>7}  {'min-max':>13}  baseline is"

    def __str__(self) -> str:
        """Medians, the ratio of them, and the least and greatest ratio of one turn."""
        ours, baseline = statistics.median(self.ours), statistics.median(self.baseline)
        ratios = [one / other if other else float("nan") for one, other in zip(*self._turns(), strict=True)]
        around = f"{min(ratios):.2f}-{max(ratios):.2f}"
        ratio = ours / baseline if baseline else float("nan")
        figures = f"{ours:9.1f} {baseline:9.1f} {self.unit:3} {ratio:7.2f}  {around:>13}"
        return f"{self.name:37} {figures}  {self.against}"

    def _turns(self) -> tuple[Sequence[float], Sequence[float]]:
        """A baseline that is a limit and not measured is the same in each turn."""
        return self.ours, self.baseline if len(self.baseline) > 1 else [*self.baseline] * len(self.ours)


def child(*words: str) -> float:
    """Run a program of this folder; it prints one number as its last line."""
    return children(*words)[-1]


def children(*words: str) -> list[float]:
    """Run a program of this folder; it prints numbers."""
    done = subprocess.run(
        [sys.executable, *words], check=True, capture_output=True, text=True, timeout=120, cwd=HERE.parents[1]
    )
    return [float(line) for line in done.stdout.split()]


def interleaved(
    times: int, ours: Callable[[], float], baseline: Callable[[], float]
) -> tuple[list[float], list[float]]:
    """Both, measured in turns so that a slow minute meets both alike."""
    pairs = [(ours(), baseline()) for _ in range(times)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def spawned(*words: str, until: str = "") -> float:
    """Milliseconds from spawning a program of this folder to a line of its output; by default the first."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, cwd=HERE.parents[1])
    assert process.stdout is not None
    next(line for line in process.stdout if not until or line.decode().strip() == until)
    elapsed = (time.perf_counter() - started) * 1000
    process.wait(60)
    process.stdout.close()
    return elapsed


def start_up(times: int, folder: Path, news: str) -> Row:
    """Spawn to the first painted window, or to one whose example is shown in colours and can be run."""
    window = str(HERE / "window.py")
    spawned(window, "visit", str(folder), until="usable")
    ours, baseline = interleaved(
        times,
        lambda: spawned(window, "explorer", str(folder), until=news),
        lambda: spawned(window, "minimal", until="painted"),
    )
    return Row(f"spawn to window {news}", "PySide6 window with a text edit", "ms", ours, baseline)


def idle_wakeups(folder: Path) -> Row:
    """How often the idle window is woken."""
    wakeups = str(HERE / "wakeups.py")
    ours, baseline = [child(wakeups, "explorer", str(folder))], [child(wakeups, "minimal")]
    return Row("wake-ups of the idle window", "PySide6 window with a text edit", "/s", ours, baseline)


def idle_memory(times: int, folder: Path) -> Row:
    """Resident memory of the window after two idle seconds."""
    memory = str(HERE / "memory.py")
    ours, baseline = interleaved(
        times, lambda: child(memory, "explorer", str(folder)), lambda: child(memory, "minimal")
    )
    return Row("memory of the idle window", "PySide6 window with a text edit", "MB", ours, baseline)


def first_output(times: int, folder: Path) -> Row:
    """From Run to the first output."""
    file = folder / "hello.py"
    file.write_text("print('hello', flush=True)\n", encoding="utf-8")
    run = str(HERE / "run.py")
    ours, baseline = interleaved(times, lambda: child(run, "first", str(file)), lambda: spawned(str(file)))
    return Row("first output of a run", "python file.py", "ms", ours, baseline)


def confined_output(times: int, folder: Path, tier: str, *warm: str) -> Row:
    """From Run to the first output in a tier, against the same launcher without a sandbox."""
    file, run = folder / "hello.py", str(HERE / "run.py")
    ours, baseline = interleaved(
        times,
        lambda: child(run, "first", str(file), tier, *warm),
        lambda: child(run, "first", str(file), "limits", *warm),
    )
    return Row(
        f"first output in {tier}{', warm' if warm else ''}",
        "the same without a sandbox",
        "ms",
        ours,
        baseline,
    )


def first_byte(times: int) -> Row:
    """From Run to the first byte in Strong with a launcher waiting; ``latency.py`` tells where it goes."""
    both = measure(times, Tier.STRONG)
    ours, plain = ([facts["first byte"] for facts in many] for many in both)
    return Row("first byte in strong, warm", "plain Python from the same program", "ms", ours, plain)


def killed(times: int, folder: Path, tier: str) -> Row:
    """From a kill until nothing of three daemons and their program lives."""
    file, run = folder / "daemons.py", str(HERE / "run.py")
    file.write_text(DAEMONS_AND_MAIN, encoding="utf-8")
    ours, baseline = interleaved(
        times, lambda: child(run, "kill", str(file), tier), lambda: child(run, "kill", str(file), "limits")
    )
    return Row(f"kill to empty in {tier}", "the same without a sandbox", "ms", ours, baseline)


def printed_lines(times: int, folder: Path) -> Row:
    """100,000 printed lines, all shown or counted by the console."""
    file = folder / "lines.py"
    file.write_text(PRINTS, encoding="utf-8")

    def piped() -> float:
        started = time.perf_counter()
        subprocess.run(f'"{sys.executable}" "{file}" | cat > /dev/null', shell=True, check=True)  # noqa: S602
        return (time.perf_counter() - started) * 1000

    ours, baseline = interleaved(times, lambda: child(str(HERE / "run.py"), "console", str(file)), piped)
    return Row("100,000 lines into the console", "python file.py | cat", "ms", ours, baseline)


def flooded(times: int, folder: Path) -> Iterator[Row]:
    """A million lines of 40 characters: from a plain program and from a run of ours, and what it costs."""
    file, console = folder / "flood.py", str(HERE / "console.py")
    file.write_text(FLOOD, encoding="utf-8")

    def piped() -> float:
        started = time.perf_counter()
        subprocess.run(f'"{sys.executable}" "{file}" | cat > /dev/null', shell=True, check=True)  # noqa: S602
        return (time.perf_counter() - started) * 1000

    pipe = "python file.py | cat"
    both = interleaved(times, lambda: child(console, "flood", str(file)), piped)
    yield Row("a million lines into the console", pipe, "ms", *both)
    both = interleaved(times, lambda: child(str(HERE / "run.py"), "console", str(file)), piped)
    yield Row("a million lines of a run of ours", pipe, "ms", *both)
    usual, worst = zip(*(children(console, "stalls", str(file)) for _ in range(times)), strict=True)
    yield Row("turns meanwhile, 99 % of the time", "one frame", "ms", usual, [16])
    yield Row("the longest of them", "what nobody notices", "ms", worst, [50])
    yield Row("memory for a byte of output", "the byte itself", "B", [child(console, "memory")], [1])
    whole, longest = zip(*(children(console, "find") for _ in range(times)), strict=True)
    yield Row("find in 64 MB of output", "a second", "ms", whole, [1000])
    yield Row("the longest slice of it", "what nobody notices", "ms", longest, [50])
    whole, longest = zip(*(children(console, "copy") for _ in range(times)), strict=True)
    yield Row("64 MB of output copied", "a second", "ms", whole, [1000])
    yield Row("the longest turn meanwhile", "what nobody notices", "ms", longest, [50])


def printing(times: int, folder: Path) -> Iterator[Row]:
    """A program's million lines by the ways its output can be passed on, ours among them."""
    found = ways_of_printing.measure(times, base_interpreter(), folder)
    block = found.pop("block")
    for name, measured in found.items():
        yield Row(f"a million lines printed: {name}", "block buffered", "ms", measured, block)


_EDITOR_ROWS = {
    "open": ("10,000 lines opened and painted", "plain text edit"),
    "stall": ("longest stall while they are coloured", "plain text edit, nothing to colour"),
    "key": ("a key in the middle of them", "plain text edit"),
    "lex": ("all of them lexed", "Pygments' own lexer"),
}


def editor(times: int, what: str) -> Row:
    """A file of 10,000 lines in the editor."""
    name, against = _EDITOR_ROWS[what]
    program = str(HERE / "editor.py")
    ours, baseline = interleaved(
        times, lambda: child(program, what, "explorer"), lambda: child(program, what, "plain")
    )
    return Row(name, against, "ms", ours, baseline)


def large_library(times: int) -> Iterator[Row]:
    """A folder of 10,000 files: opened, opened again, searched."""
    figures = zip(*(children(str(HERE / "library.py")) for _ in range(times)), strict=True)
    limits = (
        ("10,000 files: the tree", "the limit", 300),
        ("the tree when it was read before", "the limit", 150),
        ("a key to its painted hits, 99 %", "one frame", 16),
        ("the longest turn while it is read", "what nobody notices", 50),
    )
    for ours, (name, against, limit) in zip(figures, limits, strict=True):
        yield Row(name, against, "ms", ours, [limit])


def rows(times: int, folder: Path) -> Iterator[Row]:
    """Everything, in the order of a day: start, run, print, edit, rest."""
    few = max(3, times // 3)
    yield start_up(times, folder / "data", "painted")
    yield start_up(times, folder / "data", "usable")
    yield first_output(times, folder)
    for tier in ("strong", "kernel"):
        yield confined_output(times, folder, tier)
        yield confined_output(times, folder, tier, "warm")
        yield killed(few, folder, tier)
    yield first_byte(times)
    yield printed_lines(few, folder)
    yield from flooded(few, folder)
    yield from printing(few, folder)
    for what in _EDITOR_ROWS:
        yield editor(times, what)
    yield from large_library(few)
    yield idle_memory(few, folder / "data")
    yield idle_wakeups(folder / "data")


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description="benchmarks as ratios against a baseline of the same run")
    parser.add_argument("--times", type=int, default=9, help="measurements of each row")
    parser.add_argument("--peers", action="store_true", help="also xterm and IDLE, where they are")
    options = parser.parse_args()
    os.environ.pop("PYTHONUNBUFFERED", None)  # the baselines are programs as people start them
    print(Row.head())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for row in rows(options.times, folder):
            print(row, flush=True)
        if options.peers:
            for line in peers.lines(folder):
                print(line, flush=True)


if __name__ == "__main__":
    main()
