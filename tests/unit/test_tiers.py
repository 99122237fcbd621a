"""What the probes answered decides the tier; it is remembered for this boot and no longer."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.sandbox import tiers
from desktop.sandbox.policy import Tier
from desktop.sandbox.tiers import Tiers, TierState, probe_tiers

BASE = Path("/usr/bin/python3")
LAUNCHER = Path("/launch.py")


class Answers:
    """Stands in for the probing process."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def run(self, command: list[str], **details: Any) -> subprocess.CompletedProcess[bytes]:
        tier = command[5]
        self.asked.append(tier)
        if self.answers[tier] == "hangs":
            raise subprocess.TimeoutExpired(command, 1)
        return subprocess.CompletedProcess(command, 0, self.answers[tier].encode(), b"")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """Both tiers hold, unless the test says otherwise."""
    answers = Answers(strong="ok 7", kernel="ok 7")
    monkeypatch.setattr(subprocess, "run", answers.run)
    monkeypatch.setattr(tiers.sys, "platform", "linux")
    return answers


def probe(cache: Path | None = None) -> Tiers:
    return probe_tiers(BASE, LAUNCHER, BASE, cache)


def test_the_strongest_that_holds_is_the_best(answers: Answers) -> None:
    assert probe().best is Tier.STRONG
    answers.answers["strong"] = "no the file system: Operation not permitted"
    found = probe()
    assert found.best is Tier.KERNEL
    assert found.state(Tier.STRONG).why == (
        "Strong does not work here: the file system: Operation not permitted."
    )
    answers.answers["kernel"] = "no Landlock: version 1 of the kernel's Landlock is too old"
    assert probe().best is Tier.LIMITS


@pytest.mark.parametrize("answer", ["hangs", "", "nonsense", "okay 7"])
def test_what_is_no_answer_is_no_tier(answers: Answers, answer: str) -> None:
    answers.answers["strong"] = answer
    state = probe().state(Tier.STRONG)
    assert not state.is_available
    assert state.why == "Strong does not work here: its trial did not come to an end."


def test_an_answer_is_asked_for_once_a_boot(
    answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers.answers["kernel"] = "no reason"
    assert probe(tmp_path / "cache") == probe(tmp_path / "cache")
    assert answers.asked == ["strong", "kernel"]
    monkeypatch.setattr(tiers, "_read", lambda path: f"another {path}")
    probe(tmp_path / "cache")
    assert answers.asked == ["strong", "kernel"] * 2


def test_a_trial_that_did_not_end_is_asked_for_again(answers: Answers, tmp_path: Path) -> None:
    answers.answers["strong"] = "hangs"
    probe(tmp_path)
    answers.answers["strong"] = "ok 7"
    assert probe(tmp_path).best is Tier.STRONG
    assert answers.asked == ["strong", "kernel", "strong"]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\xff", b'{"key": 1}', b'{"strong": 5}', b"[" * 100_000]
)
def test_a_cache_that_cannot_be_read_is_none(answers: Answers, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sandbox.json").write_bytes(content)
    assert probe(tmp_path).best is Tier.STRONG
    assert json.loads((tmp_path / "sandbox.json").read_text())["strong"] == "ok 7"


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert probe(tmp_path / "file" / "cache").best is Tier.STRONG


def test_kernel_has_processes_where_signals_can_be_kept_inside(answers: Answers) -> None:
    assert probe().state(Tier.KERNEL).can_hold_processes
    answers.answers["kernel"] = "ok 5"
    assert not probe().state(Tier.KERNEL).can_hold_processes
    assert probe().state(Tier.STRONG).can_hold_processes


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("apparmor_restrict_unprivileged_userns", "1", "bwrap-userns-restrict"),
        ("unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
        ("max_user_namespaces", "0", "user.max_user_namespaces="),
    ],
)
def test_the_remedy_fits_what_forbids_namespaces(fact: str, value: str, words: str) -> None:
    assert words in tiers._remedy(Tier.STRONG, {fact: value})
    assert tiers._remedy(Tier.KERNEL, {fact: value}) == ""
    assert tiers._remedy(Tier.STRONG, {}) == ""


def test_elsewhere_than_on_linux_there_is_no_such_tier_yet(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiers.sys, "platform", "darwin")
    found = probe()
    assert found.best is Tier.LIMITS
    assert found.state(Tier.STRONG) == TierState(
        Tier.STRONG, False, "This system has no such sandbox yet.", can_hold_processes=False
    )
    assert answers.asked == []
