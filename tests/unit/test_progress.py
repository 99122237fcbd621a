"""Guarantees of desktop/core/progress.py: nothing recorded is lost, whatever happens to the files."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core import files
from desktop.core.errors import StateError
from desktop.core.progress import Progress, RunRecord, Status

PREDECESSOR = Path(__file__).parents[1] / "data" / "predecessor" / "user_progress.json"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "user_progress.json"


def _run(target: str = "loops/for", number: int = 0) -> RunRecord:
    return RunRecord(target, "ok", "2026-01-02T03:04:05+00:00", number)


def _journal(file: Path) -> Path:
    return file.with_suffix(".journal")


def _durations(progress: Progress) -> list[int]:
    return [run.duration_ms for run in reversed(progress.runs())]


def test_every_call_is_on_disk_when_it_returns(file: Path) -> None:
    progress = Progress(file)
    progress.opened("loops/for")
    progress.ran(_run(), completed=False)
    progress.add_time(7)
    again = Progress(file)
    assert again.status("loops/for") is Status.RAN
    assert (again.last_opened, again.total_time_s, again.runs()) == ("loops/for", 7, (_run(),))
    assert again.notices == ()


def test_status_only_rises_until_it_is_reset(file: Path) -> None:
    progress = Progress(file)
    assert progress.status("a/b") is Status.NEW
    progress.opened("a/b")
    assert progress.status("a/b") is Status.OPENED
    progress.ran(_run("a/b"), completed=True)
    progress.ran(_run("a/b"), completed=False)
    progress.opened("a/b")
    assert progress.status("a/b") is Status.COMPLETED
    progress.reset_example("a/b")
    assert progress.status("a/b") is Status.NEW and "a/b" not in progress.statuses()
    assert len(progress.runs()) == 2


def test_run_of_a_foreign_file_is_listed_but_is_no_example(file: Path, tmp_path: Path) -> None:
    progress = Progress(file)
    progress.ran(_run(str(tmp_path / "mine.py")), completed=False)
    assert progress.statuses() == {} and len(progress.runs()) == 1


def test_looking_again_at_the_same_example_writes_nothing(file: Path) -> None:
    progress = Progress(file)
    progress.opened("a/b")
    size = _journal(file).stat().st_size
    progress.opened("a/b")
    assert _journal(file).stat().st_size == size


def test_json_has_the_shape_of_the_command(file: Path) -> None:
    progress = Progress(file)
    progress.ran(_run("a/b", 1), completed=True)
    progress.ran(_run("a/c", 2), completed=False)
    assert progress.to_json() == {
        "examples": {"a/b": "completed", "a/c": "ran"},
        "runs": [
            {"target": target, "outcome": "ok", "started": "2026-01-02T03:04:05+00:00", "duration_ms": number}
            for target, number in (("a/c", 2), ("a/b", 1))
        ],
    }


def test_last_thousand_runs_are_kept(file: Path) -> None:
    progress = Progress(file)
    progress._unsaved = [
        {"op": "ran", "time": "", "completed": False, "is_example": True, **_as_dict(_run(number=number))}
        for number in range(1005)
    ]
    progress.close()
    assert _durations(Progress(file)) == list(range(5, 1005))


def _as_dict(run: RunRecord) -> dict[str, object]:
    return {name: getattr(run, name) for name in ("target", "outcome", "started", "duration_ms")}


# -- damage -----------------------------------------------------------------------------------


def _sessions(file: Path, count: int) -> list[int]:
    """Several windows after another, three runs each; each close writes a snapshot."""
    for session in range(count):
        progress = Progress(file)
        for number in range(3):
            progress.ran(_run(number=session * 3 + number), completed=False)
        progress.close()
    return list(range(count * 3))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 500,
        b"{",
        b"[]",
        b"7",
        b"\xff\xfe",
        b"[" * 100000,
        b'{"schema": 1}',
        b'{"schema": 99, "seq": 1}',
        b'{"schema": 1, "seq": true, "examples": {}}',
    ],
)
def test_damaged_snapshot_loses_no_record_and_is_kept(file: Path, content: bytes) -> None:
    expected = _sessions(file, 4)
    file.write_bytes(content)
    progress = Progress(file)
    assert _durations(progress) == expected
    (kept,) = file.parent.glob("user_progress.json.corrupt-*")
    assert kept.read_bytes() == content
    (notice,) = progress.notices
    assert kept.name in notice and "user_progress.json.bak" in notice
    progress.ran(_run(number=12), completed=False)
    progress.close()
    assert _durations(Progress(file)) == [*expected, 12]


def test_missing_snapshot_loses_no_record(file: Path) -> None:
    expected = _sessions(file, 4)
    file.unlink()
    progress = Progress(file)
    assert _durations(progress) == expected
    assert "is missing" in progress.notices[0]


def test_snapshot_and_its_predecessor_damaged_falls_back_to_a_daily_copy_and_says_what_is_lost(
    file: Path,
) -> None:
    _sessions(file, 4)
    file.write_bytes(b"{")
    file.with_name("user_progress.json.bak").write_bytes(b"{")
    progress = Progress(file)
    assert _durations(progress) == [0, 1, 2, 9, 10, 11]
    assert any("is lost" in notice for notice in progress.notices)


def test_nothing_good_left_starts_anew_and_says_so(file: Path) -> None:
    file.write_bytes(b"garbage")
    progress = Progress(file)
    assert progress.statuses() == {}
    assert "There was no good copy" in progress.notices[0]


def test_folder_in_place_of_the_snapshot_does_not_stop_the_start(file: Path) -> None:
    file.mkdir()
    progress = Progress(file)
    assert "it is a folder" in progress.notices[0]
    progress.opened("a/b")
    progress.close()
    assert Progress(file).status("a/b") is Status.OPENED


def test_file_of_a_gigabyte_is_put_aside_unread(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(1 << 30)
    assert "larger than 50 MB" in Progress(file).notices[0]
    with _journal(file).open("wb") as opened:
        opened.truncate(1 << 30)
    progress = Progress(file)
    progress.opened("a/b")
    assert Progress(file).status("a/b") is Status.OPENED


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_journal_cut_at_any_byte_keeps_every_whole_line(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("cut") / "user_progress.json"
    progress = Progress(file)
    for number in range(4):
        progress.ran(_run(number=number), completed=False)
    content = _journal(file).read_bytes()
    size = data.draw(st.integers(0, len(content)))
    _journal(file).write_bytes(content[:size])
    whole = content[:size].count(b"\n") + (content[size : size + 1] == b"\n")
    again = Progress(file)
    assert _durations(again) == list(range(whole))
    assert again.notices == ()
    again.ran(_run(number=99), completed=False)
    assert _durations(Progress(file)) == [*range(whole), 99]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=40)), min_size=1, max_size=4))
def test_journal_scribbled_over_anywhere_loses_no_record_but_those_of_the_lines_it_hit(
    tmp_path_factory: pytest.TempPathFactory, scribbles: list[tuple[int, bytes]]
) -> None:
    file = tmp_path_factory.mktemp("scribbled") / "user_progress.json"
    progress = Progress(file)
    for number in range(6):
        progress.ran(_run(number=number), completed=False)
    lines = _journal(file).read_bytes().splitlines(keepends=True)
    content = bytearray(b"".join(lines))
    for place, scribble in scribbles:
        place %= len(content)
        content[place : place + len(scribble)] = scribble
    _journal(file).write_bytes(content)
    left = bytes(content).split(b"\n")
    whole = {number for number, line in enumerate(lines) if line.removesuffix(b"\n") in left}
    again = Progress(file)
    assert whole <= set(_durations(again)) | _doubted(again)
    again.ran(_run(number=99), completed=False)
    assert _durations(Progress(file))[-1] == 99


def _doubted(progress: Progress) -> set[int]:
    """A scribble may happen to be a record of its own, which then stands for what it says."""
    return set(range(6)) if any("left out:" in notice for notice in progress.notices) else set()


def test_unreadable_line_in_the_journal_loses_only_itself_and_is_told(file: Path) -> None:
    progress = Progress(file)
    for number in range(3):
        progress.ran(_run(number=number), completed=False)
    lines = _journal(file).read_bytes().splitlines(keepends=True)
    _journal(file).write_bytes(b"".join([lines[0], b"\0\xff\n", lines[2]]))
    again = Progress(file)
    assert _durations(again) == [0, 2]
    assert "could not be read" in again.notices[0]


def test_record_of_an_unknown_kind_is_left_out_and_told(file: Path) -> None:
    _journal(file).write_text(
        '{"seq": 1, "time": "", "op": "danced"}\n{"seq": 2, "op": "time", "seconds": 3}\n'
    )
    progress = Progress(file)
    assert len(progress.notices) == 2
    progress.add_time(4)
    assert Progress(file).total_time_s == 4


# -- several windows, clocks, copies ----------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["ran", "close", "restart"])), max_size=40))
def test_windows_at_once_lose_nothing_of_each_other(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str]]
) -> None:
    file = tmp_path_factory.mktemp("windows") / "user_progress.json"
    windows = [Progress(file) for _ in range(3)]
    expected: list[int] = []
    for number, (which, action) in enumerate(steps):
        if action == "ran":
            windows[which].ran(_run(number=number), completed=False)
            expected.append(number)
            assert _durations(windows[which]) == expected
        else:
            windows[which].close()
            if action == "restart":
                windows[which] = Progress(file)
    for window in windows:
        window.close()
    assert _durations(Progress(file)) == expected
    assert Progress(file).notices == ()


def test_clock_set_back_neither_loses_nor_reorders(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, time in enumerate(["2030-01-01T00:00:00+00:00", "1999-01-01T00:00:00+00:00"]):
        monkeypatch.setattr(files, "now_iso", lambda time=time: time)
        progress = Progress(file)
        progress.ran(_run(number=number), completed=False)
        progress.close()
    file.unlink()
    assert _durations(Progress(file)) == [0, 1]


def test_copies_of_a_clock_that_ran_ahead_neither_win_over_newer_ones_nor_push_them_out(file: Path) -> None:
    _sessions(file, 1)
    (copy,) = (file.parent / "backups").iterdir()
    for day in range(1, 13):
        shutil.copy(copy, copy.with_name(f"user_progress-2099-01-{day:02}.json"))
    copy.unlink()
    _sessions(file, 3)
    assert copy.exists()
    for damaged in (file, file.with_name("user_progress.json.bak"), _journal(file)):
        damaged.write_bytes(b"")
    progress = Progress(file)
    assert copy.name in progress.notices[0]
    assert len(progress.runs()) > 1


def test_files_deleted_under_an_open_window_are_written_anew(file: Path) -> None:
    progress = Progress(file)
    progress.ran(_run(number=1), completed=False)
    progress.close()
    for path in (file, _journal(file), file.with_name("user_progress.json.bak")):
        path.unlink(missing_ok=True)
    shutil.rmtree(file.parent / "backups")
    progress.ran(_run(number=2), completed=False)
    assert _durations(progress) == [1, 2]
    assert _durations(Progress(file)) == [1, 2]


def test_journal_stays_short(file: Path) -> None:
    progress = Progress(file)
    for number in range(650):
        progress.add_time(number + 1)
    assert len(_journal(file).read_bytes().splitlines()) <= 400
    assert Progress(file).total_time_s == sum(range(1, 651))


def test_ten_daily_copies_are_kept(file: Path) -> None:
    backups = file.parent / "backups"
    backups.mkdir()
    for day in range(1, 16):
        (backups / f"user_progress-2020-01-{day:02}.json").write_text("{}")
    (backups / "mine.json").touch()
    _sessions(file, 1)
    names = sorted(path.name for path in backups.iterdir())
    assert len(names) == 11 and "mine.json" in names
    assert names[1] == "user_progress-2020-01-07.json"


# -- the predecessor --------------------------------------------------------------------------


def test_file_of_the_predecessor_is_a_start_and_stays_whole(file: Path) -> None:
    shutil.copy(PREDECESSOR, file)
    progress = Progress(file)
    assert progress.waiting_predecessor == json.loads(PREDECESSOR.read_text())
    progress.opened("a/b")
    progress.close()
    assert json.loads(file.read_text())["predecessor"] == json.loads(PREDECESSOR.read_text())
    (kept,) = file.parent.glob("user_progress.json.predecessor-*")
    assert kept.read_bytes() == PREDECESSOR.read_bytes()
    again = Progress(file)
    assert again.notices == () and again.status("a/b") is Status.OPENED
    again.opened("a/c")
    again.close()
    assert json.loads(file.read_text())["predecessor"] == json.loads(PREDECESSOR.read_text())


def test_file_of_the_predecessor_over_ours_loses_no_record(file: Path) -> None:
    expected = _sessions(file, 3)
    shutil.copy(PREDECESSOR, file)
    assert _durations(Progress(file)) == expected


# -- a disk that does not take it -------------------------------------------------------------


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    real = os.fsync

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    return lambda is_full: monkeypatch.setattr(os, "fsync", full if is_full else real)


def test_full_disk_is_a_sentence_and_memory_keeps_what_happened(
    file: Path, full_disk: Callable[[bool], None]
) -> None:
    progress = Progress(file)
    progress.ran(_run(number=1), completed=False)
    full_disk(True)
    for number in (2, 3):
        with pytest.raises(StateError, match="the disk is full"):
            progress.ran(_run(number=number), completed=False)
    with pytest.raises(StateError, match="the disk is full"):
        progress.close()
    assert _durations(progress) == [1, 2, 3]
    assert _durations(Progress(file)) == [1]
    full_disk(False)
    progress.ran(_run(number=4), completed=False)
    assert _durations(progress) == [1, 2, 3, 4]
    assert _durations(Progress(file)) == [1, 2, 3, 4]


def test_snapshot_that_cannot_be_written_loses_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _sessions(file, 3)
    progress = Progress(file)
    progress.ran(_run(number=9), completed=False)

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(files, "write_atomic", full)
        with pytest.raises(StateError, match="What was recorded before is safe"):
            progress.close()
    assert _durations(Progress(file)) == [*expected, 9]
    progress.close()
    assert _durations(Progress(file)) == [*expected, 9]
