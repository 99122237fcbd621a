"""The tools above the output: their order, their room in a narrow window, the menu, and saving."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Stream
from desktop.services.writing import Writing
from desktop.ui.icons import Icons
from desktop.ui.run_panel import RunPanel
from desktop.ui.theme import Theme
from tests.qt.fake_session import FakeSession


@pytest.fixture
def panel(qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons) -> Iterator[RunPanel]:
    """Between two fields, as it stands between other panels."""
    page = QWidget()
    before = QLineEdit(page)
    panel = RunPanel(session, theme, icons, lambda: False, page)  # type: ignore[arg-type]
    layout = QVBoxLayout(page)
    for part in (before, panel, QLineEdit(page)):
        layout.addWidget(part)
    qtbot.addWidget(page)
    page.resize(700, 500)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    before.setFocus()
    panel.console.start()
    panel.console.feed(Stream.STDOUT, b"\x1b[31mone\x1b[0m\ntwo <b>\n")
    panel.console.flush()
    yield panel


def _stops(panel: RunPanel) -> list[str]:
    """The names of what Tab comes to in the panel."""
    names = []
    while True:
        QTest.keyClick(panel.window().focusWidget() or panel, Qt.Key.Key_Tab)
        focus = panel.window().focusWidget()
        if focus is None or not panel.isAncestorOf(focus):
            return names
        names.append(focus.accessibleName())


def test_the_tools_come_before_the_output_as_they_stand_above_it(panel: RunPanel) -> None:
    tools = ["Find in output", "Copy output", "Save output", "Clear output", "More for the output"]
    assert _stops(panel)[:6] == [*tools, "Output"]


def test_a_narrow_bar_keeps_what_the_menu_cannot_replace(panel: RunPanel) -> None:
    panel.set_narrow(True)
    assert _stops(panel)[:4] == ["Find in output", "Copy output", "More for the output", "Output"]


def test_copied_output_is_plain_text_without_colours(panel: RunPanel) -> None:
    panel.copy_output()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "one\ntwo <b>\n"
    assert not data.hasHtml()
    panel.console.view.select_all()
    panel.console.view.copy()
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_the_menu_opens_at_the_cursor_by_key_and_at_the_mouse(qtbot: QtBot, panel: RunPanel) -> None:
    view = panel.console.view
    corner = view.mapToGlobal(QPoint(0, 0))
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        with qtbot.waitSignal(panel.console.menu_requested) as asked:
            event = QContextMenuEvent(reason, QPoint(90, 9), view.viewport().mapToGlobal(QPoint(90, 9)))
            QApplication.sendEvent(view.viewport(), event)
        (place,) = asked.args
        assert view.rect().contains(place - corner)


def test_the_menu_by_key_stays_in_view_when_the_cursor_is_out_of_it(qtbot: QtBot, panel: RunPanel) -> None:
    view = panel.console.view
    panel.console.feed(Stream.STDOUT, b"x\n" * 200)  # the cursor goes to the end
    panel.console.flush()
    view.verticalScrollBar().setValue(0)
    assert view.cursor_rect().top() > view.height()
    with qtbot.waitSignal(panel.console.menu_requested) as asked:
        QTest.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (place,) = asked.args
    assert view.rect().contains(view.mapFromGlobal(place))


def test_the_file_is_named_after_the_example_and_the_learner_told(
    qtbot: QtBot, panel: RunPanel, session: FakeSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.current_example = session.catalog.example("first-steps/hello")
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", choose
    )  # the system's own dialog takes no test's keys
    with qtbot.waitSignal(session.notice) as told:
        panel.save_output()
    assert offered == ["hello-output.txt"]
    assert told.args == [f"The output is in {tmp_path / 'hello-output.txt'}."]
    assert (tmp_path / "hello-output.txt").read_bytes() == b"one\ntwo <b>\n"


def _save(panel: RunPanel, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(file), ""))
    panel.save_output()


def test_what_is_saved_is_what_was_there_when_it_was_asked_for(
    qtbot: QtBot, panel: RunPanel, session: FakeSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.console.feed(Stream.STDOUT, "zwölf\n".encode() * 300_000)
    with qtbot.waitSignal(session.notice):
        _save(panel, tmp_path / "out.txt", monkeypatch)
        panel.console.start()
        panel.console.feed(Stream.STDOUT, b"another run\n")
    written = (tmp_path / "out.txt").read_bytes().decode()
    assert written == "one\ntwo <b>\n" + "zwölf\n" * 300_000


def test_what_is_asked_for_and_not_gathered_yet_is_written_before_the_window_goes(
    qtbot: QtBot, panel: RunPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.console.feed(Stream.STDOUT, b"a line\n" * 300_000)
    file = tmp_path / "out.txt"
    _save(panel, file, monkeypatch)
    panel.finish_saving()
    for thread in threading.enumerate():
        if thread.name == "writing":
            thread.join()
    assert file.read_bytes() == b"one\ntwo <b>\n" + b"a line\n" * 300_000
    panel.finish_saving()


def test_a_full_disk_is_told_and_leaves_the_file_as_it_was(
    qtbot: QtBot, panel: RunPanel, session: FakeSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    file = folder / "out.txt"
    file.write_text("before", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with qtbot.waitSignal(session.notice) as told:
        _save(panel, file, monkeypatch)
    assert told.args == [f"The output could not be saved in {file}: the disk is full."]
    assert list(folder.iterdir()) == [file]
    assert file.read_text(encoding="utf-8") == "before"


def test_what_is_being_written_is_written_also_when_the_window_goes(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_closed, sync = threading.Event(), os.fsync

    def slow(handle: int) -> None:
        is_closed.wait(5)
        sync(handle)

    monkeypatch.setattr(os, "fsync", slow)
    window = QWidget()
    Writing(tmp_path / "out.txt", [b"one\n", b"two\n"], window)
    window.deleteLater()
    with qtbot.waitSignal(window.destroyed):
        pass
    is_closed.set()
    qtbot.waitUntil((tmp_path / "out.txt").exists)
    assert (tmp_path / "out.txt").read_bytes() == b"one\ntwo\n"


_COPIES = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.core.paths import find_paths
from desktop.ui.code_view import CodeView
from desktop.ui.icons import Icons
from desktop.ui.taking import Copying
from desktop.ui.theme import Theme

app = QApplication([])
paths = find_paths(data_dir=Path(sys.argv[2]))
theme = Theme(paths.resources, app.styleHints(), app)
view = CodeView(theme, Icons(paths.resources, theme, app))
view.set_text("one")
view.selectAll()
if sys.argv[1] == "code":
    view.copy()
else:
    Copying(iter(["one"]), 3, view).done.connect(app.quit)
    app.exec()
print(app.clipboard().text())
"""


@pytest.mark.parametrize("what", ["code", "output"])
def test_what_is_on_the_clipboard_lets_the_process_end(what: str, data_dir: Path) -> None:
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-c", _COPIES, what, str(data_dir)]
    done = subprocess.run(words, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.returncode) == ("one\n", 0), done.stderr
