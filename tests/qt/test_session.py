"""The session's promises, with real files, real settings and a real child process."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Outcome, OutcomeKind, Stream
from desktop.core.errors import SettingError, UnknownTargetError
from desktop.core.paths import find_paths
from desktop.core.progress import Status
from desktop.sandbox.policy import Tier
from desktop.sandbox.tiers import Tiers, TierState
from desktop.services.session import Session
from tests.qt.test_waiting import program_below

OPENED = "control-flow/if-elif-else"
ASKS = "first-steps/ask-with-input"
FAILS = "first-steps/read-a-traceback"
GATED = "exceptions/except-without-brackets"
PROJECT = "modules-and-packages/your-own-module"


class Recorder:
    """What a session said, in order."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.out = {stream: bytearray() for stream in Stream}
        self.outcomes: list[Outcome] = []
        self.targets: list[str] = []
        session.output.connect(lambda stream, data: self.out[stream].extend(data))
        session.run_finished.connect(self.outcomes.append)
        session.run_started.connect(lambda spec: self.targets.append(spec.target))

    def run(self, qtbot: QtBot, target: str, **words: bytes) -> Outcome:
        """Run a target to its end."""
        with qtbot.waitSignal(self.session.run_finished, timeout=20_000):
            self.session.run(self.session.example(target), **words)
        return self.outcomes[-1]


@pytest.fixture
def session(data_dir: Path, qtbot: QtBot) -> Iterator[Session]:
    session = Session(find_paths(data_dir=data_dir))
    yield session
    session.close()


@pytest.fixture
def recorder(session: Session) -> Recorder:
    return Recorder(session)


def again(session: Session) -> Session:
    """The session of the next start, on the same folders."""
    session.close()
    return Session(session.paths)


