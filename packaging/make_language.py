"""Makes resources/language.json: the names and signatures that the editor proposes.

Run by hand with the oldest Python that is supported, whenever that changes. The application reads it and
imports none of these modules for it.
"""

from __future__ import annotations

import builtins
import importlib
import inspect
import json
import types
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "language.json"
# fmt: off
MODULES = [
    "abc", "asyncio", "base64", "bisect", "calendar", "collections", "contextlib", "copy", "csv",
    "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "glob", "hashlib", "heapq",
    "inspect", "io", "itertools", "json", "logging", "math", "operator", "os", "os.path", "pathlib",
    "pickle", "pprint", "queue", "random", "re", "secrets", "shutil", "sqlite3", "statistics", "string",
    "subprocess", "sys", "tempfile", "textwrap", "threading", "time", "traceback", "types", "typing",
    "unittest", "uuid", "zipfile",
]
# fmt: on
TYPES = (str, bytes, int, float, list, tuple, dict, set, frozenset)
_LONGEST_TIP = 110


def main() -> None:
    """Write the table anew."""
    table = {
        "builtins": _members(builtins),
        "modules": {name: _members(importlib.import_module(name)) for name in MODULES},
        "types": {kind.__name__: _members(kind) for kind in TYPES},
    }
    TARGET.write_text(json.dumps(table, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")


def _members(owner: object) -> dict[str, str]:
    names = getattr(owner, "__all__", None) or [name for name in dir(owner) if not name.startswith("_")]
    return {
        name: _tip(name, value) for name in names if _is_shown(value := getattr(owner, name, None), owner)
    }


def _is_shown(value: object, owner: object) -> bool:
    """A module that another one happens to import is nothing to propose."""
    return not isinstance(value, types.ModuleType) or getattr(owner, "__name__", "") == "os"


def _tip(name: str, value: object) -> str:
    """How it is called; an empty text for what is not called."""
    if not callable(value):
        return ""
    try:
        signature = str(inspect.signature(value)).replace("(self, /, ", "(").replace("(self, /)", "()")
        signature = signature.replace("(self, ", "(").replace("(self)", "()")
    except (ValueError, TypeError):
        return _from_docstring(name, value)
    if " at 0x" in signature or len(signature) > _LONGEST_TIP:
        return ""
    return f"{name}{signature}"


def _from_docstring(name: str, value: object) -> str:
    lines = (inspect.getdoc(value) or "").splitlines()
    found = [line.split(" -> ")[0].split(" --")[0] for line in lines[:4] if line.startswith(f"{name}(")]
    return " or ".join(found) if len(" or ".join(found)) <= _LONGEST_TIP else found[0][:_LONGEST_TIP]


if __name__ == "__main__":
    main()
