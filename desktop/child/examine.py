"""Looks at Python files without running them: what they say about themselves and what they would need.

Runs as a file of its own in a process of its own, because a hostile text can crash Python's parser. Nothing
that is looked at is ever imported or run. One line of JSON in: paths; one line out: what each of them is.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
import os
import re
import stat
import sys
import warnings

_MAX_BYTES = 1_000_000
_LONGEST_TEXT = 4_000
_MOST_NAMES = 20
_OLDEST = 11
_IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
_BRACKETS = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
_NEWER = (
    # What a later Python reads, and the same written so that an older one reads it too.
    (12, re.compile(rf"(?m)^([ \t]*)type[ \t]+(\w+)(?:{_BRACKETS})?([ \t]*=)"), r"\1\2\4"),
    (12, re.compile(rf"\b(def|class)([ \t]+\w+){_BRACKETS}(?=[ \t]*[(:])"), r"\1\2"),
    (14, re.compile(r"\b(except\*?)[ \t]+([^(\n:#]+,[^\n:#]*):"), r"\1 (\2):"),
    (14, re.compile(r"(?<![\w\"'])([rR]?)[tT]([rR]?)(?=[\"'])"), r"\1f\2"),
    (15, re.compile(r"(?m)^([ \t]*)lazy[ \t]+(?=import\b|from\b)"), r"\1"),
)
_DEFAULT_OF_TYPE = re.compile(r"\b(?:def|class|type)[ \t]+\w+\[[^\]\n]*=[^=]")
_known_modules: dict[str, bool] = {}


def main() -> None:
    """Answer until there are no more questions. The argument is the folder of the library."""
    warnings.simplefilter("ignore")
    root = sys.argv[1]
    for line in sys.stdin.buffer:
        answers = [_looked_at(path, root) for path in json.loads(line)]
        sys.stdout.buffer.write(json.dumps(answers).encode() + b"\n")
        sys.stdout.buffer.flush()


def _looked_at(path: str, root: str) -> dict[str, object]:
    try:
        data = _bytes_of(path)
    except OSError as error:
        return {"problem": "unreadable", "why": error.strerror or ""}
    if len(data) > _MAX_BYTES:
        return {"problem": "too_large"}
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return {"problem": "not_utf8"}
    return {"digest": hashlib.sha256(data).hexdigest(), **_facts(text, path, root)}


def _bytes_of(path: str) -> bytes:
    """No more than decides whether it is too large; a pipe with nobody at its other end is not waited for."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "it is no regular file")
        return file.read(_MAX_BYTES + 1)


def _facts(text: str, path: str, root: str) -> dict[str, object]:
    tree, gate, error = _parsed(text)
    if tree is None:
        return {"gate": gate, "error": (error.msg or "")[:200] if error else "it is too deeply nested"} | {
            "line": (error.lineno or 0) if error else 0
        }
    nodes = list(ast.walk(tree))
    calls = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return {
        "gate": gate,
        "docstring": (ast.get_docstring(tree) or "")[:_LONGEST_TEXT],
        "missing": _missing(tree, path, root),
        "asks": "input" in calls,
        "prints": "print" in calls,
        "doctests": sum(_doctests(node) for node in nodes),
    }


def _parsed(text: str) -> tuple[ast.Module | None, int, SyntaxError | None]:
    """The tree, the oldest 3.x that reads it, and why there is no tree."""
    first: SyntaxError | None = None
    for minor in range(_OLDEST, sys.version_info[1] + 1):
        tree, error = _tree(text, minor)
        if tree is not None:
            return tree, minor, None
        first = error or first
    for minor in sorted({minor for minor, _pattern, _form in _NEWER}):
        rewritten = text
        for since, pattern, form in _NEWER:
            rewritten = pattern.sub(form, rewritten) if since <= minor else rewritten
        tree, _error = _tree(rewritten, sys.version_info[1]) if rewritten != text else (None, None)
        if tree is not None:
            return tree, 13 if minor == 12 and _DEFAULT_OF_TYPE.search(text) else minor, None
    return None, _OLDEST, first


def _tree(text: str, minor: int) -> tuple[ast.Module | None, SyntaxError | None]:
    try:
        return ast.parse(text, feature_version=(3, minor)), None
    except SyntaxError as error:
        return None, error
    except (ValueError, RecursionError, MemoryError):
        return None, None


def _doctests(node: ast.AST) -> int:
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return 0
    return len(re.findall(r"(?m)^[ \t]*>>> ", ast.get_docstring(node, clean=False) or ""))


def _missing(tree: ast.Module, path: str, root: str) -> list[str]:
    """The modules that it imports as it starts and that this Python does not have."""
    names = dict.fromkeys(name for statement in tree.body for name in _imports(statement))
    folders = (os.path.dirname(path), root)
    return [name for name in names if not _is_there(name, folders)][:_MOST_NAMES]


def _imports(node: ast.AST) -> list[str]:
    """Not in functions, which need not be called, and not where it does without."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [(node.module or "").partition(".")[0]] if node.level == 0 else []
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
        return []
    if isinstance(node, ast.Try):
        caught = {name.id for each in node.handlers for name in _names(each.type)}
        is_optional = bool(caught & _IMPORT_ERRORS) or any(each.type is None for each in node.handlers)
        inner = [] if is_optional else node.body
        return [name for part in (*inner, *node.finalbody) for name in _imports(part)]
    if isinstance(node, ast.If | ast.With | ast.ClassDef):
        return [name for part in node.body for name in _imports(part)]
    return []


def _names(node: ast.AST | None) -> list[ast.Name]:
    return [] if node is None else [part for part in ast.walk(node) if isinstance(part, ast.Name)]


def _is_there(name: str, folders: tuple[str, ...]) -> bool:
    beside = (os.path.join(folder, name) for folder in folders)
    if any(os.path.isdir(place) or os.path.isfile(f"{place}.py") for place in beside):
        return True
    if name not in _known_modules:
        try:
            _known_modules[name] = importlib.util.find_spec(name) is not None
        except (ValueError, ImportError, AttributeError, OSError):
            _known_modules[name] = name in sys.modules
    return _known_modules[name]


if __name__ == "__main__":
    main()
