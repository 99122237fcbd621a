"""The log backwards in pages: each entry once, newest first, over all files, also while it is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from desktop.core.audit import AuditLog
from desktop.core.audit_pages import UNREADABLE, Entry, Page, Query, Subject, read_page, subject_of
from desktop.core.errors import StateError

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"


def log_in(folder: Path, count: int, *, max_size_mb: float = 10.0) -> AuditLog:
    log = AuditLog(folder / "python_explorer.log", max_size_mb=max_size_mb, backup_count=50)
    for number in range(1, count + 1):
        log.append("run_started" if number % 3 else "setting_changed", {"target": f"a/number-{number}"})
    return log


def everything(log: AuditLog, query: Query | None = None, limit: int = 7) -> list[Entry]:
    found: list[Entry] = []
    page = Page(next=None)
    for _ in range(100):
        page = read_page(log, query or Query(), page.next, limit=limit)
        found += page.entries
        if page.next is None:
            return found
    raise AssertionError("the pages come to no end")


def test_every_entry_comes_once_and_the_newest_first(tmp_path: Path) -> None:
    log = log_in(tmp_path, 40)
    assert [entry.n for entry in everything(log)] == list(range(40, 0, -1))
    assert all(entry.is_unaltered for entry in everything(log))


def test_all_files_of_the_rotation_are_read(tmp_path: Path) -> None:
    log = log_in(tmp_path, 60, max_size_mb=0.003)
    assert len(log.parts()) > 3
    assert [entry.n for entry in everything(log)] == list(range(60, 0, -1))


def test_a_rotation_between_two_pages_loses_and_repeats_nothing(tmp_path: Path) -> None:
    log = log_in(tmp_path, 30, max_size_mb=0.003)
    first = read_page(log, Query(), limit=5)
    parts = len(log.parts())
    for _ in range(20):
        log.append("run_started", {"target": "a/later"})
    assert len(log.parts()) > parts
    rest, page = [], first
    for _ in range(5):
        assert page.next is not None
        page = read_page(log, Query(), page.next, limit=5)
        rest += page.entries
    assert [entry.n for entry in (*first.entries, *rest)] == list(range(30, 0, -1))


def test_only_what_is_about_the_subject_and_holds_every_word_is_found(tmp_path: Path) -> None:
    log = log_in(tmp_path, 30)
    assert len(everything(log, Query(Subject.SETTINGS))) == 10
    assert [entry.n for entry in everything(log, Query(text="number-12"))] == [12]
    assert [entry.n for entry in everything(log, Query(text="SETTING changed number-1"))] == [18, 15, 12]
    assert everything(log, Query(Subject.RUNS, "number-12")) == []


def test_words_are_found_without_case_and_accents(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "python_explorer.log")
    log.append("run_finished", {"exception": {"message": "Größe: “Zoë” fehlt"}})
    assert len(everything(log, Query(text="zoe"))) == 1


def test_lines_of_any_length_and_kind_are_entries(tmp_path: Path) -> None:
    log = log_in(tmp_path, 3)
    with log.file.open("ab") as file:
        file.write(b"no record\n\n" + b"x" * 200_000 + b"\n{}\n\xff\xfe\n")
    log.append("run_started", {"target": "a/" + "long" * 40_000})
    entries = everything(log)
    assert [entry.event for entry in entries].count(UNREADABLE) == 4
    assert [entry.n for entry in entries if entry.n] == [5, 4, 3, 2, 1]
    assert not any(entry.is_unaltered for entry in entries if not entry.n)


def test_an_altered_line_is_shown_as_altered(tmp_path: Path) -> None:
    log = log_in(tmp_path, 3)
    log.file.write_bytes(log.file.read_bytes().replace(b"a/number-2", b"a/number-9"))
    assert [(entry.n, entry.is_unaltered) for entry in everything(log)] == [(3, True), (2, False), (1, True)]


def test_an_entry_is_the_line_as_it_stands_in_the_file(tmp_path: Path) -> None:
    log = log_in(tmp_path, 2)
    lines = log.file.read_text(encoding="utf-8").splitlines()
    assert [entry.line for entry in everything(log)] == lines[::-1]


def test_a_torn_last_line_is_shown_as_unreadable(tmp_path: Path) -> None:
    log = log_in(tmp_path, 2)
    with log.file.open("ab") as file:
        file.write(b'{"n": 3, "ti')
    assert [entry.event for entry in everything(log)] == [UNREADABLE, "run_started", "run_started"]


def test_nobody_waits_for_a_page_that_is_given_up(tmp_path: Path) -> None:
    log = log_in(tmp_path, 20)
    page = read_page(log, Query(text="not there"), goes_on=lambda: False)
    assert (page.entries, page.next is not None) == ((), True)


def test_an_empty_log_has_no_entry(tmp_path: Path) -> None:
    assert read_page(AuditLog(tmp_path / "python_explorer.log"), Query()) == Page()


def test_a_log_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    log = log_in(tmp_path, 1)
    log.file.with_name(f"{log.file.name}.1").symlink_to("/proc/self/mem")
    with pytest.raises(StateError, match="could not be read"):
        everything(log)


def test_every_event_that_is_written_has_a_subject() -> None:
    pattern = re.compile(
        r"""(?:audit|_audit|_told|append|_write)\(\s*(?:link,\s*)?["']([a-z]+(?:_[a-z]+)*)["']"""
    )
    events = {
        event
        for file in DESKTOP.rglob("*.py")
        for event in pattern.findall(file.read_text(encoding="utf-8"))
        if "_" in event or event == "recovered"
    }
    assert {"run_started", "setting_changed", "permission_decided", "log_deleted"} <= events
    assert {event for event in events if subject_of(event) is None} == set()


def test_the_walk_along_the_chain_can_be_given_up(tmp_path: Path) -> None:
    log = log_in(tmp_path, 20)
    result = log.verify(lambda: False)
    assert (result.ok, result.entries) == (False, 0)
    assert json.loads(log.file.read_bytes().splitlines()[0])["n"] == 1
    assert log.verify().ok
