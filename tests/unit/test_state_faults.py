"""Whatever lies in place of a file of the learner's state: everything loads, and nothing else is lost."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core import files
from desktop.core.audit import AuditLog
from desktop.core.edits import Edits
from desktop.core.paths import find_paths
from desktop.core.permissions import Permissions, Scope, Verdict
from desktop.core.progress import Progress, RunRecord
from desktop.core.settings import Settings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, rings of links and holes are of Unix")

GIGABYTE = 2**30
PLACES = (
    "config.yaml",
    "user_progress.json",
    "user_progress.json.bak",
    "user_progress.journal",
    "backups",
    "permissions.json",
    "confirmed.json",
    "logs/explorer.log",
    "logs/explorer.log.head",
    "edits/a/b/b.py",
)


class State:
    """Everything of one learner, as a start reads it."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(find_paths(data_dir=folder))
        self.progress = Progress(folder / "user_progress.json")
        self.edits = Edits(folder / "edits")
        self.audit = AuditLog(folder / "logs" / "explorer.log")
        self.permissions = Permissions(folder / "permissions.json")

    def work(self, number: int) -> None:
        """One record in each file."""
        self.progress.ran(RunRecord("a/b", "ok", "", number), completed=True)
        self.edits.save("a/b", "b.py", f"edit {number}")
        self.edits.save("a/b", "other.py", f"other {number}")
        self.permissions.decide(Scope.LIBRARY, "core", "run", Verdict.ALLOW)
        self.settings.save({"execution.timeout_seconds": 40 + number}, self.audit.append)


@pytest.fixture(scope="module")
def two_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What two days of work leave on the disk."""
    folder = tmp_path_factory.mktemp("days") / "state"
    for number in (1, 2):
        state = State(folder)
        state.work(number)
        state.settings.save({"security.sandbox_mode": False}, state.audit.append)
        state.progress.close()
        state.progress.ran(RunRecord("a/b", "ok", "", 10 + number), completed=True)
    return folder


@pytest.fixture
def folder(two_days: Path, tmp_path: Path) -> Path:
    """Two days of work, for one test to spoil; a confirmation belongs to one settings file."""
    folder = tmp_path / "state"
    shutil.copytree(two_days, folder)
    confirmed = folder / "confirmed.json"
    confirmed.write_text(confirmed.read_text().replace(str(two_days), str(folder)))
    return folder


def _noise(file: Path) -> None:
    file.write_bytes(random.Random(1).randbytes(2000))


def _half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _zeros(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def _other(file: Path) -> None:
    """The content of a file of another kind."""
    kind = "config.yaml" if file.suffix in (".json", ".head") else "user_progress.json"
    root = next(parent for parent in file.parents if parent.name == "state")
    file.write_bytes((root / kind).read_bytes())


def _huge(file: Path) -> None:
    os.truncate(file, GIGABYTE)


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _ring(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


def _nowhere(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "nothing-is-here")


def _linked(file: Path) -> None:
    """The file lies elsewhere, as with folders that are kept in step between computers."""
    elsewhere = file.with_name("elsewhere")
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


SPOILS = (_noise, _half, _empty, _zeros, _other, _huge, _pipe, _folder, _ring, _nowhere, _linked)


def _spoil(folder: Path, place: str, spoil: Callable[[Path], None]) -> None:
    file = folder / place
    if place == "backups":  # a folder, so what is spoiled is that it is one
        file.rename(folder / "backups-of-before")
        file.write_bytes(b"in the way")
    spoil(file)


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: spoil.__name__.strip("_"))
@pytest.mark.parametrize("place", PLACES)
def test_spoiled_file_stops_no_start_loses_nothing_but_itself_and_work_goes_on(
    folder: Path, place: str, spoil: Callable[[Path], None]
) -> None:
    _spoil(folder, place, spoil)
    state = State(folder)
    _check(state, "" if spoil is _linked else place)
    state.work(3)
    state.progress.close()
    again = State(folder)
    assert 3 in {run.duration_ms for run in again.progress.runs()}
    assert again.edits.text("a/b", "b.py") == "edit 3"
    assert again.settings.snapshot.integer("execution.timeout_seconds") == 43
    assert again.audit.entries(1)[0]["event"] == "setting_changed"
    assert [decision.what for decision in again.permissions.decisions()] == ["run"]


def _check(state: State, lost: str) -> None:
    """Everything is there that does not stand in the file that is lost."""
    assert {run.duration_ms for run in state.progress.runs()} >= {1, 2, 11}
    if lost != "user_progress.journal":
        assert 12 in {run.duration_ms for run in state.progress.runs()}
    assert state.edits.text("a/b", "other.py") == "other 2"
    assert state.edits.text("a/b", "b.py") == "edit 2" or lost == "edits/a/b/b.py"
    assert len(state.permissions.decisions()) == 1 or lost == "permissions.json"
    snapshot = state.settings.snapshot
    assert snapshot.integer("execution.timeout_seconds") == 42 or lost == "config.yaml"
    assert snapshot.flag("security.sandbox_mode") is (lost in ("config.yaml", "confirmed.json"))
    assert state.audit.verify().ok or lost.startswith("logs/")


def test_nothing_that_can_be_no_file_is_waited_for_or_read_whole(tmp_path: Path) -> None:
    pipe, ring, huge = tmp_path / "pipe", tmp_path / "ring", tmp_path / "huge"
    os.mkfifo(pipe)
    ring.symlink_to(ring)
    huge.touch()
    os.truncate(huge, GIGABYTE)
    for path, words in {pipe: "regular", ring: "ring", huge: "larger than 1 MB", tmp_path: "folder"}.items():
        with pytest.raises(files.UnfitFileError, match=words):
            files.read(path, 1_000_000)
    with pytest.raises(OSError):
        files.append(pipe, b"x")
    with pytest.raises(FileNotFoundError):
        files.read(tmp_path / "missing", 10)


def test_a_log_of_a_gigabyte_is_judged_line_by_line(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "explorer.log")
    log.append("run_finished", {})
    with log.file.open("r+b") as opened:
        opened.truncate(GIGABYTE)
    verification = log.verify()
    assert not verification.ok
    assert "line 2" in verification.problem
    assert len(log.entries()) == 1
