"""Favourites, ratings and days of activity in the progress: kept like every record, merged by an import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.core.pack import read_pack
from desktop.core.paths import find_paths
from desktop.core.predecessor import read_predecessor
from desktop.core.progress import Progress, RunRecord
from desktop.core.progress_file import Format, export_file, import_file
from desktop.core.record import Brought, State

TRY, ASK = "exceptions/try", "first-steps/ask"
CHAPTERS = read_pack(find_paths().examples / "core").chapters


def progress_in(folder: Path) -> Progress:
    return Progress(folder / "user_progress.json")


def test_marks_are_there_after_a_kill_and_after_a_snapshot(tmp_path: Path) -> None:
    progress = progress_in(tmp_path)
    for target in (TRY, ASK):
        progress.set_favorite(target, True)
    progress.rate(TRY, 4)
    assert progress_in(tmp_path).favorites() == (ASK, TRY)
    progress.close()
    (tmp_path / "user_progress.journal").unlink()
    again = progress_in(tmp_path)
    assert (again.favorites(), again.rating(TRY), again.rating(ASK)) == ((ASK, TRY), 4, 0)


def test_marks_are_taken_back(tmp_path: Path) -> None:
    progress = progress_in(tmp_path)
    progress.set_favorite(TRY, True)
    progress.rate(TRY, 4)
    progress.set_favorite(TRY, False)
    progress.rate(TRY, 0)
    again = progress_in(tmp_path)
    assert (again.favorites(), again.rating(TRY)) == ((), 0)


@pytest.mark.parametrize(
    "record",
    [
        {"op": "favorite", "target": TRY},
        {"op": "favorite", "target": TRY, "on": 1},
        {"op": "rated", "target": TRY, "stars": "5"},
        {"op": "rated", "target": TRY, "stars": -1},
        {"op": "rated", "target": TRY, "stars": 99},
    ],
)
def test_a_record_that_cannot_be_is_no_mark(tmp_path: Path, record: dict[str, object]) -> None:
    line = json.dumps({"seq": 1, "time": "2026-11-24T20:00:00+01:00", **record})
    (tmp_path / "user_progress.journal").write_text(line + "\n", encoding="utf-8")
    progress = progress_in(tmp_path)
    assert (progress.favorites(), progress.rating(TRY)) == ((), 0)


def test_a_file_from_before_there_were_marks_is_read_and_its_days_counted() -> None:
    run = {"target": TRY, "outcome": "ok", "started": "2026-11-24T20:00:00+01:00", "duration_ms": 1}
    old = {"schema": 1, "seq": 3, "saved": "", "examples": {}, "runs": [run, run], "total_time_s": 0}
    state = State.from_snapshot({**old, "last_opened": None, "predecessor": {}})
    assert (state.favorites, state.ratings, state.days) == ({}, {}, {"2026-11-24": 2})


def test_each_opening_and_each_run_counts_for_its_own_day() -> None:
    state = State()
    run = {"outcome": "ok", "started": "2026-11-24T23:59:59+01:00", "duration_ms": 1}
    more = {"target": TRY, "completed": True, "is_example": True, **run}
    state.apply({"op": "opened", "seq": 1, "time": "2026-11-24T23:59:00.000+01:00", "example": TRY})
    state.apply({"op": "ran", "seq": 2, "time": "2026-11-25T00:00:01.000+01:00", **more})
    assert state.days == {"2026-11-24": 1, "2026-11-25": 1}


def test_a_clock_that_jumps_leaves_the_other_days_as_they_are() -> None:
    state = State()
    for seq, day in enumerate(("2026-11-24", "2099-01-01", "1970-01-01", "2026-11-24"), 1):
        state.apply({"op": "opened", "seq": seq, "time": f"{day}T10:00:00.000+01:00", "example": TRY})
    assert state.days["2026-11-24"] == 2
    assert State.from_snapshot(state.to_snapshot("")).days == state.days


def test_the_days_do_not_grow_without_end() -> None:
    state = State()
    for number in range(1200):
        state.count_day(f"{1000 + number}-01-01T00:00:00")
    assert (len(state.days), min(state.days)) == (1000, "1200-01-01")


def test_a_run_that_ended_as_it_should_is_known_as_such(tmp_path: Path) -> None:
    progress = progress_in(tmp_path)
    run = RunRecord(TRY, "failed", "2026-11-24T20:00:00+01:00", 1)
    progress.ran(run, completed=True)
    progress.ran(run, completed=False)
    progress.close()
    assert [each.is_expected for each in progress_in(tmp_path).runs()] == [False, True]
    assert set(progress.to_json()["runs"][0]) == {"target", "outcome", "started", "duration_ms"}


def test_an_export_brings_the_marks_to_another_computer_once(tmp_path: Path) -> None:
    here, there = progress_in(tmp_path / "here"), progress_in(tmp_path / "there")
    here.set_favorite(TRY, True)
    here.rate(TRY, 4)
    here.rate(ASK, 2)
    here.opened(TRY)
    there.rate(ASK, 5)
    export_file(tmp_path / "all.json", here, Format.JSON)
    for _ in range(2):
        import_file(tmp_path / "all.json", there, CHAPTERS, lambda *_event: None)
    assert there.favorites() == (TRY,)
    assert (there.rating(TRY), there.rating(ASK)) == (4, 5), "what was rated here stays"
    assert sum(there.days().values()) == 1


def test_an_import_that_was_recorded_before_there_were_marks_is_read(tmp_path: Path) -> None:
    record = Brought({}).to_record()
    old = {key: value for key, value in record.items() if key not in ("favorites", "ratings", "days")}
    line = json.dumps({"seq": 1, "time": "2026-11-24T20:00:00+01:00", **old})
    (tmp_path / "user_progress.journal").write_text(line + "\n", encoding="utf-8")
    progress = progress_in(tmp_path)
    assert (progress.favorites(), progress.notices) == ((), ())


def test_a_table_holds_the_marks(tmp_path: Path) -> None:
    progress = progress_in(tmp_path)
    progress.set_favorite(TRY, True)
    progress.rate(TRY, 4)
    export_file(tmp_path / "all.csv", progress, Format.CSV)
    head, row = (tmp_path / "all.csv").read_text(encoding="utf-8").splitlines()
    assert head.endswith(",favourite since,rating")
    assert row.startswith(f"{TRY},,,0,,,") and row.endswith(",4")


def test_version_2_0_brings_favourite_chapters_and_ratings() -> None:
    first = {chapter.slug: chapter.examples[0] for chapter in CHAPTERS}
    rated = CHAPTERS[1].examples[0]
    ratings = {rated.slug.replace("-", "_"): 4.6, "unknown": 3, "worse": float("nan")}
    data = {"favorites": ["01", "03", "99"], "example_ratings": ratings}
    reading = read_predecessor(data, CHAPTERS)
    assert reading.brought.favorites == (first["first-steps"].id, first["control-flow"].id)
    assert reading.brought.ratings == {rated.id: 5}
    assert "1 rating of examples with the same name was taken over." in reading.summary


@pytest.mark.parametrize("value", [10**400, float("inf"), -1, 0, None])
def test_no_number_of_stars_is_too_strange(value: object) -> None:
    rated = CHAPTERS[1].examples[0]
    brought = read_predecessor({"example_ratings": {rated.slug: value}}, CHAPTERS).brought
    assert brought.ratings.get(rated.id, 1) in range(1, 6)
