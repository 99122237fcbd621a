"""What a program left is copied without following or opening anything that could lead elsewhere."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("sendfile between files is Linux's", allow_module_level=True)

from desktop.sandbox.linux_scratch import Copier


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Where to copy from and to."""
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    target.mkdir()
    yield source, target


def copy(folders: tuple[Path, Path], max_bytes: int = 1_000_000) -> bool:
    """Whether all was copied."""
    descriptors = [os.open(folder, os.O_RDONLY | os.O_DIRECTORY) for folder in folders]
    copier = Copier(max_bytes)
    copier.copy(*descriptors)
    for descriptor in descriptors:
        os.close(descriptor)
    return copier.is_complete


def test_files_folders_links_modes_and_times_arrive(folders: tuple[Path, Path]) -> None:
    source, target = folders
    (source / "a" / "b").mkdir(parents=True)
    (source / "a" / "b" / "f").write_bytes(b"x" * 100_000)
    (source / "a" / "b" / "f").chmod(0o700)
    os.utime(source / "a" / "b" / "f", ns=(5, 7))
    (source / "link").symlink_to("/etc/passwd")
    assert copy(folders)
    file = target / "a" / "b" / "f"
    assert (file.read_bytes(), file.stat().st_mode & 0o777, file.stat().st_mtime_ns) == (
        b"x" * 100_000,
        0o700,
        7,
    )
    assert (target / "link").readlink() == Path("/etc/passwd")


def test_the_target_becomes_like_the_source(folders: tuple[Path, Path]) -> None:
    source, target = folders
    (target / "gone" / "deep").mkdir(parents=True)
    (target / "gone" / "deep" / "f").write_text("x")
    (target / "was a file").write_text("x")
    (source / "was a file").mkdir()
    (target / "was a folder").mkdir()
    (target / "was a folder" / "f").write_text("x")
    (source / "was a folder").write_text("now a file")
    (target / "link").symlink_to("old")
    (source / "link").symlink_to("new")
    assert copy(folders)
    assert sorted(path.name for path in target.iterdir()) == ["link", "was a file", "was a folder"]
    assert (target / "was a file").is_dir()
    assert (target / "was a folder").read_text() == "now a file"
    assert (target / "link").readlink() == Path("new")


def test_a_file_that_did_not_change_is_left_alone(folders: tuple[Path, Path]) -> None:
    source, target = folders
    (source / "f").write_text("x")
    copy(folders)
    inode = (target / "f").stat().st_ino
    copy(folders)
    assert (target / "f").stat().st_ino == inode


def test_nothing_is_written_through_a_link_or_a_second_name_of_the_target(folders: tuple[Path, Path]) -> None:
    source, target = folders
    outside = target.parent / "outside"
    outside.mkdir()
    (outside / "f").write_text("untouched")
    (target / "by link").symlink_to(outside / "f")
    os.link(outside / "f", target / "by name")
    (target / "folder").symlink_to(outside)
    for name in ("by link", "by name"):
        (source / name).write_text("evil")
    (source / "folder").mkdir()
    (source / "folder" / "f").write_text("evil")
    assert copy(folders)
    assert [path.name for path in outside.iterdir()] == ["f"]
    assert (outside / "f").read_text() == "untouched"
    assert (target / "folder" / "f").read_text() == "evil"


def test_pipes_sockets_and_devices_are_left_out(folders: tuple[Path, Path]) -> None:
    source, target = folders
    os.mkfifo(source / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(source / "socket"))
        assert copy(folders)
    assert list(target.iterdir()) == []


def test_no_more_than_the_limit_is_written(folders: tuple[Path, Path]) -> None:
    source, target = folders
    (source / "a").write_bytes(bytes(700))
    for n in range(9):
        os.link(source / "a", source / f"b{n}")
    assert not copy(folders, 1000)
    assert sum(file.stat().st_size for file in target.iterdir() if file.stat().st_blocks) <= 1000


def test_a_hole_stays_a_hole(folders: tuple[Path, Path]) -> None:
    source, target = folders
    with (source / "f").open("wb") as file:
        file.seek(1 << 40)
        file.write(b"end")
    assert copy(folders)
    assert (target / "f").stat().st_size == (1 << 40) + 3
    assert (target / "f").stat().st_blocks * 512 < 1_000_000


def test_a_folder_too_deep_to_be_followed_ends_the_copy_not_the_launcher(folders: tuple[Path, Path]) -> None:
    source, _ = folders
    here = os.open(source, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    assert not copy(folders)
