"""Fixtures of the attack suite, and its table at the end of the test run."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from tests.attack.figures import FIGURES, table
from tests.e2e.conftest import explorer
from tests.qt.conftest import garbage
from tests.qt.sandboxed import programs

__all__ = ["explorer", "garbage", "programs"]


def pytest_configure(config: pytest.Config) -> None:
    """A folder that tests of either user write their figures into; re-executed ones inherit its name."""
    if FIGURES not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="explorer-attack-")
        Path(folder.name).chmod(0o777)
        os.environ[FIGURES] = folder.name
        config.add_cleanup(folder.cleanup)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only Qt's offscreen platform prints this, for every window and menu; it says nothing about ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One table for all columns and both users, and what else was measured."""
    for line in table(Path(os.environ[FIGURES])):
        terminalreporter.write_line(line)
