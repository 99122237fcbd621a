"""Builds the bundle once, from the sources as they are; says why where it cannot be built."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import bundle
import bundle_python
import pytest
from environment import EXIT_SYSTEM, SetUpError

from desktop.core.interpreters import find_interpreters
from tests.bundle.alone import ROOT, Alone, alone


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """The virtual screen must show the window's colours and not start anew when a window closes."""
    if config.pluginmanager.hasplugin("xvfb"):
        for word in ("-noreset", "-screen", "0", "1600x1000x24"):
            config.addinivalue_line("xvfb_args", word)


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder that ``run.py bundle`` packs."""
    if shutil.which("unshare") is None:
        pytest.skip("the bundle is not built: without unshare nothing could show that it stands alone")
    done = subprocess.run([sys.executable, ROOT / "run.py", "bundle", "folder"], check=False)
    if done.returncode == EXIT_SYSTEM:
        pytest.skip("the bundle is not built: this machine lacks what is named above")
    assert done.returncode == 0
    return bundle.Bundle(ROOT).folder


@pytest.fixture(scope="session")
def explorer(built: Path) -> Alone:
    """The bundle on a machine that has no other Python."""
    found = find_interpreters()
    return alone(built, [one.path.parent.parent for one in found], [one.path for one in found])


@pytest.fixture(scope="session", autouse=True)
def _can_be_built() -> None:
    try:
        bundle_python.newest(found.path for found in find_interpreters())
    except SetUpError as error:
        pytest.skip(f"the bundle is not built: {error}")
