"""Every start leads to exactly one outcome, and the outcome says how the program ended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Limits, OutcomeKind
from tests.qt.real_runs import Programs


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


FOREVER = "import time\nprint('ready')\nwhile True: time.sleep(0.05)\n"
DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n" + FOREVER


@pytest.mark.parametrize(
    ("source", "kind", "code"),
    [
        ("", OutcomeKind.OK, 0),
        ("raise SystemExit", OutcomeKind.OK, 0),
        ("import sys; sys.exit(None)", OutcomeKind.OK, 0),
        ("import sys; sys.exit(3)", OutcomeKind.FAILED, 3),
        ("import sys; sys.exit(True)", OutcomeKind.FAILED, 1),
        ("import sys; sys.exit(256 + 7)", OutcomeKind.FAILED, 7),
        ("import sys; sys.exit('reason')", OutcomeKind.FAILED, 1),
        ("import os; os._exit(9)", OutcomeKind.FAILED, 9),
        ("1 / 0", OutcomeKind.FAILED, 1),
        ("if", OutcomeKind.FAILED, 1),
    ],
)
def test_the_exit_code_is_the_programs_own(
    programs: Programs, source: str, kind: OutcomeKind, code: int
) -> None:
    outcome = programs.run(source).outcome
    assert (outcome.kind, outcome.exit_code, outcome.signal) == (kind, code, None)


def test_a_text_given_to_exit_is_printed_to_stderr(programs: Programs) -> None:
    assert programs.run("import sys; sys.exit('reason')").stderr == b"reason\n"


@pytest.mark.parametrize(
    ("name", "words"),
    [("SIGSEGV", "segmentation fault"), ("SIGABRT", "aborted"), ("SIGKILL", "killed from outside")],
)
def test_death_by_a_signal_is_a_crash_with_a_name(programs: Programs, name: str, words: str) -> None:
    import signal

    outcome = programs.run(f"import os, signal; os.kill(os.getpid(), signal.{name})").outcome
    assert (outcome.kind, outcome.signal, outcome.exit_code) == (
        OutcomeKind.CRASHED,
        signal.Signals[name],
        None,
    )
    assert outcome.sentence() == f"Crashed: {words}"


def test_an_interrupt_that_the_program_raises_is_its_own_failure(programs: Programs) -> None:
    outcome = programs.run("raise KeyboardInterrupt").outcome
    assert (outcome.kind, outcome.exit_code) == (OutcomeKind.FAILED, 130)


def test_an_exception_is_reported_with_the_line_of_the_program(programs: Programs) -> None:
    run = programs.run("import json\n\ndef read():\n    json.loads('{')\n\nread()\n")
    facts = run.outcome.exception
    assert facts is not None
    assert (facts.type_name, facts.file, facts.line) == (
        "json.decoder.JSONDecodeError",
        str(run.spec.file),
        4,
    )
    assert facts.message.startswith("Expecting property name")


def test_a_class_of_the_program_is_named_without_its_module(programs: Programs) -> None:
    facts = programs.run("class Odd(Exception): pass\nraise Odd('x' * 5000)").outcome.exception
    assert facts is not None
    assert (facts.type_name, facts.message, facts.line) == ("Odd", "x" * 2000, 2)


def test_a_syntax_error_is_reported_with_its_line(programs: Programs) -> None:
    facts = programs.run("x = 1\nif x\n    pass\n").outcome.exception
    assert facts is not None
    assert (facts.type_name, facts.line) == ("SyntaxError", 2)


def test_stop_interrupts_as_ctrl_c_does(programs: Programs) -> None:
    run = programs.make(FOREVER, limits=Limits(stop_grace_ms=20_000))
    programs.start(run, until=lambda: run.stdout)
    run.runner.stop()
    programs.finish(run)
    assert run.stderr.endswith(b"KeyboardInterrupt\n")
    assert run.outcome.kind is OutcomeKind.STOPPED


def test_a_program_that_cleans_up_after_a_stop_has_been_stopped(programs: Programs) -> None:
    source = (
        "import time\n"
        "try:\n"
        "    print('ready')\n"
        "    time.sleep(60)\n"
        "except KeyboardInterrupt:\n"
        "    print('clean')\n"
    )
    run = programs.make(source, limits=Limits(stop_grace_ms=20_000))
    programs.start(run, until=lambda: run.stdout)
    run.runner.stop()
    programs.finish(run)
    assert run.stdout == b"ready\nclean\n"
    assert (run.outcome.kind, run.outcome.exit_code) == (OutcomeKind.STOPPED, 0)


def test_a_program_that_ignores_the_interrupt_is_killed_after_its_grace(programs: Programs) -> None:
    run = programs.make(DEAF, limits=Limits(stop_grace_ms=50))
    programs.start(run, until=lambda: run.stdout)
    run.runner.stop()
    programs.finish(run)
    assert run.outcome.kind is OutcomeKind.STOPPED


def test_stop_at_whatever_moment_of_the_start_shows_nothing_of_ours(programs: Programs) -> None:
    for moment_ms in range(0, 60, 4):
        run = programs.make("print('begun', flush=True)\n" + FOREVER, limits=Limits(stop_grace_ms=20_000))
        run.runner.started.connect(
            lambda _spec, run=run, ms=moment_ms: QTimer.singleShot(ms, run.runner.stop)
        )
        programs.finish(programs.start(run))
        assert run.outcome.kind is OutcomeKind.STOPPED
        assert b"bootstrap" not in run.stderr and b"desktop" not in run.stderr, moment_ms


def test_a_second_stop_kills_at_once(programs: Programs) -> None:
    run = programs.make(DEAF, limits=Limits(timeout_s=0, stop_grace_ms=10_000_000))
    programs.start(run, until=lambda: run.stdout)
    run.runner.stop()
    run.runner.stop()
    programs.finish(run)
    assert run.outcome.kind is OutcomeKind.STOPPED


def test_stop_before_the_program_has_begun_ends_it_too(programs: Programs) -> None:
    run = programs.start(programs.make(FOREVER))
    run.runner.stop()
    programs.finish(run)
    assert run.outcome.kind is OutcomeKind.STOPPED
    assert run.processes() == []


@pytest.mark.parametrize("source", ["while True: pass", DEAF, "import time; time.sleep(60)"])
def test_the_timeout_ends_a_program_that_does_not(programs: Programs, source: str) -> None:
    outcome = programs.run(source, limits=Limits(timeout_s=0.5)).outcome
    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert outcome.sentence().startswith("Stopped at the time limit of 0.5 s")


def test_the_launcher_ends_the_run_where_the_window_hangs(programs: Programs) -> None:
    run = programs.make(DEAF, limits=Limits(timeout_s=0.2))
    run.runner.started.connect(lambda: run.runner._run._clock.stop())  # type: ignore[union-attr]
    programs.finish(programs.start(run))
    assert run.outcome.kind is OutcomeKind.TIMED_OUT


def test_the_events_of_a_run_come_in_order_and_once(programs: Programs) -> None:
    run = programs.run("print('x')")
    assert run.events == ["started", "output", "finished"]


def test_a_hundred_runs_in_a_row_each_finish_once(programs: Programs) -> None:
    run = programs.make("print('x')")
    for number in range(1, 101):
        programs.start(run, until=lambda number=number: len(run.outcomes) == number)
        assert not run.runner.is_running
    assert run.stdout == b"x\n" * 100
    assert {outcome.kind for outcome in run.outcomes} == {OutcomeKind.OK}


def test_a_run_may_be_started_from_the_end_of_another(programs: Programs) -> None:
    run = programs.make("print('x')")
    run.runner.finished.connect(lambda: len(run.outcomes) < 3 and run.runner.start(run.spec))
    programs.start(run, until=lambda: len(run.outcomes) == 3)
    assert run.stdout == b"x\n" * 3


def test_a_start_during_a_run_is_refused_and_leaves_the_run_alone(programs: Programs) -> None:
    run = programs.make(FOREVER)
    programs.start(run, until=lambda: run.stdout)
    programs.start(run, until=lambda: run.outcomes)
    assert run.outcome.kind is OutcomeKind.NOT_STARTED
    assert run.runner.is_running


def test_an_interpreter_that_does_not_exist_is_named(programs: Programs) -> None:
    outcome = programs.run("", interpreter=Path("/nowhere/python")).outcome
    assert outcome.kind is OutcomeKind.NOT_STARTED
    assert outcome.sentence() == "Could not start: the interpreter /nowhere/python: No such file or directory"


def test_a_file_that_is_no_program_is_named_as_interpreter(programs: Programs) -> None:
    file = programs.write("")
    outcome = programs.run("", interpreter=file).outcome
    assert outcome.sentence() == f"Could not start: the interpreter {file}: Permission denied"


def test_a_missing_file_is_named(programs: Programs) -> None:
    outcome = programs.run(programs.folder / "absent.py").outcome
    assert outcome.sentence().startswith("Could not start: the file /")


def test_a_missing_working_folder_is_named(programs: Programs) -> None:
    run = programs.make("")
    run.spec.work_dir.rmdir()
    outcome = programs.finish(programs.start(run)).outcome
    assert outcome.sentence().startswith("Could not start: the working folder")
    assert run.events == ["finished"]


def test_an_argument_that_no_command_line_can_hold_is_refused(programs: Programs) -> None:
    outcome = programs.run("", argv=("a\0b",)).outcome
    assert outcome.kind is OutcomeKind.NOT_STARTED
    assert "NUL" in outcome.detail


def test_more_arguments_than_a_pipe_holds_arrive(programs: Programs) -> None:
    run = programs.run("import sys; print(len(''.join(sys.argv[1:])))", argv=("x" * 1000,) * 300)
    assert run.stdout == b"300000\n"


def test_files_that_the_program_wrote_are_listed(programs: Programs) -> None:
    run = programs.make(
        "import os\n"
        "os.makedirs('a/b'); open('a/b/new', 'w').close(); open('changed', 'a').write('x')\n"
        "os.symlink('/', 'loop')\n"
    )
    for name in ("changed", "untouched"):
        (run.spec.work_dir / name).write_text("")
    assert programs.finish(programs.start(run)).outcome.files_written == ("a/b/new", "changed", "loop")


def test_a_program_may_delete_its_own_working_folder(programs: Programs) -> None:
    outcome = programs.run("import os, shutil; shutil.rmtree(os.getcwd())").outcome
    assert (outcome.kind, outcome.files_written) == (OutcomeKind.OK, ())


def test_the_outcome_tells_time_memory_and_version(programs: Programs) -> None:
    import platform

    outcome = programs.run("x = bytearray(100_000_000)\nfor i in range(3_000_000): pass\n").outcome
    assert outcome.python_version == platform.python_version()
    assert outcome.peak_memory_mb > 100
    assert outcome.cpu_ms > 0
    assert outcome.duration_ms > 0
