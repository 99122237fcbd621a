"""A program that reads its input is announced, answered and told the end of file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import OutcomeKind
from tests.qt.real_runs import Programs, Run


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


def waits_for_input(run: Run, count: int = 1) -> bool:
    """Whether the program has announced that often that it waits."""
    return len(run.waits) >= count


def test_input_is_announced_with_its_line_after_the_prompt(programs: Programs) -> None:
    run = programs.make("print('first')\nname = input('Name? ')\nprint('hello', name)\n")
    programs.start(run, until=lambda: waits_for_input(run))
    assert run.stdout == b"first\nName? "
    assert run.waits == [2]
    run.runner.send_input("ÅÄÖ 🎉")
    programs.finish(run)
    assert run.stdout == "first\nName? hello ÅÄÖ 🎉\n".encode()
    assert run.outcome.kind is OutcomeKind.OK


def test_input_inside_a_function_is_announced_with_the_line_of_the_innermost_call(programs: Programs) -> None:
    run = programs.make("def ask():\n    return input()\n\nask()\n")
    programs.start(run, until=lambda: waits_for_input(run))
    assert run.waits == [2]
    run.runner.send_input("")
    programs.finish(run)


@pytest.mark.parametrize(
    "read",
    ["sys.stdin.readline()", "next(sys.stdin)", "sys.stdin.read(2)", "sys.stdin.buffer.readline()"],
)
def test_every_way_of_reading_is_announced(programs: Programs, read: str) -> None:
    run = programs.make(f"import sys\nprint('?', end='')\nvalue = {read}\nprint(len(value))\n")
    programs.start(run, until=lambda: waits_for_input(run))
    assert run.waits == [3]
    assert run.stdout == b"?"
    run.runner.send_input("a")
    programs.finish(run)
    assert run.stdout == b"?2\n"


def test_reading_to_the_end_announces_each_wait(programs: Programs) -> None:
    run = programs.make("import sys\nprint(sys.stdin.read().split())\n")
    programs.start(run, until=lambda: waits_for_input(run))
    run.runner.send_input("one")
    programs.wait_until(lambda: waits_for_input(run, 2))
    run.runner.send_input("two")
    programs.wait_until(lambda: waits_for_input(run, 3))
    run.runner.end_input()
    programs.finish(run)
    assert run.stdout == b"['one', 'two']\n"


def test_several_lines_sent_at_once_are_announced_once(programs: Programs) -> None:
    run = programs.make("print([input() for _ in range(3)])")
    programs.start(run, until=lambda: waits_for_input(run))
    run.runner.write_input(b"a\nb\nc\n")
    programs.finish(run)
    assert run.stdout == b"['a', 'b', 'c']\n"
    assert run.waits == [1]


def test_the_end_of_input_raises_eoferror(programs: Programs) -> None:
    run = programs.make("input()")
    programs.start(run, until=lambda: waits_for_input(run))
    run.runner.end_input()
    programs.finish(run)
    assert run.outcome.kind is OutcomeKind.FAILED
    assert run.outcome.exception is not None
    assert run.outcome.exception.type_name == "EOFError"


def test_stored_input_is_given_whole_and_never_asked_for(programs: Programs) -> None:
    run = programs.run("import sys\nprint(input(), sys.stdin.read())", stdin="é\nrest".encode())
    assert run.stdout == "é rest\n".encode()
    assert run.waits == []


def test_empty_stored_input_is_the_end_of_file(programs: Programs) -> None:
    run = programs.run("import sys\nprint(repr(sys.stdin.read()))", stdin=b"")
    assert run.stdout == b"''\n"


def test_more_input_than_a_pipe_holds_arrives_whole(programs: Programs) -> None:
    run = programs.run("import sys\nprint(len(sys.stdin.buffer.read()))", stdin=b"x" * 3_000_000)
    assert run.stdout == b"3000000\n"


def test_a_stop_while_it_waits_shows_only_the_lines_of_the_program(programs: Programs) -> None:
    run = programs.make("def ask():\n    input('? ')\nask()\n")
    programs.start(run, until=lambda: waits_for_input(run))
    run.runner.stop()
    programs.finish(run)
    lines = run.stderr.decode().splitlines()
    assert lines[-1] == "KeyboardInterrupt"
    assert [line.rpartition(", ")[2] for line in lines if "File" in line] == ["in <module>", "in ask"]
    assert run.outcome.kind is OutcomeKind.STOPPED


def test_files_beside_the_program_that_are_named_as_modules_of_ours_are_not_run(programs: Programs) -> None:
    file = programs.write(
        "import os\nos.waitpid(os.posix_spawn('/bin/true', ['true'], {}), 0)\nprint(input())\n"
    )
    for name in ("select", "fcntl", "resource"):
        (file.parent / f"{name}.py").write_text("raise SystemExit('the file beside the program was run')\n")
    run = programs.make(file)
    programs.start(run, until=lambda: waits_for_input(run))
    run.runner.send_input("it")
    programs.finish(run)
    assert (run.outcome.kind, run.stdout, run.stderr) == (OutcomeKind.OK, b"it\n", b"")
