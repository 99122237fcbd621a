"""The tools above the output: their order, their room in a narrow window, the menu, and saving."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Stream
from desktop.ui.icons import Icons
from desktop.ui.run_panel import RunPanel
from desktop.ui.theme import Theme
from tests.qt.fake_session import FakeSession


@pytest.fixture
def panel(qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons) -> RunPanel:
    panel = RunPanel(session, theme, icons, lambda: False)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.console.start()
    panel.console.feed(Stream.STDOUT, b"\x1b[31mone\x1b[0m\ntwo <b>\n")
    panel.console.flush()
    return panel


def _names(panel: RunPanel) -> list[str]:
    """What Tab comes to from the first tool on, up to the output."""
    focus = panel.focusWidget()
    names = []
    while focus is not None and focus is not panel.console.view:
        names.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = panel.focusWidget()
    return names


def test_the_tools_come_before_the_output_as_they_stand_above_it(panel: RunPanel) -> None:
    panel.focusNextChild()
    while panel.focusWidget().accessibleName() != "Find in output":
        panel.focusNextChild()
    tools = ["Find in output", "Copy output", "Save output", "Clear output", "More for the output"]
    assert _names(panel) == tools


def test_a_narrow_bar_keeps_what_the_menu_cannot_replace(panel: RunPanel) -> None:
    panel.set_narrow(True)
    panel.focusNextChild()
    while panel.focusWidget().accessibleName() != "Find in output":
        panel.focusNextChild()
    assert _names(panel) == ["Find in output", "Copy output", "More for the output"]


def test_copied_output_is_plain_text_without_colours(panel: RunPanel) -> None:
    panel.copy_output()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "one\ntwo <b>\n"
    assert not data.hasHtml()
    panel.console.view.selectAll()
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
