"""Here Qt does not exist: the rules of the product must work without it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

from tests.ordinary_user import pytest_pyfunc_call
from tests.own_folders import data_dir, home, no_unexpected_warning

__all__ = ["data_dir", "home", "no_qt", "no_unexpected_warning", "pytest_pyfunc_call"]

_HERE = Path(__file__).parent
_BANNED = frozenset({"PySide6", "shiboken6"})


class _NoQt(MetaPathFinder):
    """Refuses every import of Qt."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in _BANNED:
            raise ImportError(
                f"{fullname} is imported in tests/unit. What is tested here must not need Qt: "
                "move the rule out of the widget into desktop/core, or the test to tests/qt."
            )
        return None


def pytest_configure(config: pytest.Config) -> None:
    """A run of this folder alone refuses Qt from the first import on, so also while tests are collected."""
    if config.rootpath == _HERE:
        sys.meta_path.insert(0, _NoQt())
    # how fast data comes and a test goes says something about the computer, not about the program
    settings.register_profile("explorer", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("explorer")


@pytest.fixture(autouse=True)
def no_qt() -> Iterator[None]:
    """In a run of all folders Qt is refused while a test of this one runs."""
    finder = _NoQt()
    sys.meta_path.insert(0, finder)
    yield
    sys.meta_path.remove(finder)
