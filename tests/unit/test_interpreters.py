"""Finding the Pythons of a machine and asking one what it is."""

import os
import select
import sys
import threading
from pathlib import Path

import pytest

from desktop.core import interpreters
from desktop.core.errors import SettingError
from desktop.core.interpreters import find_interpreters, probe
from desktop.core.paths import base_interpreter

RELEASE = ".".join(str(part) for part in sys.version_info[:3])


def script(folder: Path, name: str, body: str) -> Path:
    """An executable shell script."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def pretend(folder: Path, name: str, version: str) -> Path:
    """A program that answers as if it were this release of Python."""
    path = folder / name
    parts = ", ".join(version.split("."))
    return script(folder, name, f"""echo '[[{parts}], "{version}", "{path}", "{path}"]'""")


@pytest.fixture
def only_here(tmp_path: Path) -> dict[str, str]:
    """An environment whose home and PATH are in the test's own folder."""
    return {"HOME": str(tmp_path / "home"), "PATH": str(tmp_path / "bin")}


def test_a_python_says_its_path_and_version() -> None:
    found = probe(Path(sys.executable))
    assert found.version == sys.version_info[:3]
    assert found.short == sys.version_info[:2]
    assert found.release == RELEASE


def test_a_shim_is_answered_with_the_python_behind_it(tmp_path: Path) -> None:
    shim = script(tmp_path, "python3.11", f'exec "{base_interpreter()}" "$@"')
    assert probe(shim).path.samefile(base_interpreter())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("exit 127", "does not answer like a Python"),
        ("echo '[[3, 12, 1]]'", "does not answer like a Python"),
        ('echo \'[[3, 12, "x"], "3.12", "/p", "/p"]\'', "does not answer like a Python"),
        ('echo \'[[3, 12, 1], 3, "/p", "/p"]\'', "does not answer like a Python"),
        ("printf '\\377\\376'", "does not answer like a Python"),
        ("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done", "does not answer like a Python"),
        ('echo \'[[3, 10, 4], "3.10.4", "/p", "/p"]\'', "is Python 3.10.4; examples need 3.11 or newer"),
        ('echo \'[[2, 7, 18], "2.7.18", "/p", "/p"]\'', "is Python 2.7.18"),
    ],
)
def test_what_is_no_usable_python_is_refused_with_a_sentence(tmp_path: Path, body: str, words: str) -> None:
    with pytest.raises(SettingError, match=words):
        probe(script(tmp_path, "python", body))


def test_a_program_that_hangs_is_given_up_and_killed_with_its_children(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    hanging = script(tmp_path, "python", f'sleep 600 &\necho $! > "{note}"\nwait')
    with pytest.raises(SettingError, match=r"did not answer within 0\.5 s"):
        probe(hanging, timeout_s=0.5)
    assert has_ended(int(note.read_text()))


def has_ended(pid: int) -> bool:
    """Whether the process is gone, or goes within ten seconds."""
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], 10)[0])
    finally:
        os.close(watched)


def test_a_child_that_left_the_session_and_holds_the_pipe_does_not_block(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    hanging = script(tmp_path, "python", f"setsid sh -c 'echo $$ > \"{note}\"; exec sleep 600' &\nwait")
    with pytest.raises(SettingError, match="did not answer"):
        probe(hanging, timeout_s=0.5)
    os.kill(int(note.read_text()), 9)


@pytest.mark.parametrize("kind", ["missing", "folder", "text", "binary"])
def test_what_cannot_be_started_is_refused_with_a_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "python"
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_bytes(b"just text\n" if kind == "text" else b"\x7fELF\x00\x01")
        path.chmod(0o644 if kind == "text" else 0o755)
    with pytest.raises(SettingError, match=r"(There is no program at|cannot be started)"):
        probe(path)


def test_the_learners_python_variables_do_not_reach_the_interpreter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    refusing = script(
        tmp_path, "python", f'env | grep -q ^PYTHON && exit 1\nexec "{base_interpreter()}" "$@"'
    )
    assert probe(refusing).release == RELEASE


def test_the_base_comes_first_and_the_others_by_version(tmp_path: Path, only_here: dict[str, str]) -> None:
    base = pretend(tmp_path / "own", "python3", "3.40.2")
    pretend(tmp_path / "bin", "python3.13", "3.39.0")
    pretend(tmp_path / "home" / ".pyenv" / "versions" / "3.12.1" / "bin", "python3", "3.38.1")
    pretend(tmp_path / "home" / ".local/share/uv/python/cpython-3.37.0-x/bin", "python3", "3.37.0")
    releases = [found.release for found in find_interpreters(base, only_here)]
    assert releases[0] == "3.40.2"
    assert [release for release in releases if release.startswith("3.3")] == ["3.37.0", "3.38.1", "3.39.0"]


def test_one_version_is_found_once_the_newest_release_of_pyenv_first(
    tmp_path: Path, only_here: dict[str, str]
) -> None:
    base = pretend(tmp_path / "own", "python3", "3.40.2")
    pretend(tmp_path / "bin", "python3.12", "3.40.9")
    for release in ("3.39.2", "3.39.10"):
        pretend(tmp_path / "home" / ".pyenv" / "versions" / release / "bin", "python3", release)
    found = [found.release for found in find_interpreters(base, only_here) if found.version >= (3, 39)]
    assert found == ["3.40.2", "3.39.10"]


def test_broken_shims_and_old_versions_are_left_out(tmp_path: Path, only_here: dict[str, str]) -> None:
    base = pretend(tmp_path / "own", "python3", "3.40.2")
    script(tmp_path / "bin", "python3.12", "echo 'pyenv: python3.12: command not found' >&2\nexit 127")
    pretend(tmp_path / "bin", "python3.11", "3.10.0")
    found = find_interpreters(base, only_here)
    assert found[0].path == base
    assert all(interpreter.version >= (3, 11) for interpreter in found)
    assert not any(interpreter.path.is_relative_to(tmp_path / "bin") for interpreter in found)


def test_a_virtual_environment_stands_for_the_python_it_was_made_from(
    tmp_path: Path, only_here: dict[str, str]
) -> None:
    environment = tmp_path / "bin"
    environment.mkdir()
    (environment / "python3").symlink_to(base_interpreter())
    (tmp_path / "pyvenv.cfg").write_text(f"home = {base_interpreter().parent}\nversion = {RELEASE}\n")
    found = find_interpreters(environment / "python3", only_here)
    assert not found[0].path.is_relative_to(tmp_path)
    assert found[0].release == RELEASE


def test_a_program_on_a_disk_that_hangs_holds_up_neither_the_others_nor_the_end(
    tmp_path: Path, only_here: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    base, hung = (
        pretend(tmp_path / "own", "python3", "3.40.2"),
        pretend(tmp_path / "bin", "python3", "3.39.0"),
    )
    answers, ask = threading.Event(), interpreters._ask
    asked = []

    def ask_disk(path: Path, timeout_s: float) -> interpreters._Answer:
        if path == hung:
            asked.append(threading.current_thread())
            answers.wait()  # no time limit of ours ends a call into such a disk
        return ask(path, timeout_s)

    monkeypatch.setattr(interpreters, "_ask", ask_disk)
    monkeypatch.setattr(interpreters, "_SEARCH_TIMEOUT_S", 1.0)
    found = [found.path for found in find_interpreters(base, only_here)]
    assert found[0] == base
    assert hung not in found
    assert asked[0].daemon
    answers.set()
    asked[0].join()
