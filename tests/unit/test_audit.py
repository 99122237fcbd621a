"""Guarantees of desktop/core/audit.py: what is recorded is complete, in order, and changes show."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core import files
from desktop.core.audit import AuditLog, _sealed
from desktop.core.errors import StateError

ROOT = Path(__file__).resolve().parents[2]
Change = Callable[[list[bytes]], list[bytes]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "explorer.log"


def _filled(file: Path, count: int = 10) -> AuditLog:
    log = AuditLog(file)
    for number in range(count):
        log.append("run_started", {"target": f"chapter/example-{number}", "text": 'ä"\n\udc80'})
    return log


def _head(file: Path) -> Path:
    return file.with_name(file.name + ".head")


def test_lines_are_json_with_number_time_and_chain(file: Path) -> None:
    log = _filled(file, 3)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["n"] for line in lines] == [1, 2, 3]
    assert [line["prev"] for line in lines[1:]] == [line["hash"] for line in lines[:-1]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d", line["time"]) for line in lines)
    assert log.entries() == lines and log.entries(2) == lines[1:]
    assert log.entries(99) == lines and log.entries(0) == []
    assert file.stat().st_mode & 0o777 == 0o600
    assert _head(file).stat().st_mode & 0o777 == 0o600


def test_untouched_log_is_well_also_when_it_is_empty_or_missing(file: Path) -> None:
    assert AuditLog(file).verify().ok
    verification = _filled(file).verify()
    assert verification.ok and verification.entries == 10 and verification.problem == ""


def _swap(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[4], lines[3], *lines[5:]]


def _forged(lines: list[bytes]) -> list[bytes]:
    record = json.loads(lines[4])
    record["details"]["target"] = "other"
    return [*lines[:4], json.dumps(record).encode() + b"\n", *lines[5:]]


def _resealed(lines: list[bytes]) -> list[bytes]:
    """As one who knows how the hash is made."""
    record = json.loads(lines[4])
    del record["hash"]
    record["details"]["target"] = "other"
    return [*lines[:4], _sealed(record)[0], *lines[5:]]


CHANGES: list[tuple[Change, str]] = [
    (lambda lines: [*lines[:4], lines[4].replace(b"example-4", b"example-5"), *lines[5:]], "line 5"),
    (_forged, "line 5"),
    (_resealed, "line 6"),
    (lambda lines: [*lines[:9], _resealed([*lines[5:]])[4]], "line 10"),
    (lambda lines: [*lines[:4], lines[4].replace(b'": ', b'":  ', 1), *lines[5:]], "line 5"),
    (lambda lines: [*lines[:4], *lines[5:]], "line 5"),
    (lambda lines: [*lines[:4], lines[3], *lines[4:]], "line 5"),
    (_swap, "line 4"),
    (lambda lines: lines[1:], "Records 1 to 1 are missing at the beginning"),
    (lambda lines: lines[:-1], "Records 10 to 10 are missing at the end"),
    (lambda lines: [*lines[:-1], lines[-1][:-9]], "line 10"),
    (lambda lines: [*lines, b"\0\0\0"], ""),
    (lambda lines: [*lines, b'{"n": 11}\n'], "line 11"),
    (lambda lines: [b"[" * 100000 + b"\n", *lines[1:]], "line 1"),
    (lambda _lines: [], "Records 1 to 10 are missing at the end"),
]


@pytest.mark.parametrize(("change", "part"), CHANGES)
def test_first_altered_missing_or_cut_line_is_named(file: Path, change: Change, part: str) -> None:
    _filled(file)
    file.write_bytes(b"".join(change(file.read_bytes().splitlines(keepends=True))))
    verification = AuditLog(file).verify()
    assert verification.ok == (part == "")
    assert part in verification.problem


@pytest.mark.parametrize(("change", "part"), CHANGES)
def test_damaged_log_goes_on_and_the_damage_stays_visible(file: Path, change: Change, part: str) -> None:
    _filled(file)
    file.write_bytes(b"".join(change(file.read_bytes().splitlines(keepends=True))))
    log = AuditLog(file)
    log.append("app_started", {})
    log.append("app_closed", {})
    assert [entry["event"] for entry in log.entries(2)] == ["app_started", "app_closed"]
    assert log.verify().ok == (part == "")


def test_missing_head_is_reported(file: Path) -> None:
    _filled(file)
    _head(file).unlink()
    assert "head file is missing" in AuditLog(file).verify().problem


def test_log_and_head_of_different_chains_are_reported(file: Path, tmp_path: Path) -> None:
    _filled(file)
    other = tmp_path / "other.log"
    _filled(other)
    _head(file).write_bytes(_head(other).read_bytes())
    assert "line 10" in AuditLog(file).verify().problem


def test_torn_last_line_of_a_kill_is_no_tampering_and_is_closed_by_a_recovered_record(file: Path) -> None:
    _filled(file)
    torn = file.read_bytes().splitlines()[-1][:50]
    with file.open("ab") as opened:
        opened.write(torn)
    log = AuditLog(file)
    assert log.verify().ok
    log.append("app_started", {})
    recovered, started = log.entries(2)
    assert recovered["event"] == "recovered" and "50 bytes" in recovered["details"]["found"][0]
    assert started["event"] == "app_started" and started["n"] == 12
    assert log.verify().ok


def test_kill_between_line_and_head_is_no_tampering(file: Path) -> None:
    log = _filled(file)
    head = _head(file).read_bytes()
    log.append("run_finished", {})
    _head(file).write_bytes(head)
    again = AuditLog(file)
    assert again.verify().ok
    again.append("app_started", {})
    assert again.verify().ok and again.verify().entries == 12


def test_rotation_carries_the_chain_on_and_records_deletions(file: Path) -> None:
    log = AuditLog(file, max_size_mb=0.002, backup_count=3)
    for number in range(100):
        log.append("run_started", {"number": number})
    parts = sorted(path.name for path in file.parent.glob("explorer.log.?"))
    assert parts == ["explorer.log.1", "explorer.log.2", "explorer.log.3"]
    verification = log.verify()
    assert verification.ok, verification.problem
    entries = log.entries()
    assert entries[0]["n"] > 1 and len(entries) == verification.entries
    assert any(entry["event"] == "log_deleted" for entry in entries)


def test_deleted_backup_that_no_rotation_recorded_is_missing(file: Path) -> None:
    log = AuditLog(file, max_size_mb=0.002, backup_count=5)
    for number in range(30):
        log.append("run_started", {"number": number})
    oldest = max(file.parent.glob("explorer.log.?"))
    oldest.unlink()
    assert "missing at the beginning" in log.verify().problem


def test_lower_backup_count_deletes_and_records_the_surplus(file: Path) -> None:
    for log in (
        AuditLog(file, max_size_mb=0.002, backup_count=5),
        AuditLog(file, max_size_mb=0.002, backup_count=1),
    ):
        for number in range(60):
            log.append("run_started", {"number": number})
    assert [path.name for path in file.parent.glob("explorer.log.?")] == ["explorer.log.1"]
    assert log.verify().ok


def test_several_processes_write_one_chain(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop.core.audit import AuditLog, _sealed\n"
        "log = AuditLog(Path(sys.argv[1]), max_size_mb=0.005, backup_count=50)\n"
        "for number in range(40): log.append('run_started', {'who': sys.argv[2], 'number': number})"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(file), str(who)], cwd=ROOT) for who in range(3)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    log = AuditLog(file)
    assert log.verify().ok and log.verify().entries == 120
    for who in "012":
        numbers = [e["details"]["number"] for e in log.entries() if e["details"]["who"] == who]
        assert numbers == list(range(40))


def test_full_disk_is_a_sentence_and_the_chain_goes_on_afterwards(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = _filled(file)
    real = os.fsync

    def full(_handle: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StateError, match="the disk is full"):
        log.append("run_finished", {})
    assert "the disk is full" in log.problem
    monkeypatch.setattr(os, "fsync", real)
    log.append("run_finished", {})
    assert log.problem == ""
    assert log.verify().ok and log.verify().entries == 11


def test_clock_set_back_breaks_no_chain(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for time in ("2030-01-01T00:00:00+00:00", "1999-01-01T00:00:00+00:00", "2030-01-01T00:00:01+00:00"):
        monkeypatch.setattr(files, "now_iso", lambda time=time: time)
        AuditLog(file).append("run_finished", {})
    assert AuditLog(file).verify().ok
    assert [entry["n"] for entry in AuditLog(file).entries()] == [1, 2, 3]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of Unix")
def test_log_in_whose_place_a_pipe_lies_is_written_anew_and_what_is_missing_is_told(file: Path) -> None:
    log = AuditLog(file)
    log.append("run_finished", {"number": 1})
    file.unlink()
    os.mkfifo(file)
    assert "missing" in AuditLog(file).verify().problem
    AuditLog(file).append("run_finished", {"number": 2})
    assert [entry["event"] for entry in log.entries()] == ["recovered", "run_finished"]
    assert len(list(file.parent.glob(f"{file.name}.corrupt-*"))) == 1
    assert not AuditLog(file).verify().ok


def test_kills_before_each_head_of_a_new_log_are_no_tampering(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every process dies between its line and the head; what is on disk then is never called a cut."""
    AuditLog(file).append("run_finished", {})
    head = file.with_name(file.name + ".head")
    first = head.read_bytes()
    file.unlink()
    head.unlink()
    written: list[bytes] = []
    real = AuditLog._write_head

    def only_the_first(log: AuditLog, link: object) -> None:
        if head.exists():
            raise KeyboardInterrupt
        real(log, link)  # type: ignore[arg-type]
        written.append(head.read_bytes())

    monkeypatch.setattr(AuditLog, "_write_head", only_the_first)
    for _kill in range(3):
        with pytest.raises(KeyboardInterrupt):
            AuditLog(file).append("run_finished", {})
        assert AuditLog(file).verify().ok
    assert len(written) == 1
    assert written[0] != first
