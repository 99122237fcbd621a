"""What the attack suite measured, kept in files until the end of the test run and shown then as text."""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path
from typing import Any

FIGURES = "EXPLORER_ATTACK_FIGURES"
_LISTED = 12


def keep_columns(user: str, columns: dict[str, Any]) -> None:
    """Remember what became of all attempts."""
    _keep("columns", {"user": user, "columns": columns})


def keep_line(name: str, text: str) -> None:
    """Remember one line."""
    _keep("line", {"name": name, "text": text})


def _keep(kind: str, value: dict[str, Any]) -> None:
    file = Path(os.environ[FIGURES], f"{kind}-{uuid.uuid4().hex}.json")
    file.write_text(json.dumps(value), encoding="utf-8")


def table(folder: Path) -> list[str]:
    """The lines to print."""
    lines = [
        f"{found['user']:9} {title:15} {len(column['worked']):3} of {column['tried']} worked, "
        f"{len(column['damage']):3} times damage: {_names(column['worked'])}"
        for found in _read(folder, "columns")
        for title, column in found["columns"].items()
    ]
    others = sorted((found["name"], found["text"]) for found in _read(folder, "line"))
    return [*sorted(lines), *(f"{name}: {text}" for name, text in others)]


def _read(folder: Path, kind: str) -> list[dict[str, Any]]:
    return [json.loads(file.read_text(encoding="utf-8")) for file in folder.glob(f"{kind}-*.json")]


def _names(worked: list[str]) -> str:
    more = f" and {len(worked) - _LISTED} more" if len(worked) > _LISTED else ""
    return (", ".join(worked[:_LISTED]) or "none") + more
