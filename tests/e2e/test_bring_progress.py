"""Stories: progress is brought from version 2.0 and another computer, in the window and in a terminal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.core.progress import Progress, Status
from tests.e2e.driven import ROOT, explore
from tests.e2e.explorer import Explorer

PREDECESSOR = ROOT / "tests" / "data" / "predecessor" / "user_progress.json"
SEEN = "control-flow/if-elif-else"


def test_first_start_brings_the_progress_of_the_predecessor(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(PREDECESSOR), ""))
    explorer.start()
    explorer.click("Import progress")
    assert "2 completed chapters" in explorer.window.status_bar.state
    assert explorer.session.progress.status(SEEN) is Status.OPENED
    explorer.reopen()
    assert explorer.session.progress.status(SEEN) is Status.OPENED


def test_file_that_holds_no_progress_is_told_and_the_window_goes_on(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "other.json").write_text("[]")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(tmp_path / "other.json"), ""))
    explorer.start()
    explorer.click("Import progress")
    assert "was not imported" in explorer.window.status_bar.state
    explorer.click("Run")
    assert explorer.wait_for_end().kind.value == "ok"


def test_file_of_the_predecessor_in_the_data_folder_is_taken_over_in_a_terminal(data_dir: Path) -> None:
    data_dir.mkdir()
    shutil.copy(PREDECESSOR, data_dir)
    done = explore(data_dir, "progress", "--json")
    assert b"version 2.0" in done.stderr
    assert json.loads(done.stdout)["examples"][SEEN] == "opened"
    assert explore(data_dir, "progress").stderr == b""


def test_progress_goes_to_a_file_and_comes_from_it(data_dir: Path, tmp_path: Path) -> None:
    done = explore(data_dir, "progress", "import", str(PREDECESSOR))
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"2 completed chapters" in done.stdout
    for form in ("json", "csv"):
        file = tmp_path / f"out.{form}"
        assert explore(data_dir, "progress", "export", str(file), "--format", form).returncode == 0
        assert SEEN in file.read_text(encoding="utf-8")
    other = tmp_path / "other"
    assert explore(other, "progress", "import", str(tmp_path / "out.json")).returncode == 0
    assert Progress(other / "user_progress.json").status(SEEN) is Status.OPENED
    refused = explore(other, "progress", "import", str(tmp_path / "out.csv"))
    assert refused.returncode == 125
    assert b"was not imported" in refused.stderr
    assert explore(other, "progress", "export", str(tmp_path), "--format", "pdf").returncode == 125
