"""What an ordinary user is not allowed to read or write stops no start and is told in a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.audit import AuditLog
from desktop.core.errors import StateError
from desktop.core.paths import find_paths
from desktop.core.progress import Progress, Status
from desktop.core.settings import Settings

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of POSIX systems"),
    pytest.mark.ordinary_user,
]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose rights a test may take away; root's own know no bounds."""
    yield tmp_path
    tmp_path.chmod(0o700)


def test_settings_file_that_must_not_be_read_means_the_defaults(folder: Path) -> None:
    paths = find_paths(data_dir=folder)
    paths.config_file.write_text("theme: {mode: dark}\n")
    paths.config_file.chmod(0)
    settings = Settings(paths)
    assert settings.snapshot["theme.mode"] == "auto"
    assert "you have no right" in settings.notices[0].message
    settings.save({"theme.mode": "light"}, lambda _event, _details: None)
    assert Settings(paths).snapshot["theme.mode"] == "light"
    (kept,) = folder.glob("config.yaml.corrupt-*")
    kept.chmod(0o600)
    assert kept.read_text() == "theme: {mode: dark}\n"


def test_folder_that_must_not_be_written_is_a_sentence(folder: Path) -> None:
    paths = find_paths(data_dir=folder)
    folder.chmod(0o500)
    with pytest.raises(StateError, match="you have no right"):
        Settings(paths).save({"theme.mode": "light"}, lambda _event, _details: None)
    progress = Progress(folder / "user_progress.json")
    assert "you have no right" in progress.notices[0]
    with pytest.raises(StateError, match="you have no right"):
        progress.opened("a/b")
    assert progress.status("a/b") is Status.OPENED
    log = AuditLog(folder / "logs" / "explorer.log")
    with pytest.raises(StateError, match="you have no right"):
        log.append("app_started", {})
    assert "you have no right" in log.verify().problem


def test_progress_that_must_not_be_read_is_put_aside_and_loses_no_record(folder: Path) -> None:
    file = folder / "user_progress.json"
    for example in ("a/b", "a/c"):
        progress = Progress(file)
        progress.opened(example)
        progress.close()
    file.chmod(0)
    progress = Progress(file)
    assert set(progress.statuses()) == {"a/b", "a/c"}
    assert "you have no right" in progress.notices[0]


def test_progress_that_can_only_be_read_is_shown(folder: Path) -> None:
    progress = Progress(folder / "user_progress.json")
    progress.opened("a/b")
    progress.close()
    for path in folder.rglob("*"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    folder.chmod(0o500)
    again = Progress(folder / "user_progress.json")
    assert again.status("a/b") is Status.OPENED
    assert "may not be recorded" in again.notices[0]
