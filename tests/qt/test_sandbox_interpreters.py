"""Strong keeps ordinary programs working with every Python of this machine, not only with the launcher's."""

from __future__ import annotations

import pytest

from desktop.core.interpreters import find_interpreters
from desktop.sandbox.policy import Policy
from tests.qt.real_runs import Programs
from tests.qt.sandboxed import LINUX, programs
from tests.qt.test_sandbox_everyday import WIDE, failing

__all__ = ["programs"]
pytestmark = LINUX
INTERPRETERS = {found.release: found.path for found in find_interpreters()}


@pytest.mark.parametrize("release", INTERPRETERS)
def test_strong_keeps_it_with_every_interpreter(programs: Programs, release: str) -> None:
    interpreter = INTERPRETERS[release]
    lost = failing(programs, WIDE, interpreter)
    assert lost - (failing(programs, Policy(), interpreter) if lost else set()) == set()
