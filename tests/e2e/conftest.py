"""Fixtures of the whole-window stories: a screen where there is one, the real application, real children."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import make_application
from tests.e2e.driven import Driven
from tests.e2e.explorer import Explorer

_SCREEN = "1600x1000x24"
_PLATFORM: pytest.StashKey[tuple[str, str]] = pytest.StashKey()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """The virtual screen must hold the window, show its colours, and not start anew when a window closes."""
    config.stash[_PLATFORM] = _platform(config)
    if config.pluginmanager.hasplugin("xvfb"):
        for word in ("-noreset", "-screen", "0", _SCREEN):
            config.addinivalue_line("xvfb_args", word)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say on which screen the stories were told, and why."""
    platform, reason = config.stash[_PLATFORM]
    terminalreporter.write_line(f"whole-window stories: {platform} {reason}")


def _platform(config: pytest.Config) -> tuple[str, str]:
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen, "because QT_QPA_PLATFORM says so"
    if not sys.platform.startswith("linux"):
        return "", "the system's own screen"
    if config.pluginmanager.hasplugin("xvfb") and shutil.which("Xvfb"):
        return "xcb", "on a virtual screen"
    return "offscreen", "because there is no Xvfb here"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only Qt's offscreen platform says this, for every window and menu; it says nothing about ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def qapp(pytestconfig: pytest.Config) -> QApplication:
    """The application as a start makes it; one that other tests made before is used as it is."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    return make_application(["python-explorer"], pytestconfig.stash[_PLATFORM][0] or None)


@pytest.fixture
def explorer(qtbot: QtBot, qapp: QApplication, data_dir: Path) -> Iterator[Explorer]:
    """The window on folders of its own; ``start`` opens it."""
    explorer = Explorer(qtbot, qapp, data_dir)
    yield explorer
    explorer.close()


@pytest.fixture
def driven(data_dir: Path) -> Iterator[Driven]:
    """Starts windows in processes of their own; ends those that a failed story left."""
    driven = Driven(data_dir)
    yield driven
    driven.close()
