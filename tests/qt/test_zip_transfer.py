"""Zips are written and read beside the window: how far it is is told, and Cancel leaves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.core.imported import Imported, ImportedLibraries
from desktop.services.zip_transfer import ZipTransfer
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from desktop.ui.waiting_dialog import WaitingDialog

PATIENCE_MS = 60_000
COUNT = 2_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"file{number}.py").write_text("x = [1, 2, 3]\n" * 50)
    return folder


@pytest.fixture
def transfer(tmp_path: Path) -> ZipTransfer:
    return ZipTransfer(ImportedLibraries(tmp_path / "data"))


def test_a_transfer_tells_how_far_it_is_while_the_event_loop_turns_and_can_be_cancelled(
    transfer: ZipTransfer, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """Turns are counted, not timed: a loop that is blocked for the whole work has a handful."""
    target = tmp_path / "many.zip"
    told: list[tuple[int, int]] = []
    turns: list[int] = []
    transfer.progressed.connect(lambda done, total: told.append((done, total)))
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: turns.append(1))
    timer.start()
    with qtbot.waitSignal(transfer.exported, timeout=PATIENCE_MS):
        transfer.export(folder, "many", target)
        assert transfer.is_busy
        with qtbot.waitSignal(transfer.failed, timeout=PATIENCE_MS) as refused:
            transfer.take(target)
    assert refused.args == ["Another zip is being worked on. Try again when it is done."]
    assert len(turns) > 10
    assert told
    assert all(0 < done <= COUNT and total in (0, COUNT) for done, total in told)
    transfer.progressed.connect(transfer.cancel)
    with qtbot.waitSignal(transfer.cancelled, timeout=PATIENCE_MS):
        transfer.take(target)
    assert not transfer.is_busy
    assert list(transfer.libraries.folder.iterdir()) == []
    transfer.progressed.disconnect(transfer.cancel)
    with qtbot.waitSignal(transfer.imported, timeout=PATIENCE_MS) as done:
        transfer.take(target)
    assert done.args is not None
    result = done.args[0]
    assert isinstance(result, Imported)
    assert result.files == COUNT


def test_waiting_is_shown_only_for_what_takes_a_while(
    window: QWidget, theme: Theme, icons: Icons, qtbot: QtBot
) -> None:
    quick = WaitingDialog(theme, icons, "Importing", "/x.zip", window)
    with qtbot.waitSignal(quick.destroyed):
        quick.end()
    slow = WaitingDialog(theme, icons, "Importing", "/x.zip", window)
    qtbot.waitUntil(slow.isVisible)
    slow.show_progress(5, 10)
    with qtbot.waitSignal(slow.rejected):
        slow.close()
