"""``doctor`` looks and changes nothing, however damaged what it looks at is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.e2e.driven import explore

DAMAGED = {
    "config.yaml": b"security:\n  sandbox_mode: false\nexecution: {\n",
    "user_progress.json": b'{"schema": 1, "seq"',
    "user_progress.journal": b"\0" * 100,
    "permissions.json": b"[]",
    "confirmed.json": b"\xff",
    "logs/python_explorer.log": b"half a line",
    "edits/control-flow/truthiness/truthiness.py": b"\xff\xfe",
    "window.ini": b"\0",
}


def _picture(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(file.relative_to(folder)): (file.stat().st_mtime_ns, file.read_bytes() if file.is_file() else b"")
        for file in sorted(folder.rglob("*"))
    }


def test_doctor_makes_no_folder_where_there_is_none(home: Path, data_dir: Path) -> None:
    before = _picture(home)
    done = explore(data_dir, "doctor", "--json")
    assert done.returncode == 0, done.stderr
    assert _picture(home) == before


def test_doctor_leaves_damaged_files_as_they_are_and_says_that_they_are(data_dir: Path) -> None:
    for name, content in DAMAGED.items():
        file = data_dir / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    before = _picture(data_dir)
    done = explore(data_dir, "doctor", "--json")
    assert done.returncode == 0, done.stderr
    assert _picture(data_dir) == before
    facts = json.loads(done.stdout)
    assert "permissions.json" in facts["Protection"]["stored answers"]
    assert "could not be read" in facts["Protection"]["stored answers"]
    assert "config.yaml" in facts["Settings"]["notices"][0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of Unix")
@pytest.mark.parametrize("command", ["doctor", "log", "progress", "list"])
def test_commands_wait_for_no_pipe_in_place_of_a_file(data_dir: Path, command: str) -> None:
    (data_dir / "logs").mkdir(parents=True)
    for name in (
        "config.yaml",
        "user_progress.json",
        "permissions.json",
        "confirmed.json",
        "logs/python_explorer.log",
    ):
        os.mkfifo(data_dir / name)
    done = explore(data_dir, command)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
