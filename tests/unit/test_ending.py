"""What the launcher reports and the application caused becomes one outcome."""

from __future__ import annotations

import signal

import pytest

from desktop.child.protocol import ExceptionFacts, Limits, OutcomeKind
from desktop.services.ending import Findings, exception_of, guard_sentence

INTERRUPT = ExceptionFacts("KeyboardInterrupt", "", "/x.py", 1)


@pytest.mark.parametrize(
    ("facts", "kind", "sentence"),
    [
        ({"end": {"exit_code": 0}}, OutcomeKind.OK, "Finished"),
        ({"end": {"exit_code": 2}}, OutcomeKind.FAILED, "Ended with exit code 2"),
        ({"end": {"exit_code": 0}, "cause": OutcomeKind.STOPPED}, OutcomeKind.STOPPED, "Stopped by you"),
        ({"end": {"reason": "memory"}}, OutcomeKind.MEMORY_LIMIT, "Stopped: more than 512 MB of memory"),
        ({"end": {"reason": "timeout"}}, OutcomeKind.TIMED_OUT, "Stopped at the time limit of 30 s"),
        (
            {"end": {"exit_code": 0}, "cause": OutcomeKind.TIMED_OUT, "is_asking": True},
            OutcomeKind.TIMED_OUT,
            "Stopped at the time limit of 30 s",
        ),
        (
            {"end": {"exit_code": 0}, "cause": OutcomeKind.TIMED_OUT, "has_waited_too_long": True},
            OutcomeKind.TIMED_OUT,
            "Stopped: it waited 60 min for an answer",
        ),
        (
            {"end": {"exit_code": 0}, "cause": OutcomeKind.STOPPED, "is_asking": True},
            OutcomeKind.STOPPED,
            "Stopped by you",
        ),
        ({"end": None}, OutcomeKind.CRASHED, "Crashed: the launcher was killed"),
        ({"end": {"signal": int(signal.SIGBUS)}}, OutcomeKind.CRASHED, "Crashed: bus error"),
        ({"end": {"signal": 63}}, OutcomeKind.CRASHED, "Crashed: signal 63"),
        (
            {"end": {"signal": int(signal.SIGXCPU)}},
            OutcomeKind.TIMED_OUT,
            "Stopped at the processor time limit of 30 s",
        ),
        (
            {"end": {"signal": int(signal.SIGXCPU), "cpu_ms": 30_010, "duration_ms": 30_020}},
            OutcomeKind.TIMED_OUT,
            "Stopped at the time limit of 30 s",
        ),
        (
            {"end": {"signal": int(signal.SIGXCPU), "cpu_ms": 30_010, "duration_ms": 15_300}},
            OutcomeKind.TIMED_OUT,
            "Stopped at the processor time limit of 30 s",
        ),
        (
            {"end": {"signal": int(signal.SIGKILL), "cpu_ms": 30_100}},
            OutcomeKind.TIMED_OUT,
            "Stopped at the processor time limit of 30 s",
        ),
        (
            {"end": {"signal": int(signal.SIGINT)}, "exception": INTERRUPT},
            OutcomeKind.FAILED,
            "Ended with KeyboardInterrupt",
        ),
        (
            {"is_refused": True, "end": {"exit_code": 125}},
            OutcomeKind.REFUSED,
            "Not allowed to start: the file changed after it was looked at. "
            "Open it again to see what it does now.",
        ),
        ({"problem": "why"}, OutcomeKind.NOT_STARTED, "Could not start: why"),
        ({"is_started": False, "cause": OutcomeKind.STOPPED}, OutcomeKind.STOPPED, "Stopped by you"),
    ],
)
def test_every_end_has_its_kind_and_sentence(
    facts: dict[str, object], kind: OutcomeKind, sentence: str
) -> None:
    outcome = Findings(Limits(), **{"is_started": True, **facts}).outcome()  # type: ignore[arg-type]
    assert (outcome.kind, outcome.sentence()) == (kind, sentence)


def test_a_launcher_that_ends_before_it_starts_anything_says_so() -> None:
    outcome = Findings(Limits()).outcome()
    assert outcome.kind is OutcomeKind.NOT_STARTED
    assert "launcher" in outcome.sentence()


def test_figures_of_another_shape_are_left_out() -> None:
    end: dict[str, object] = {
        "exit_code": "0",
        "cpu_ms": -1,
        "peak_kb": 2**70,
        "files": "abc",
        "duration_ms": None,
    }
    outcome = Findings(Limits(), is_started=True, end=end).outcome()
    assert (outcome.exit_code, outcome.cpu_ms, outcome.peak_memory_mb, outcome.files_written) == (
        None,
        0,
        0.0,
        (),
    )


def test_an_exception_is_shown_only_where_it_ended_the_program() -> None:
    failed = Findings(Limits(), is_started=True, end={"exit_code": 1}, exception=INTERRUPT)
    assert failed.outcome().exception == INTERRUPT
    handled = Findings(Limits(), is_started=True, end={"exit_code": 0}, exception=INTERRUPT)
    assert handled.outcome().exception is None


def test_an_exception_of_wrong_types_is_empty() -> None:
    assert exception_of({"type": 1, "message": [], "line": "7"}) == ExceptionFacts("", "", "", 0)


@pytest.mark.parametrize(
    "probed", ["namespace own", "namespace cgroup", "walk user", "walk none", "group user", "job own"]
)
def test_each_guard_has_a_sentence(probed: str) -> None:
    assert guard_sentence(probed).endswith(".")
    assert "Unknown" not in guard_sentence(probed)


def test_a_probe_that_fails_is_no_promise() -> None:
    assert guard_sentence("") == "Unknown: the launcher could not be started to try it."
