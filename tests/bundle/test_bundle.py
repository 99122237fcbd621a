"""The bundle is the whole application on a machine that has no Python, and it stays as it was built."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bundle.alone import PLACE, ROOT, Alone

PATIENCE_S = 60.0
PYTHON = Path("_internal", "python", "bin", "python3")
INTERPRETER = str(PLACE / PYTHON)

# Left out on purpose, noisy when imported, of other systems, or of libraries that few Pythons are built with.
NOT_IMPORTED = (
    *("readline", "idlelib", "turtledemo", "antigravity", "this", "_dbm", "_gdbm", "_ios_support"),
    *("_android_support", "_overlapped", "_scproxy", "_winapi", "_wmi", "msvcrt", "nt", "winreg", "winsound"),
)
IMPORT_ALL = """
import importlib, sys
failed = []
for name in sorted(sys.stdlib_module_names - set(sys.argv[1:])):
    if name.startswith(("_test", "_xx", "xx")): continue
    try: importlib.import_module(name)
    except ImportError as error: failed.append(f"{name}: {error}")
print(len(failed), *failed)
"""
ASK = "import os, sys; print(sys.executable, sys.version.split()[0], sorted(os.environ), sep='\\n')"


def test_version_and_help_need_no_screen(explorer: Alone) -> None:
    assert explorer.run("python-explorer", "--version") == "Python Features Explorer 2.1.0\n"


def test_pyside_has_nothing_to_compile_at_the_start(built: Path) -> None:
    (folder,) = built.rglob("files.dir")
    sources = list(folder.rglob("*.py"))
    assert sources
    assert all(list((file.parent / "__pycache__").glob(f"{file.stem}.*.pyc")) for file in sources)


def test_library_is_the_whole_library(explorer: Alone, home: Path) -> None:
    mine = subprocess.run(
        [sys.executable, "-m", "desktop", "list", "--json"], cwd=ROOT, check=True, capture_output=True
    )
    assert json.loads(explorer.run("python-explorer", "list", "--json")) == json.loads(mine.stdout)


def test_every_example_prints_what_is_stored_with_the_bundles_own_python(explorer: Alone, home: Path) -> None:
    told = json.loads(explorer.run("python-explorer", "check", "--json"))
    ran = {version: one for version, one in told["interpreters"].items() if one["proven"]}
    assert len(ran) == 1, told["interpreters"]
    (one,) = ran.values()
    assert not one["failed"]
    assert one["proven"] + one["skipped"] == told["examples"]


def test_doctor_finds_the_sandbox_sound_and_no_other_python(explorer: Alone, home: Path) -> None:
    told = json.loads(explorer.run("python-explorer", "doctor", "--json"))
    assert INTERPRETER in told["Python for the examples"]["used"]
    assert len(told["Python for the examples"]["found"]) == 1
    assert told["Protection"]["tier"].startswith(("Strong", "Kernel"))
    assert told["Versions"]["libraries locked"].startswith("20")
    assert str(ROOT) not in json.dumps(told)


@pytest.mark.parametrize("sandbox", ["--sandbox", "--no-sandbox"])
def test_nothing_of_the_starter_reaches_a_program(
    explorer: Alone, home: Path, sandbox: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/of the user")
    file = home / "work" / "ask.py"
    file.parent.mkdir()
    file.write_text(ASK, encoding="utf-8")
    executable, _version, names = explorer.run("python-explorer", "run", sandbox, str(file)).splitlines()
    assert executable == INTERPRETER
    for word in ("LD_LIBRARY_PATH", "_PYI", "MEIPASS", "QT_", "QML"):
        assert word not in names


def test_program_that_is_asked_what_it_is_gets_the_users_own_environment(
    explorer: Alone, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As every program that the application starts by itself, such as the one that opens a link."""
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/of the user")
    stub = home / "python3"
    stub.write_text(f'#!/bin/sh\nenv >> "{home}/asked"\nexec "{INTERPRETER}" "$@"\n', encoding="utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}:{os.environ['PATH']}")
    explorer.run("python-explorer", "doctor")
    asked = (home / "asked").read_text(encoding="utf-8").splitlines()
    assert "LD_LIBRARY_PATH=/opt/of the user" in asked
    assert not [line for line in asked if line.startswith(("_PYI", "QT_PLUGIN", "QML")) or "_ORIG=" in line]


def test_all_of_the_standard_library_can_be_imported(explorer: Alone) -> None:
    assert explorer.run(PYTHON, "-I", "-c", IMPORT_ALL, *NOT_IMPORTED) == "0\n"


def test_time_zones_come_with_it(explorer: Alone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONTZPATH", "")
    ask = "import zoneinfo; print(zoneinfo.ZoneInfo('Europe/Paris'))"
    assert explorer.run(PYTHON, "-c", ask) == "Europe/Paris\n"


def test_a_virtual_environment_by_copies_works(explorer: Alone, tmp_path: Path) -> None:
    make_and_ask = (
        "import subprocess, sys, venv; venv.create(sys.argv[1], symlinks=False, with_pip=True);"
        "print(subprocess.check_output([sys.argv[1] + '/bin/python', '-m', 'pip', '--version'], text=True))"
    )
    assert explorer.run(PYTHON, "-c", make_and_ask, str(tmp_path / "venv")).startswith("pip ")


def test_window_opens_at_an_example_and_ends_when_told(explorer: Alone, home: Path) -> None:
    if not os.environ.get("DISPLAY"):
        pytest.skip("there is no Xvfb here, so no window can open")
    command = explorer.command(
        Path("python-explorer"), "--data-dir", str(home / "mine"), "strings/escape-sequences"
    )
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as window:
        try:
            _wait_until(lambda: _told_of_the_example(home / "mine"), window)
            window.send_signal(signal.SIGTERM)
            _out, errors = window.communicate(timeout=PATIENCE_S)
        finally:
            window.kill()
    assert (window.returncode, errors) == (0, "")


def _told_of_the_example(folder: Path) -> bool:
    return any(
        "escape-sequences" in path.read_text(errors="replace") for path in folder.glob("user_progress*")
    )


def _wait_until(is_true: Callable[[], bool], window: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_true():
        assert window.poll() is None, window.communicate()
        assert time.monotonic() < deadline, "the window never opened the example"
        os.sched_yield()


def test_use_leaves_only_the_users_own_folders(
    explorer: Alone, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(home.iterdir())
    with tempfile.TemporaryDirectory() as temporary:  # tmp_path is too long for the name of a socket in it
        monkeypatch.setenv("TMPDIR", temporary)
        explorer.run("python-explorer", "run", "strings/escape-sequences")
        assert not list(Path(temporary).iterdir())
    assert set(home.iterdir()) == before
    assert {path.name for path in home.glob("*/*")} == {"python-features-explorer"}


def test_nothing_is_written_beside_the_program_where_that_could_be_done(built: Path, home: Path) -> None:
    before = _state(built)
    for words in (["run", "strings/escape-sequences"], ["doctor"], ["list"]):
        subprocess.run([built / "python-explorer", *words], check=True, capture_output=True)
    assert _state(built) == before


def _state(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (stat.st_mtime_ns, stat.st_size) for path in folder.rglob("*") if (stat := path.lstat())}
