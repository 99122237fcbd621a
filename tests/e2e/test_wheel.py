"""The wheel, installed with pip into a fresh environment outside the checkout, is the whole application."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.core.paths import base_interpreter

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS, SUFFIX = ("Scripts", ".exe") if sys.platform == "win32" else ("bin", "")


def run(command: Sequence[str | Path], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and, through a .pth file, the libraries of this one.

    It does not see our editable install: Python reads no .pth files of a folder that is only named in one.
    """
    folder = tmp_path_factory.mktemp("installed")
    run([base_interpreter(), "-m", "venv", folder], folder)
    python = folder / SCRIPTS / f"python{SUFFIX}"
    run([python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel], folder)
    site = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip()
    Path(site, "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def explorer(installed: Path, home: Path) -> Path:
    """The command, with a home of its own."""
    return installed / SCRIPTS / f"python-explorer{SUFFIX}"


def test_wheel_carries_what_ships_and_nothing_that_was_made_here(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for file in ("config.yaml", "resources/icons/play.svg", "resources/fonts/ExplorerSans-OFL.txt"):
        assert f"desktop/_data/{file}" in names
    shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").rglob("*") if path.is_file()}
    in_wheel = {name.removeprefix("desktop/_data/") for name in names if "/_data/examples/" in name}
    assert in_wheel == {name for name in shipped if "__pycache__" not in name}
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests", "packaging"))]


def test_installed_command_reads_only_its_own_files(explorer: Path, home: Path) -> None:
    code = "from desktop.core import paths as p; print(p.__file__, p.find_paths().examples)"
    answer = run([explorer.with_name(f"python{SUFFIX}"), "-c", code], home)
    assert str(ROOT) not in answer
    assert answer.count(str(explorer.parent.parent)) == 2


def test_installed_library_is_the_whole_library(explorer: Path, home: Path) -> None:
    mine = json.loads(run([sys.executable, "-m", "desktop", "list", "--json"], ROOT))
    assert json.loads(run([explorer, "list", "--json"], home)) == mine


def test_installed_command_runs_an_example(explorer: Path, home: Path) -> None:
    name = "01-first-steps/ask-with-input"
    stored = ROOT / "examples" / "core" / name
    target = "first-steps/ask-with-input"
    out = run([explorer, "run", target, "--stdin", stored.with_suffix(".in")], home)
    assert out == stored.with_suffix(".out").read_text(encoding="utf-8")


def test_installed_command_knows_where_it_is(explorer: Path, home: Path) -> None:
    facts = run([explorer, "doctor", "--json"], home)
    assert str(ROOT) not in facts
    assert os.fspath(home) in facts
