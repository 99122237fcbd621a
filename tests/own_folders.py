"""Fixtures of every test: folders of its own, and no warning of ours that nobody expected.

Used by tests/conftest.py and, because tests/unit is a world of its own, by tests/unit/conftest.py.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of this test alone; every folder of the user that a system names lies in it."""
    folder = tmp_path_factory.mktemp("home")
    for variable, name in _FOLDERS.items():
        path = folder / name
        path.mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv(variable, str(path))
    return folder


@pytest.fixture
def data_dir(home: Path) -> Path:
    """For ``--data-dir`` and ``find_paths(data_dir=...)``; does not exist yet."""
    return home / "explorer"


def place_outside_tmp() -> Path:
    """A folder that can be written and lies not in /tmp, of which Strong has one of its own. Unix only."""
    import pwd

    checkout = Path(__file__).parents[1]
    places = (checkout, Path(pwd.getpwuid(os.getuid()).pw_dir), Path("/opt"), Path("/srv"))
    return next(place for place in places if not place.is_relative_to("/tmp") and os.access(place, os.W_OK))


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


@pytest.fixture(autouse=True)
def no_unexpected_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test in which the program logged a warning; one that asks for ``caplog`` judges by itself."""
    handler = _Warnings()
    logging.getLogger("desktop").addHandler(handler)
    yield
    logging.getLogger("desktop").removeHandler(handler)
    if handler.texts and "caplog" not in request.fixturenames:
        pytest.fail(f"logged without being expected: {handler.texts}")