def test_a_run_to_the_stored_outcome_completes_the_example_for_good(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    assert recorder.run(qtbot, OPENED).kind is OutcomeKind.OK
    assert session.progress.status(OPENED) is Status.COMPLETED
    assert again(session).progress.status(OPENED) is Status.COMPLETED


def test_an_example_that_is_meant_to_fail_is_completed_by_failing(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    assert recorder.run(qtbot, FAILS).kind is OutcomeKind.FAILED
    assert session.progress.status(FAILS) is Status.COMPLETED


def test_what_a_run_printed_is_kept_and_what_was_typed_in_is_not(
    session: Session, recorder: Recorder, qtbot: QtBot, data_dir: Path
) -> None:
    recorder.run(qtbot, ASKS, stdin=b"Grace Murray\ntea\n")
    (run,) = session.progress.runs()
    kept = again(session).recorder.output(run)
    assert kept is not None
    for stream in Stream:
        shown = b"".join(data for other, data in (*kept.first, *kept.last) if other is stream)
        assert shown == bytes(recorder.out[stream])
    (file,) = (data_dir / "outputs").iterdir()
    assert set(json.loads(file.read_bytes())) == {"target", "started", "first", "last", "left_out"}


def test_the_output_of_a_run_goes_when_so_many_others_came_or_none_is_to_be_kept(
    session: Session, recorder: Recorder, qtbot: QtBot, data_dir: Path
) -> None:
    session.save_settings({"progress.kept_outputs": 1})
    recorder.run(qtbot, FAILS)
    recorder.run(qtbot, FAILS)
    last, before = session.progress.runs()
    assert last.is_expected
    assert session.recorder.output(last) is not None
    assert session.recorder.output(before) is None
    session.save_settings({"progress.kept_outputs": 0})
    assert list((data_dir / "outputs").iterdir()) == []
    recorder.run(qtbot, FAILS)
    assert list((data_dir / "outputs").iterdir()) == []


def test_another_output_than_the_stored_one_is_a_run_and_no_completion(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    recorder.run(qtbot, ASKS, stdin=b"Grace\ntea\n")
    assert session.progress.status(ASKS) is Status.RAN
    stored = session.example(ASKS).stored_input()
    assert stored is not None
    recorder.run(qtbot, ASKS, stdin=stored)
    assert session.progress.status(ASKS) is Status.COMPLETED


def test_the_edited_text_runs_and_the_original_stays_as_it_was(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    example = session.example(OPENED)
    original = example.entry.read_bytes()
    session.edit(example, example.entry, "print('mine')\n")
    recorder.run(qtbot, OPENED)
    assert bytes(recorder.out[Stream.STDOUT]) == b"mine\n"
    assert example.entry.read_bytes() == original
    assert session.progress.status(OPENED) is Status.RAN


def test_an_edit_is_there_at_the_next_start_and_typing_the_original_again_ends_it(session: Session) -> None:
    example = session.example(OPENED)
    session.edit(example, example.entry, "print('mine')\n")
    next_start = again(session)
    assert next_start.is_edited(OPENED)
    assert next_start.text(example, example.entry) == "print('mine')\n"
    next_start.edit(example, example.entry, example.code(example.entry))
    assert not next_start.is_edited(OPENED)


def test_restoring_brings_the_original_and_undoing_it_brings_the_edit(session: Session) -> None:
    example = session.example(OPENED)
    session.edit(example, example.entry, "print('mine')\n")
    session.restore(example)
    assert session.text(example, example.entry) == example.code(example.entry)
    assert not session.is_edited(OPENED)
    assert session.undo_restore(example)
    assert session.text(example, example.entry) == "print('mine')\n"
    assert session.is_edited(OPENED)


def test_an_edit_in_one_file_of_a_project_runs_beside_the_original_of_the_other(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    example = session.example(PROJECT)
    main, other = example.files[0], example.files[1]
    session.edit(
        example, other, other.read_text(encoding="utf-8").replace("the oven is on", "the oven is hot")
    )
    recorder.run(qtbot, PROJECT)
    assert b"the oven is hot" in recorder.out[Stream.STDOUT]
    assert session.text(example, main) == example.code(main)


def test_running_another_example_ends_the_first_and_never_mixes_their_output(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    first, second = session.example(ASKS), session.example(OPENED)
    session.edit(first, first.entry, "while True:\n    print('first')\n")
    with qtbot.waitSignal(session.output, timeout=20_000):
        session.run(first)
    finished: list[int] = []
    session.run_finished.connect(lambda _outcome: finished.append(len(recorder.out[Stream.STDOUT])))
    session.run(second)
    qtbot.waitUntil(lambda: len(recorder.outcomes) == 2, timeout=20_000)
    assert [outcome.kind for outcome in recorder.outcomes] == [OutcomeKind.STOPPED, OutcomeKind.OK]
    assert recorder.targets == [ASKS, OPENED]
    assert b"first" not in recorder.out[Stream.STDOUT][finished[0] :]


def test_stopping_while_another_example_waits_to_start_ends_both(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    first = session.example(ASKS)
    with qtbot.waitSignal(session.input_wanted, timeout=20_000):
        session.run(first)
    session.run(session.example(OPENED))
    session.stop()
    qtbot.waitUntil(lambda: len(recorder.outcomes) == 2 and not session.is_running, timeout=20_000)
    assert {outcome.kind for outcome in recorder.outcomes} == {OutcomeKind.STOPPED}
    assert recorder.targets == [ASKS]


def test_a_run_that_waited_and_was_overtaken_ends_too(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.input_wanted, timeout=20_000):
        session.run(session.example(ASKS))
    session.run(session.example(FAILS))
    session.run(session.example(OPENED))
    qtbot.waitUntil(lambda: len(recorder.outcomes) == 3 and not session.is_running, timeout=20_000)
    assert sorted(outcome.kind for outcome in recorder.outcomes) == ["ok", "stopped", "stopped"]
    assert recorder.targets == [ASKS, OPENED]


def test_a_sandbox_that_is_switched_on_is_named_before_the_first_run(session: Session, qtbot: QtBot) -> None:
    if sys.platform != "linux":
        pytest.skip("the sandbox is Linux's")
    with qtbot.waitSignal(session.protection_changed, timeout=60_000):
        session.save_settings({"security.sandbox_mode": True})
    assert session.tier is not Tier.LIMITS


def test_an_example_for_a_newer_python_says_so_and_does_not_start(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    version = session.interpreter().version[:2]
    if version >= (3, 14):
        pytest.skip("this Python is new enough for the gated example")
    outcome = recorder.run(qtbot, GATED)
    assert outcome.kind is OutcomeKind.NOT_STARTED
    assert "needs Python 3.14" in outcome.sentence()
    assert session.progress.status(GATED) is Status.NEW


@pytest.fixture
def confined(data_dir: Path, qtbot: QtBot) -> Iterator[Session]:
    data_dir.mkdir(parents=True)
    paths = find_paths(data_dir=data_dir)
    paths.config_file.write_text("security:\n  sandbox_mode: true\n", encoding="utf-8")
    session = Session(paths)
    yield session
    session.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")
def test_with_the_sandbox_on_a_bundled_example_still_meets_its_stored_outcome(
    confined: Session, qtbot: QtBot
) -> None:
    outcome = Recorder(confined).run(qtbot, OPENED)
    assert outcome.kind is OutcomeKind.OK
    assert outcome.tier is not Tier.LIMITS
    assert confined.tier is outcome.tier
    assert confined.progress.status(OPENED) is Status.COMPLETED
    details = [entry["details"] for entry in confined.audit.entries()]
    assert {each["tier"] for each in details if "tier" in each} == {outcome.tier.value}


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")
def test_when_it_is_idle_an_interpreter_waits_for_the_next_run_and_becomes_it(
    confined: Session, qtbot: QtBot
) -> None:
    confined.prepare_runs()
    confined.gate.look(confined.example(OPENED))
    qtbot.waitUntil(lambda: confined.tier is not Tier.LIMITS, timeout=60_000)
    if confined.tier is not Tier.STRONG:
        pytest.skip("only Strong has it")
    launcher = confined._runner._spare.process_id  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: program_below(launcher) != 0, timeout=60_000)
    waiting, recorder = program_below(launcher), Recorder(confined)
    confined.run(confined.example(ASKS))
    qtbot.waitUntil(lambda: bool(recorder.out[Stream.STDOUT]), timeout=60_000)
    assert program_below(launcher) == waiting


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")
def test_with_the_sandbox_on_what_the_learner_wrote_reaches_nothing_of_theirs(
    confined: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mine", encoding="utf-8")
    recorder, example = Recorder(confined), confined.example(OPENED)
    confined.edit(example, example.entry, f"print(open({str(secret)!r}).read())\n")
    outcome = recorder.run(qtbot, OPENED)
    assert outcome.kind is OutcomeKind.FAILED
    assert not recorder.out[Stream.STDOUT]
    confined.edit(example, example.entry, f"open({str(secret)!r}, 'w').write('lost')\n")
    recorder.run(qtbot, OPENED)
    assert secret.read_text(encoding="utf-8") == "mine"


def test_where_no_sandbox_holds_a_run_that_asked_for_it_is_refused_with_the_reason(
    confined: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = Tiers((TierState(Tier.STRONG, False, "Strong does not work here."), TierState(Tier.LIMITS, True)))
    monkeypatch.setattr("desktop.services.protection.probe_tiers", lambda *_words: none)
    recorder = Recorder(confined)
    outcome = recorder.run(qtbot, OPENED)
    assert outcome.kind is OutcomeKind.REFUSED
    assert "Strong does not work here." in outcome.sentence()
    assert not recorder.targets


def test_a_file_from_elsewhere_runs_and_is_recorded_by_its_path(
    session: Session, recorder: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ein Gruß 😀.py"
    file.write_text("print('grüezi')\n", encoding="utf-8")
    assert recorder.run(qtbot, str(file)).kind is OutcomeKind.OK
    assert recorder.out[Stream.STDOUT].decode() == "grüezi\n"
    assert session.progress.runs()[0].target == str(file)
    example = session.example(str(file))
    session.edit(example, file, "print('mine')\n")
    recorder.run(qtbot, str(file))
    assert recorder.out[Stream.STDOUT].decode() == "grüezi\nmine\n"
    assert file.read_text(encoding="utf-8") == "print('grüezi')\n"


@pytest.mark.parametrize("target", ["nowhere/at-all", "/no/such/file.py", "/etc/passwd", ""])
def test_a_target_that_is_nothing_to_run_is_named(session: Session, target: str) -> None:
    with pytest.raises(UnknownTargetError):
        session.example(target)


def test_the_audit_trail_tells_of_runs_failures_and_settings_but_never_of_code_or_input(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    example = session.example(ASKS)
    session.edit(example, example.entry, "secret = input()\nraise ValueError('told')\n")
    recorder.run(qtbot, ASKS, stdin=b"my answer\n")
    session.save_settings({"execution.timeout_seconds": 60})
    log = (session.paths.data_dir / "logs" / "python_explorer.log").read_text(encoding="utf-8")
    events = [entry["event"] for entry in session.audit.entries()]
    assert events == [
        "run_started",
        "run_finished",
        "progress_changed",
        "setting_intended",
        "setting_changed",
    ]
    assert "ValueError" in log
    assert "told" in log
    assert "secret" not in log
    assert "my answer" not in log
    assert session.audit.verify().ok


def test_a_bad_setting_changes_nothing_and_says_what_is_admitted(session: Session) -> None:
    with pytest.raises(SettingError):
        session.save_settings({"execution.timeout_seconds": -1})
    assert session.settings.snapshot.number("execution.timeout_seconds") == 30


def test_a_change_of_the_file_from_outside_is_in_force_and_audited(session: Session, qtbot: QtBot) -> None:
    session.watch_settings()
    with qtbot.waitSignal(session.settings_changed, timeout=5_000):
        session.settings.file.write_text("execution:\n  timeout_seconds: 7\n", encoding="utf-8")
    assert session.settings.snapshot.number("execution.timeout_seconds") == 7
    assert session.audit.entries()[-1]["event"] == "setting_changed_outside"


def test_progress_that_is_switched_off_is_not_recorded(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    session.save_settings({"progress.enabled": False})
    session.open_example(OPENED)
    recorder.run(qtbot, OPENED)
    assert session.progress.status(OPENED) is Status.NEW


def test_what_a_run_wrote_is_kept_until_the_next_run_and_can_be_copied_out(
    session: Session, recorder: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    example = session.example(OPENED)
    session.edit(example, example.entry, "open('letter.txt', 'w').write('dear')\n")
    assert recorder.run(qtbot, OPENED).files_written == ("letter.txt",)
    kept = session.keep_files(OPENED, tmp_path)
    assert (kept / "letter.txt").read_text(encoding="utf-8") == "dear"
    work_dir = session.work_dir(OPENED)
    assert work_dir is not None
    session.close()
    qtbot.waitUntil(lambda: not work_dir.exists())


def test_closing_the_session_ends_the_program_that_runs(
    session: Session, recorder: Recorder, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.input_wanted, timeout=20_000):
        session.run(session.example(ASKS))
    session.close()
    assert recorder.outcomes[-1].kind is OutcomeKind.STOPPED
    assert not session.is_running
