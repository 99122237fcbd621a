"""The working folders of runs: each is new, and removing what a program left keeps nobody waiting."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services import scratch
from desktop.services.scratch import Scratch


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Nothing is removed before this is set."""
    may_remove, remove = threading.Event(), scratch.remove_tree

    def slowly(folder: Path) -> None:
        may_remove.wait()
        remove(folder)

    monkeypatch.setattr(scratch, "remove_tree", slowly)
    yield may_remove
    may_remove.set()


def test_neither_a_run_nor_the_end_waits_until_the_files_of_the_run_before_are_gone(
    tmp_path: Path, slow_disk: threading.Event
) -> None:
    folders = Scratch(tmp_path)
    first = folders.fresh("a/b")
    (first / "left behind").touch()
    second = folders.fresh("a/b")
    assert (first / "left behind").exists()
    assert list(second.iterdir()) == []
    assert folders.work_dir("a/b") == second
    folders.close()
    assert folders.work_dir("a/b") is None
    slow_disk.set()
    folders._remover.shutdown(wait=True)
    assert list(tmp_path.iterdir()) == []


def test_folder_of_a_session_that_was_killed_is_removed_by_the_next_and_that_of_a_living_one_is_not(
    tmp_path: Path,
) -> None:
    killed = tmp_path / "session-killed"
    (killed / "run-1" / "work").mkdir(parents=True)
    (killed / "run-1").chmod(0)
    living, new = Scratch(tmp_path), Scratch(tmp_path)
    living_folder = living.fresh("a/b")
    new.fresh("a/b")
    for each in (new, living):
        each._remover.shutdown(wait=True)
    assert not killed.exists()
    assert living_folder.exists()
