"""Every example does what is stored of it, proven by running it with the program's own ``check``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.core.example import ExampleKind
from desktop.core.interpreters import Interpreter, find_interpreters, probe
from desktop.core.pack import read_pack
from desktop.core.paths import base_interpreter

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "examples" / "core"
CHOICE = "control-flow/if-elif-else"
PATIENCE_S = 300
REAL_HOME = {name: os.environ[name] for name in ("HOME", "USERPROFILE") if name in os.environ}
"""Taken before any test has a home of its own: other Pythons are often installed there."""


def check(data_dir: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desktop", "--data-dir", data_dir, "check", *words]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **REAL_HOME},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
    )


def found(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.fixture
def own() -> Interpreter:
    """The Python below the tests."""
    return probe(base_interpreter())


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of a part of the pack that may be spoiled."""
    copy = tmp_path / "pack"
    ignored = shutil.ignore_patterns("__pycache__")
    for chapter in ("01-first-steps", "04-control-flow"):
        shutil.copytree(PACK / chapter, copy / chapter, ignore=ignored)
    shutil.copy(PACK / "pack.toml", copy)
    return copy


def version(interpreter: Interpreter) -> str:
    return f"{interpreter.version[0]}.{interpreter.version[1]}"


def gates(pack: Path = PACK) -> dict[str, tuple[int, int]]:
    return {example.id: example.gate for chapter in read_pack(pack).chapters for example in chapter.examples}


def windows() -> set[str]:
    """Examples that need a display, which no check has."""
    examples = [example for chapter in read_pack(PACK).chapters for example in chapter.examples]
    return {example.id for example in examples if example.kind is ExampleKind.GUI}


def test_every_example_is_proven_on_every_python_here_that_can_run_it(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, own: Interpreter
) -> None:
    done = check(data_dir, "--json")
    result = found(done)
    for name, value in REAL_HOME.items():
        monkeypatch.setenv(name, value)
    here = {version(interpreter): interpreter for interpreter in find_interpreters()}
    assert version(own) in here
    for name, interpreter in here.items():
        able = {each for each, gate in gates().items() if gate <= interpreter.short}
        told = result["interpreters"][name]
        assert told["failed"] == []
        assert told["proven"] == len(able - windows())
        assert told["skipped"] == len(gates()) - len(able - windows())
    assert result["examples"] == len(gates()) >= 24
    assert done.returncode == 0, done.stdout


def test_json_has_the_keys_of_the_design(data_dir: Path, pack: Path, own: Interpreter) -> None:
    result = found(check(data_dir, pack, "--json", "--interpreter", own.path))
    assert set(result) == {"examples", "interpreters", "questions", "exercises", "seconds"}
    for told in result["interpreters"].values():
        assert set(told) == {"proven", "failed", "skipped", "unproven"}


def test_python_that_is_missing_is_skipped_and_proves_nothing(data_dir: Path, own: Interpreter) -> None:
    if own.short >= (3, 14):
        pytest.skip("this Python can run every example")
    result = found(check(data_dir, "--json", "--interpreter", own.path))
    missing = result["interpreters"]["3.14"]
    newer = sum(gate > own.short for gate in gates().values())
    unproven = newer + len(windows())
    assert missing == {"proven": 0, "failed": [], "skipped": len(gates()), "unproven": unproven}
    assert result["interpreters"][version(own)]["unproven"] == unproven


def test_changed_stored_output_fails_and_names_the_example(
    data_dir: Path, pack: Path, own: Interpreter
) -> None:
    (file,) = pack.glob("*/if-elif-else.out")
    file.write_bytes(file.read_bytes().replace(b"4 kg", b"5 kg"))
    done = check(data_dir, pack, "--json", "--interpreter", own.path)
    assert done.returncode == 1
    (failed,) = found(done)["interpreters"][version(own)]["failed"]
    assert failed["id"] == CHOICE
    assert "5 kg" in failed["why"]
    text = check(data_dir, pack, "--interpreter", own.path)
    assert text.returncode == 1
    assert f"FAILED {own.release} {CHOICE}: " in text.stdout


