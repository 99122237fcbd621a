"""What a name in ``security.blocked_functions`` closes: a wall for programs and network, else advice."""

from __future__ import annotations

import pytest

from desktop.core.blocked_functions import advice, closes_network, starts_programs
from desktop.core.settings import SETTINGS

DEFAULT = next(setting.default for setting in SETTINGS if setting.key == "security.blocked_functions")
assert isinstance(DEFAULT, tuple)


@pytest.mark.parametrize(
    "name",
    [
        *("os.system", "os.popen", "os.fork", "os.execv", "os.spawnlp", "os.posix_spawn", "posix.system"),
        *("subprocess", "subprocess.call", "subprocess.Popen", "multiprocessing.Process", "pty.spawn"),
        "asyncio.create_subprocess_exec",
    ],
)
def test_any_name_that_starts_programs_closes_every_way_to_start_one(name: str) -> None:
    assert starts_programs([name])
    assert advice([name]) == ()


@pytest.mark.parametrize("name", ["os.getpid", "os.path.exists", "exec", "eval", "subprocesses.call", "os"])
def test_other_names_start_nothing(name: str) -> None:
    assert not starts_programs([name])
    assert advice([name]) == (name,)


@pytest.mark.parametrize(
    ("name", "closes"),
    [("socket", True), ("socket.socket", True), ("_socket.socket", True), ("socketserver", False)],
)
def test_a_name_of_socket_closes_the_network(name: str, closes: bool) -> None:
    assert closes_network([name]) is closes


def test_default_list_closes_programs_leaves_the_network_and_advises_on_eval_and_exec() -> None:
    assert starts_programs(DEFAULT)
    assert not closes_network(DEFAULT)
    assert advice(DEFAULT) == ("eval", "exec")


def test_empty_list_closes_nothing() -> None:
    assert not starts_programs(()) and not closes_network(()) and advice(()) == ()
