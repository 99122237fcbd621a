"""Pythons made of WebAssembly prove what no other Python here can run, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from desktop.core.check import Check
from desktop.core.errors import SettingError
from desktop.core.interpreters import Interpreter
from desktop.core.wasm import FOLDERS, can_run, find_wasm, is_wasm
from tests.small_packs import make_example

NATIVE = Interpreter(Path("/python3.13"), (3, 13, 0), "3.13.0")
NEWER = Interpreter(Path("/wasm"), (3, 15, 0), "3.15.0rc1", is_wasm=True)


def package(folder: Path, python: str = "3.15.0rc1") -> Path:
    folder.mkdir()
    (folder / "pyodide.mjs").touch()
    (folder / "pyodide-lock.json").write_text(json.dumps({"info": {"python": python}}))
    return folder


@pytest.fixture
def node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only whether there is one is asked."""
    program = tmp_path / "bin" / "node"
    program.parent.mkdir()
    shutil.copy("/bin/sh", program)
    monkeypatch.setenv("PATH", str(program.parent))


@pytest.mark.usefixtures("node")
def test_the_named_folders_are_pythons_of_the_version_that_they_tell(tmp_path: Path) -> None:
    folders = [package(tmp_path / "new"), package(tmp_path / "old", "3.14.2")]
    found = find_wasm({FOLDERS: os.pathsep.join(map(str, folders))})
    assert [(each.version, each.release, each.is_wasm) for each in found] == [
        ((3, 14, 2), "3.14.2", True),
        ((3, 15, 0), "3.15.0rc1", True),
    ]
    assert find_wasm({}) == []


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize("python", ["4.0.0", "", "3.15"])
def test_a_folder_that_is_none_is_told(tmp_path: Path, python: str) -> None:
    with pytest.raises(SettingError):
        find_wasm({FOLDERS: str(package(tmp_path / "strange", python))})
    assert not is_wasm(tmp_path)


def test_without_node_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingError, match="needs Node"):
        find_wasm({FOLDERS: str(package(tmp_path / "new"))})


def test_it_runs_only_what_the_newest_other_python_cannot(tmp_path: Path) -> None:
    old = make_example(tmp_path, slug="old", gate=(3, 12))
    new = make_example(tmp_path, slug="new", gate=(3, 14))
    check = Check([old, new], [NATIVE, NEWER])
    jobs = [(job.proof.id, job.interpreter.is_wasm, job.is_below_gate) for job in check.jobs]
    assert jobs == [("chapter/old", False, False), ("chapter/new", False, True), ("chapter/new", True, False)]
    assert check.results["3.15"].skipped == 1
    assert check.results["3.15"].unproven == 0


@pytest.mark.parametrize(
    ("code", "needs"),
    [
        ("import threading\n", ()),
        ("def f():\n    from concurrent import interpreters\n", ()),
        ("lazy import asyncio\n", ()),
        ("print(1)\n", ("threads",)),
        ("print(1)\n", ("subprocess",)),
        ("print(1)\n", ("loopback",)),
    ],
)
def test_what_needs_threads_processes_or_sockets_stays_unproven(
    tmp_path: Path, code: str, needs: tuple[str, ...]
) -> None:
    example = make_example(tmp_path, code, gate=(3, 14), needs=needs)
    assert not can_run(example)
    check = Check([example], [NATIVE, NEWER])
    assert not [job for job in check.jobs if job.interpreter.is_wasm]
    assert check.results["3.15"].unproven == 1
