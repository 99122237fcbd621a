"""The order of Tab: a widget is put last, and nothing else is changed by that."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.focus_order import put_last


def test_a_widget_is_put_last_and_the_others_outlive_their_neighbours(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    last, first, editor = QLineEdit(), QLineEdit(), QPlainTextEdit()
    neighbours = [QLabel() for _ in range(3)]
    for widget in (last, first, editor, *neighbours):
        column.addWidget(widget)
    document = editor.document()
    put_last(last)
    window.show()
    editor.setFocus()
    editor.setTabChangesFocus(True)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert window.focusWidget() is last
    for neighbour in neighbours:
        neighbour.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert column.indexOf(last) == 0
    assert shiboken6.isValid(editor)
    assert shiboken6.isValid(document), "the editor could not be typed into any more"
