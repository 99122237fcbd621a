"""A report of the program becomes a denial only if it has the shape of one; its path is looked up again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.child.protocol import Denial, RunSpec
from desktop.sandbox.policy import Net, Policy, Tier
from desktop.services.denials import Denials, denial_of

PROGRAM = Path("/lessons/program.py")


def spec(tmp_path: Path, **rights: object) -> RunSpec:
    policy = Policy(Tier.STRONG, **rights)  # type: ignore[arg-type]
    return RunSpec("x", PROGRAM, tmp_path / "work", Path("/usr/bin/python3"), policy=policy)


def settled(run: RunSpec, *reports: tuple[str, str]) -> list[tuple[str, str]]:
    denials = Denials(run)
    for name, value in reports:
        denials.take({"kind": "denied", "name": name, "value": value, "line": 3})
    return [(denial.name, denial.value) for denial in denials.settled()]


def test_a_report_without_file_and_target_is_of_the_program_and_its_path() -> None:
    found = denial_of({"name": "read", "value": "/data/x", "line": 3}, PROGRAM)
    assert found == Denial("read", "/data/x", "/data/x", str(PROGRAM), 3)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"name": "read"},
        {"name": "read", "value": 7},
        {"name": ["read"], "value": "/x"},
        {"name": "read", "value": ""},
        {"name": "read", "value": "x"},
        {"name": "read", "value": "/x/../y"},
        {"name": "read", "value": "/x\n"},
        {"name": "read", "value": "/x\u202ey"},
        {"name": "read", "value": "/x\ud800"},
        {"name": "read", "value": "/" + "x" * 1000},
        {"name": "read", "value": "/x", "target": "y"},
        {"name": "read", "value": "/x", "target": None},
        {"name": "net", "value": "none"},
        {"name": "net", "value": ""},
        {"name": "run", "value": "1"},
        {"name": "env", "value": "TOKEN"},
        {"name": "display", "value": ""},
    ],
)
def test_a_report_of_another_shape_is_none(facts: dict[str, object]) -> None:
    assert denial_of(facts, PROGRAM) is None


@pytest.mark.parametrize(
    "file", ["/etc/passwd", "program.py", "/lessons/../etc/x", "/lessons/a\n", 7, None, ["/lessons/x"]]
)
def test_a_file_that_is_not_the_programs_is_not_shown(file: object) -> None:
    found = denial_of({"name": "run", "value": "", "target": "ls", "file": file, "line": 9}, PROGRAM)
    assert found == Denial("run", "", "ls", str(PROGRAM), 0)


@given(
    st.dictionaries(
        st.sampled_from(["name", "value", "target", "file", "line"]),
        st.text(max_size=20) | st.integers() | st.none(),
    )
)
def test_whatever_is_reported_is_printable_or_nothing(facts: dict[str, object]) -> None:
    found = denial_of({"name": "net", "value": "any", **facts}, PROGRAM)
    if found is not None:
        assert "".join((found.name, found.value, found.target, found.file)).isprintable()


def test_a_path_is_what_it_leads_to_and_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("")
    (tmp_path / "link").symlink_to("real")
    link, real = str(tmp_path / "link"), str(tmp_path / "real")
    denials = Denials(spec(tmp_path))
    for value in (link, real, link):
        denials.take({"name": "read", "value": value})
    assert denials.settled() == (Denial("read", real, link, str(PROGRAM), 0),)


def test_reading_what_is_not_there_is_no_denial(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    missing, loop = str(tmp_path / "missing"), str(tmp_path / "loop")
    assert settled(spec(tmp_path), ("read", missing), ("read", loop), ("read", missing + "/x")) == []


def test_writing_what_is_not_there_needs_its_folder(tmp_path: Path) -> None:
    new, deeper = str(tmp_path / "new"), str(tmp_path / "no" / "new")
    assert settled(spec(tmp_path), ("write", new), ("write", deeper)) == [("write", str(tmp_path))]


def test_what_the_policy_allows_is_no_denial(tmp_path: Path) -> None:
    for name in ("read", "write", "work"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to("read")
    run = spec(tmp_path, read=(tmp_path / "link",), write=(tmp_path / "write",), run=True, net=Net.LOOPBACK)
    paths = [("read", "link"), ("read", "read"), ("read", "write"), ("write", "write"), ("write", "work")]
    reports = [(name, str(tmp_path / value)) for name, value in paths]
    others = [
        ("run", ""),
        ("net", "loopback"),
        ("read", "/usr/bin"),
        ("read", "/proc/1"),
        ("read", "/dev/null"),
    ]
    assert settled(run, *reports, *others) == []
    left = [("write", str(tmp_path / "read")), ("net", "any")]
    assert settled(run, *left) == left


def test_at_most_twenty_are_kept_in_their_order(tmp_path: Path) -> None:
    reports = []
    for number in range(30):
        (tmp_path / str(number)).write_text("")
        reports += [("read", str(tmp_path / str(number)))] * 2
    assert settled(spec(tmp_path), *reports) == reports[:40:2]


def test_a_run_that_nothing_confines_has_none(tmp_path: Path) -> None:
    run = RunSpec("x", PROGRAM, tmp_path, Path("/usr/bin/python3"))
    assert settled(run, ("run", ""), ("net", "any"), ("read", str(tmp_path))) == []