def test_example_that_fails_another_way_than_it_says_fails(
    data_dir: Path, pack: Path, own: Interpreter
) -> None:
    (file,) = pack.glob("*/read-a-traceback.py")
    code = file.read_text(encoding="utf-8")
    file.write_text(code.replace("earned / days_closed", "earned / None"), encoding="utf-8")
    done = check(data_dir, pack, "--json", "--interpreter", own.path)
    assert done.returncode == 1
    (failed,) = found(done)["interpreters"][version(own)]["failed"]
    assert failed["id"] == "first-steps/read-a-traceback"
    assert "TypeError" in failed["why"]


def test_example_that_never_ends_fails_and_the_others_are_proven(
    data_dir: Path, pack: Path, own: Interpreter
) -> None:
    (file,) = pack.glob("*/if-elif-else.py")
    file.write_text(file.read_text(encoding="utf-8") + "\nwhile True:\n    pass\n", encoding="utf-8")
    done = check(data_dir, pack, "--json", "--interpreter", own.path)
    assert done.returncode == 1
    told = found(done)["interpreters"][version(own)]
    assert [failed["id"] for failed in told["failed"]] == [CHOICE]
    assert told["proven"] == sum(gate <= own.short for gate in gates(pack).values()) - 1


@pytest.mark.parametrize(
    ("file", "old", "new", "named", "told"),
    [
        ("quiz.toml", "weight = 4\nif", "weight = 1\nif", "quiz#three-questions", "`why_not`"),
        ("quiz.toml", 'replace = "<="', 'replace = "=="', "quiz", "question 7 (border-of-the-chain)"),
        ("exercises/cheap-ticket/solution.py", "<= 5", "<= 4", "exercises/cheap-ticket", "At 5 it should"),
        (
            "exercises/cheap-ticket/check.py",
            "one_line and printed.endswith(wanted)",
            "printed",
            "exercises/cheap-ticket",
            "passes",
        ),
        ("exercises/cheap-ticket/check.py", "in [", "in [] + [", "", ""),
    ],
)
def test_changed_question_solution_or_check_fails_and_names_it(
    data_dir: Path, pack: Path, own: Interpreter, file: str, old: str, new: str, named: str, told: str
) -> None:
    path = pack / "04-control-flow" / file
    code = path.read_text(encoding="utf-8")
    assert old in code
    path.write_text(code.replace(old, new), encoding="utf-8")
    done = check(data_dir, pack, "--json", "--interpreter", own.path)
    failed = found(done)["interpreters"][version(own)]["failed"]
    assert [each["id"] for each in failed] == ([f"control-flow/{named}"] if named else [])
    assert done.returncode == (1 if named else 0)
    assert all(told in each["why"] for each in failed), failed


def test_gate_that_is_too_high_is_found(data_dir: Path, pack: Path, own: Interpreter) -> None:
    if own.short >= (3, 14):
        pytest.skip("this Python can run every example")
    (file,) = pack.glob("*/if-elif-else.py")
    code = file.read_text(encoding="utf-8")
    file.write_text(
        code.replace('requires-python = ">=3.11"', 'requires-python = ">=3.14"'), encoding="utf-8"
    )
    done = check(data_dir, pack, "--json", "--interpreter", own.path)
    assert done.returncode == 1
    assert [each["id"] for each in found(done)["interpreters"][version(own)]["failed"]] == [CHOICE]


def test_check_leaves_pack_progress_and_log_as_they_were(
    data_dir: Path, pack: Path, own: Interpreter
) -> None:
    before = {file: file.read_bytes() for file in pack.rglob("*") if file.is_file()}
    assert check(data_dir, pack, "--interpreter", own.path).returncode == 0
    assert {file: file.read_bytes() for file in pack.rglob("*") if file.is_file()} == before
    assert not list(data_dir.rglob("user_progress*"))


def test_update_writes_what_was_printed_and_then_the_pack_is_proven(
    data_dir: Path, pack: Path, own: Interpreter
) -> None:
    (file,) = pack.glob("*/if-elif-else.out")
    stored = file.read_bytes()
    file.write_bytes(b"something else\n")
    done = check(data_dir, pack, "--update", "--interpreter", own.path)
    assert "-something else" in done.stdout
    assert file.read_bytes() == stored
    assert check(data_dir, pack, "--interpreter", own.path).returncode == 0
