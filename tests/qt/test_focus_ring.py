"""The ring round a pane shows where keys go, and a dialog in between does not lose it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.focus_ring import FocusRing
from desktop.ui.theme import Theme


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit(objectName="other"))
    column.addWidget(QTextEdit(objectName="pane"))
    window.resize(300, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def pane(window: QWidget) -> QWidget:
    return window.findChild(QTextEdit, "pane")


@pytest.fixture
def ring(pane: QWidget, theme: Theme) -> FocusRing:
    return FocusRing(theme, pane)


def test_a_key_brings_the_ring_and_leaving_takes_it(window: QWidget, pane: QWidget, ring: FocusRing) -> None:
    pane.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    window.findChild(QLineEdit, "other").setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert not ring.isVisible()


def test_a_click_brings_no_ring(pane: QWidget, ring: FocusRing) -> None:
    QTest.mouseClick(pane, Qt.MouseButton.LeftButton)
    pane.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()


def test_the_ring_is_there_again_after_a_dialog_that_took_the_focus_itself(
    window: QWidget, pane: QWidget, ring: FocusRing, qtbot: QtBot
) -> None:
    pane.setFocus(Qt.FocusReason.TabFocusReason)
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    dialog.open()
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(field.hasFocus)
    dialog.reject()
    window.activateWindow()
    qtbot.waitUntil(pane.hasFocus)
    assert ring.isVisible()
