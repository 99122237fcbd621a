"""What is kept of the window: what Qt could not be given is put aside, and safe mode leaves it alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.ui.window_state import WindowState


def test_what_was_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    state = WindowState(tmp_path)
    state.set("example", "a/b")
    state.set("guide_shown", False)
    state.sync()
    assert WindowState(tmp_path).text("example") == "a/b"
    assert WindowState(tmp_path).flag("guide_shown", True) is False


def test_a_forgetful_state_restores_nothing_and_keeps_nothing(tmp_path: Path) -> None:
    state = WindowState(tmp_path)
    state.set("example", "a/b")
    state.sync()
    forgetful = WindowState(tmp_path, is_forgetful=True)
    assert forgetful.text("example") == ""
    assert forgetful.flag("guide_shown", True) is True
    forgetful.set("example", "other/one")
    forgetful.sync()
    assert WindowState(tmp_path).text("example") == "a/b"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name and holes are of Unix")
@pytest.mark.parametrize("kind", ["pipe", "huge", "folder"])
def test_what_can_be_no_such_file_is_put_aside_unread(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "window.ini"
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.touch()
        os.truncate(file, 2**30)
    state = WindowState(tmp_path)
    state.set("example", "a/b")
    state.sync()
    assert WindowState(tmp_path).text("example") == "a/b"
    assert len(list(tmp_path.glob("window.ini.corrupt-*"))) == 1
