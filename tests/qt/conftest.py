"""Fixtures of the widget tests: the look of the application and a session over real parts of the core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.paths import find_paths
from desktop.services.garbage import Garbage
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from tests.qt.fake_session import FakeSession, write_pack


@pytest.fixture(scope="session", autouse=True)
def garbage(qapp: QApplication) -> Garbage:
    """As in the application: what a test leaves behind is destroyed in the main thread."""
    return Garbage(qapp)


@pytest.fixture(scope="session", autouse=True)
def british(qapp: QApplication) -> None:
    """Dates and numbers are those of one place, wherever the tests run."""
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light look, in force for the application as it is in the window."""
    theme = Theme(find_paths().resources, qapp.styleHints())
    theme.set_mode("light")
    theme.apply(qapp)
    yield theme
    theme.deleteLater()


@pytest.fixture
def icons(theme: Theme) -> Icons:
    """The icons of that look."""
    return Icons(find_paths().resources, theme)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window of the least size, for dialogs to stand in front of."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    return window


@pytest.fixture
def session(tmp_path: Path, data_dir: Path) -> FakeSession:
    """Two chapters of six examples, nothing done yet; everything real but the runner."""
    return FakeSession(write_pack(tmp_path / "pack"), data_dir)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only Qt's offscreen platform prints this, for every window and menu; it says nothing about ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
