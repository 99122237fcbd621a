"""Small packs and examples for tests; the shipped pack is tested on its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.core.example import Example, ExampleKind, Level

CHAPTER = """\
slug = "sequences"
title = "Sequences"
level = "beginner"
summary = "Things in a row."

[[sections]]
title = "Lists"
slugs = ["first", "second"]
"""


def write_pack(folder: Path, files: Mapping[str, str | bytes], *, about: str | None = "") -> Path:
    """A pack in ``folder``: ``files`` by their path in it, and ``pack.toml`` unless ``about`` is None."""
    if about is not None:
        files = {"pack.toml": about, **files}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def block(**keys: str) -> str:
    """A metadata block; values are TOML, ``gate`` stands outside our own table."""
    gate = keys.pop("gate", None)
    lines = ["# /// script", *([f"# requires-python = {gate}"] if gate else []), "# [tool.explorer]"]
    return "\n".join([*lines, *(f"# {key} = {value}" for key, value in keys.items()), "# ///", ""])


def make_example(folder: Path, code: str = "print(1)\n", **changes: Any) -> Example:
    """One script ``folder/demo.py`` with this code, as an example."""
    slug = changes.pop("slug", "demo")
    file = folder / f"{slug}.py"
    file.write_text(code, encoding="utf-8")
    values: dict[str, Any] = {
        "id": f"chapter/{slug}",
        "chapter": "chapter",
        "section": "Section",
        "number": 1,
        "title": "A demo",
        "goal": "",
        "level": Level.BEGINNER,
        "kind": ExampleKind.SCRIPT,
        "tags": (),
        "explanation": "",
        "gate": (3, 11),
        "since": "",
        "files": (file,),
        "stem": folder / slug,
    }
    return Example(**{**values, **changes})
