"""Guarantees of desktop/core/files.py."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.core import files

ROOT = Path(__file__).resolve().parents[2]


def test_file_that_cannot_be_replaced_keeps_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "state.json"
    files.write_atomic(file, b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        files.write_atomic(file, b"new")
    with pytest.raises(OSError, match="full"):
        files.append(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_old_content_is_never_touched_while_the_new_is_written(tmp_path: Path) -> None:
    file, other_name = tmp_path / "state.json", tmp_path / "other"
    files.write_atomic(file, b"old")
    os.link(file, other_name)
    files.write_atomic(file, b"new")
    assert (file.read_bytes(), other_name.read_bytes()) == (b"new", b"old")


def test_new_file_is_the_owners_alone_and_rights_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "state.json"
    files.write_atomic(file, b"1")
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    files.write_atomic(file, b"2")
    assert file.stat().st_mode & 0o777 == 0o644
    files.append(tmp_path / "log", b"x")
    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o600


def test_leftover_of_a_killed_writer_is_removed_but_not_that_of_a_living_one(tmp_path: Path) -> None:
    stale, fresh = tmp_path / ".state.json.a.tmp", tmp_path / ".state.json.b.tmp"
    stale.touch()
    fresh.touch()
    os.utime(stale, (0, 0))
    files.write_atomic(tmp_path / "state.json", b"1")
    assert not stale.exists() and fresh.exists()


def test_file_put_aside_never_replaces_another(tmp_path: Path) -> None:
    kept = set()
    for number in range(3):
        file = tmp_path / "a.json"
        file.write_text(str(number))
        kept.add(files.set_aside(file, "corrupt"))
    assert sorted(path.read_text() for path in kept) == ["0", "1", "2"]


def test_lock_is_held_against_other_processes_and_ends_with_them(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = (
        "import sys; from pathlib import Path; from desktop.core import files\n"
        "with files.locked(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(lock)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OSError, match="another window"), files.locked(lock, wait_s=0.05):
            pass
        holder.kill()
    with files.locked(lock, wait_s=5):
        pass


def test_lock_is_held_against_a_second_caller_of_this_process(tmp_path: Path) -> None:
    with (
        files.locked(tmp_path / "lock"),
        pytest.raises(OSError, match="another"),
        files.locked(tmp_path / "lock", wait_s=0),
    ):
        pass


@pytest.mark.parametrize("name", ["x" * 255, "é" * 127, "a[1]*?.py"])
def test_name_of_any_length_and_letters_is_replaced_as_a_whole_cleaned_up_and_put_aside(
    tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    files.write_atomic(file, b"1")
    stale = tmp_path / f".{files._with_room(name)}.killed.tmp"
    stale.touch()
    os.utime(stale, (0, 0))
    files.write_atomic(file, b"2")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert files.set_aside(file, "corrupt").read_bytes() == b"2"
