"""Guarantees of desktop/core/paths.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.core import paths
from desktop.core.paths import base_interpreter, find_paths

ROOT = Path(__file__).resolve().parents[2]


def test_checkout_finds_the_shipped_files_at_its_top() -> None:
    found = find_paths()
    assert found.examples == ROOT / "examples"
    assert found.resources == ROOT / "resources"
    assert found.default_config == ROOT / "config.yaml"
    assert (found.code_root / "desktop" / "core" / "paths.py").is_file()


def test_wheel_finds_the_shipped_files_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "desktop"
    (package / "_data").mkdir(parents=True)
    assert paths._shipped_root(package) == package / "_data"


def test_data_dir_holds_everything_of_the_learner(tmp_path: Path) -> None:
    found = find_paths(data_dir=tmp_path / "mine")
    for path in (found.config_file, found.data_dir, found.cache_dir):
        assert path.is_relative_to(tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


def test_config_overrides_only_the_configuration_file(tmp_path: Path) -> None:
    found = find_paths(config=tmp_path / "other.yaml", data_dir=tmp_path / "mine")
    assert found.config_file == tmp_path / "other.yaml"
    assert found.data_dir == tmp_path / "mine"


def test_relative_data_dir_does_not_move_with_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = find_paths(data_dir=Path("mine"), config=Path("my.yaml"))
    assert found.data_dir == tmp_path / "mine"
    assert found.config_file == tmp_path / "my.yaml"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG folders are a matter of Linux")
def test_user_folders_follow_xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    found = find_paths()
    assert found.config_file == tmp_path / "CONFIG" / paths.APP_FOLDER / "config.yaml"
    assert found.data_dir == tmp_path / "DATA" / paths.APP_FOLDER
    assert found.cache_dir == tmp_path / "CACHE" / paths.APP_FOLDER


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG folders are a matter of Linux")
@pytest.mark.parametrize("value", ["", "relative/folder"])
def test_relative_xdg_value_is_ignored(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", value)
    found = find_paths()
    assert found.config_file == tmp_path / ".config" / paths.APP_FOLDER / "config.yaml"
    assert found.data_dir == tmp_path / ".local/share" / paths.APP_FOLDER
    assert found.cache_dir == tmp_path / ".cache" / paths.APP_FOLDER


def test_base_interpreter_does_not_see_our_libraries() -> None:
    ask = "import importlib.util, sys; print(importlib.util.find_spec('rapidfuzz'), *sys.version_info[:2])"
    answer = subprocess.run(
        [base_interpreter(), "-I", "-c", ask], capture_output=True, text=True, timeout=60, check=True
    )
    assert answer.stdout.split() == ["None", *map(str, sys.version_info[:2])]


def test_bundle_runs_examples_with_the_python_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert base_interpreter().is_relative_to(tmp_path / "python")
