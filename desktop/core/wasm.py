"""Pythons made of WebAssembly, which Node runs: a newer language where no such Python is installed.

Hides how npm's package names its version. Only ``check`` and ``coverage`` use them, for what no other Python
here can run; nothing is downloaded. They have no threads, processes or sockets.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from desktop.core.errors import PackError, SettingError
from desktop.core.example import Example
from desktop.core.interpreters import Interpreter

FOLDERS = "PYTHON_EXPLORER_WASM"
"""The variable that names the folders of such packages, as ``PATH`` names folders."""

_RELEASE = re.compile(r"(3)\.(\d+)\.(\d+)\S*")
_LACKING = frozenset({"threads", "subprocess", "loopback", "display", "terminal"})
_CANNOT = re.compile(
    r"(?m)^\s*(?:lazy\s+)?(?:import|from)\s+"
    r"(?:asyncio|concurrent|multiprocessing|socket|socketserver|ssl|subprocess|threading|tkinter|turtle)\b"
)


def is_wasm(path: Path) -> bool:
    """Whether this is the folder of such a package."""
    return (path / "pyodide.mjs").is_file()


def read_wasm(folder: Path) -> Interpreter:
    """What it is, by its own list. Raises SettingError where it is none or there is no Node."""
    try:
        info = json.loads((folder / "pyodide-lock.json").read_bytes())["info"]
        match = _RELEASE.fullmatch(info["python"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingError(f"{folder} is no Python made of WebAssembly ({error}).") from error
    if match is None:
        raise SettingError(f"{folder} does not say which Python it is. Choose another one.")
    if shutil.which("node") is None:
        raise SettingError(f"{folder} needs Node, and there is no node on PATH. Install it.")
    version = (int(match[1]), int(match[2]), int(match[3]))
    return Interpreter(folder, version, match[0], is_wasm=True)


def find_wasm(environment: Mapping[str, str] | None = None) -> list[Interpreter]:
    """Those that the variable names, oldest first. Raises SettingError for a folder that is none."""
    named = (os.environ if environment is None else environment).get(FOLDERS, "")
    found = [read_wasm(Path(folder).absolute()) for folder in named.split(os.pathsep) if folder]
    return sorted(found, key=lambda each: each.version)


def can_run(example: Example) -> bool:
    """Whether it asks for nothing that WebAssembly does not have."""
    if not _LACKING.isdisjoint(example.needs):
        return False
    try:
        texts = [example.code(file) for file in example.files if file.suffix == ".py"]
    except PackError:
        return False
    return not any(_CANNOT.search(text) for text in texts)
