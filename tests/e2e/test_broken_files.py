"""Stories: the learner's files are broken or cannot be read; the window starts and says what it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core.progress import Status
from tests.e2e.explorer import Explorer

TARGET = "control-flow/if-elif-else"
SETTINGS = "config.yaml"
PROGRESS = "user_progress.json"
BROKEN = {
    "broken": b"execution: {timeout_seconds: [\n",
    "binary": bytes(range(256)) * 8,
    "empty": b"",
    "zeros": b"\0" * 512,
    "list": b"[1, 2, 3]\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_window_starts_with_a_broken_settings_file_and_leaves_it_as_it_is(
    explorer: Explorer, content: bytes
) -> None:
    file = write(explorer, SETTINGS, content)
    explorer.start(TARGET)
    assert explorer.code.isVisible()
    assert explorer.session.settings.snapshot.number("execution.timeout_seconds") == 30
    if content:
        assert SETTINGS in explorer.window.status_bar.state
        assert any(SETTINGS in sentence for sentence in explorer.window.notice_bar.sentences())
        assert explorer.window.notice_bar.isVisible()
    assert explorer.run().kind.value == "ok"
    explorer.close()
    assert file.read_bytes() == content


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_window_starts_with_a_broken_progress_file_keeps_it_and_goes_on_recording(
    explorer: Explorer, content: bytes
) -> None:
    write(explorer, PROGRESS, content)
    explorer.start(TARGET)
    assert explorer.code.isVisible()
    assert PROGRESS in explorer.window.status_bar.state
    assert explorer.run().kind.value == "ok"
    explorer.reopen()
    assert explorer.session.progress.status(TARGET) is Status.COMPLETED
    kept = list(explorer.data_dir.glob("user_progress*corrupt-*"))
    assert [file.read_bytes() for file in kept] == [content]


def folder_in_its_place(file: Path) -> None:
    """What cannot be read by anybody, root included."""
    file.mkdir()


def without_rights(file: Path) -> None:
    """What cannot be read by an ordinary user."""
    file.write_bytes(b"theme:\n  mode: dark\n")
    file.chmod(0)


@pytest.mark.parametrize("name", [SETTINGS, PROGRESS])
@pytest.mark.parametrize(
    "spoil", [folder_in_its_place, pytest.param(without_rights, marks=pytest.mark.ordinary_user)]
)
def test_window_starts_when_a_file_cannot_be_read_and_says_so(
    explorer: Explorer, name: str, spoil: Callable[[Path], None]
) -> None:
    explorer.data_dir.mkdir()
    file = explorer.data_dir / name
    spoil(file)
    explorer.start(TARGET)
    assert explorer.code.isVisible()
    assert name in explorer.window.status_bar.state
    assert explorer.run().kind.value == "ok"


def write(explorer: Explorer, name: str, content: bytes) -> Path:
    explorer.data_dir.mkdir()
    file = explorer.data_dir / name
    file.write_bytes(content)
    return file
