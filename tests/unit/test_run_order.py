"""The order of a run reaches the launcher unchanged, and the environment of an example is built up."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.child.order import HEADER_BYTES, Order
from desktop.child.protocol import Limits, RunSpec, encode_order
from desktop.services.environment import example_environment


def make_spec(**details: object) -> RunSpec:
    return RunSpec("x", Path("/a b/é\udcff.py"), Path("/work"), Path("/usr/bin/python3"), **details)  # type: ignore[arg-type]


def decode(data: bytes) -> Order:
    assert int(data[:HEADER_BYTES], 16) == len(data) - HEADER_BYTES
    return Order(data[HEADER_BYTES:])


def test_every_word_arrives() -> None:
    limits = Limits(1.5, 2.5, 3, 4, 5, max_processes=6, max_open_files=7, max_file_mb=8, thinking_s=9)
    spec = make_spec(argv=("", "a=b", "line\nbreak", "🎉"), limits=limits)
    order = decode(encode_order(spec, {"A": "1=2", "EMPTY": ""}, 9))
    assert order.arguments == ["", "a=b", "line\nbreak", "🎉"]
    assert order.environment == {"A": "1=2", "EMPTY": ""}
    assert (order.file, order.work_dir, order.interpreter) == ("/a b/é\udcff.py", "/work", "/usr/bin/python3")
    assert (order.timeout_s, order.cpu_s, order.max_memory_mb, order.max_processes) == (1.5, 2.5, 4, 6)
    assert (order.max_open_files, order.max_file_mb, order.control) == (7, 8, 9)
    assert order.thinking_s == 9
    assert order.wants_namespace
    assert (order.digest, order.blocked) == ("", [])


def test_what_was_looked_at_and_what_is_blocked_arrive() -> None:
    order = decode(encode_order(make_spec(digest="ab" * 32, blocked=("eval", "os.remove")), {}, 3))
    assert (order.digest, order.blocked) == ("ab" * 32, ["eval", "os.remove"])


def test_processor_time_is_the_timeout_where_nothing_else_is_said() -> None:
    assert decode(encode_order(make_spec(limits=Limits(timeout_s=7)), {}, 3)).cpu_s == 7


def test_the_second_best_guard_can_be_asked_for() -> None:
    assert not decode(encode_order(make_spec(), {}, 3, forgoes_namespace=True)).wants_namespace


@pytest.mark.parametrize(
    "details", [{"argv": ("a\0b",)}, {"blocked": ("a\0",)}, {"environment": (("A", "\0"),)}]
)
def test_a_word_that_holds_nul_is_refused(details: dict[str, object]) -> None:
    spec = make_spec(**details)
    with pytest.raises(ValueError, match="NUL"):
        encode_order(spec, dict(spec.environment), 3)


def test_nothing_of_qt_or_of_the_users_python_reaches_an_example() -> None:
    own = {
        "PATH": "/bin",
        "QT_QPA_PLATFORM": "xcb",
        "LD_LIBRARY_PATH": "/b",
        "PYTHONPATH": "/p",
        "TOKEN": "s",
    }
    assert example_environment(own, {}) == {
        "PATH": "/bin",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def test_the_language_and_what_is_asked_for_are_kept() -> None:
    built = example_environment(
        {"LC_TIME": "de_DE.UTF-8", "LANG": "", "TZ": "UTC"}, {"PYTHONUTF8": "0", "X": "y"}
    )
    assert (built["LC_TIME"], built["TZ"], built["PYTHONUTF8"], built["X"]) == (
        "de_DE.UTF-8",
        "UTC",
        "0",
        "y",
    )
    assert "LANG" not in built
    assert "PATH" in built
