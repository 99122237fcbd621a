"""The text of a program as the names, calls and literals that rules about it look at.

Hides the syntax tree's shape and how it is walked; nothing is imported or run.
"""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from desktop.core.header import one_newline
from desktop.core.quiet import no_warnings

# Longer names are nobody's; without a bound a hostile text could make them grow with its square.
_LONGEST_NAME = 200
_MOST_PARTS = 8
_MOST_FIELDS = 20_000


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module or name of one, and the line."""

    dotted: str
    line: int

    def prefixes(self) -> Iterator[str]:
        """``a``, ``a.b`` and so on, the longest last."""
        parts = self.dotted.split(".")[:_MOST_PARTS]
        return (".".join(parts[:end]) for end in range(1, len(parts) + 1))


@dataclass(slots=True)
class Program:
    """The nodes that rules look at, and what the names of the text stand for, whatever their scope.

    ``calls``: each call with the dotted name of what is called.
    """

    nodes: dict[type[ast.AST], list[Any]]
    starred: Set[str]
    imports: list[Import] = field(default_factory=list)
    stands_for: dict[str, str] = field(default_factory=dict)
    stars: set[str] = field(default_factory=set)
    values: dict[str, ast.expr | None] = field(default_factory=dict)
    calls: list[tuple[str, ast.Call]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, starred: Set[str] = frozenset()) -> Program | None:
        """None where the text does not parse. ``starred``: the dotted names to know behind ``import *``."""
        tree = _parsed(text)
        if tree is None:
            return None
        program = cls(_nodes_by_kind(tree), starred)
        program._read_imports()
        program._read_values()
        return program

    def _read_imports(self) -> None:
        for node in self.nodes[ast.Import]:
            for alias in node.names:
                if len(alias.name) > _LONGEST_NAME:
                    continue
                self.imports.append(Import(alias.name, node.lineno))
                bound = alias.name if alias.asname else alias.name.partition(".")[0]
                self.stands_for[alias.asname or bound] = bound
        for node in self.nodes[ast.ImportFrom]:
            if node.level == 0 and node.module and len(node.module) <= _LONGEST_NAME:
                self._read_names(node.module, node)
        self.calls = [(self.name(call.func), call) for call in self.nodes[ast.Call]]
        for name, call in self.calls:
            if name in ("importlib.import_module", "__import__"):
                self.imports.extend(Import(text, call.lineno) for text in texts(call.args[:1]))

    def _read_names(self, module: str, node: ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name == "*":
                self.imports.append(Import(module, node.lineno))
                self.stars |= {name for name in self.starred if name.rpartition(".")[0] == module}
            else:
                self.imports.append(Import(f"{module}.{alias.name}", node.lineno))
                self.stands_for[alias.asname or alias.name] = f"{module}.{alias.name}"

    def _read_values(self) -> None:
        """What a name stands for that is given a value once; None where it is given more."""
        for node in self.nodes[ast.Assign]:
            for target in node.targets:
                if isinstance(target, ast.Name):
                    self.values[target.id] = None if target.id in self.values else node.value

    def name(self, node: ast.expr) -> str:
        """The dotted name of an imported or built-in thing, ``""`` where it is none."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute) and len(parts) < _MOST_PARTS:
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        root = self.stands_for.get(node.id)
        if root is not None:
            return ".".join([root, *reversed(parts)])
        if parts:
            return ""
        return next((dotted for dotted in self.stars if dotted.rpartition(".")[2] == node.id), node.id)


def _parsed(text: str) -> ast.Module | None:
    """None where it is no program. Collecting garbage while nothing is garbage would take half the time."""
    text = one_newline(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    if would_take_minutes(text):
        return None
    collects = gc.isenabled()
    gc.disable()
    try:
        with no_warnings():
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    finally:
        if collects:
            gc.enable()


def would_take_minutes(text: str) -> bool:
    """Python's parser takes time by the square of a dotted name and, before 3.12, of an f-string's fields.

    Nobody writes that by hand; during 1 MB of it nothing else could run for ten minutes.
    """
    if text.count("{") > _MOST_FIELDS:
        return True
    lines = text.replace("\\\n", "").split("\n")
    return any(line.count(".") > _LONGEST_NAME and "import" in line for line in lines)


_KINDS = (
    *(ast.Import, ast.ImportFrom, ast.Call, ast.Assign, ast.Attribute, ast.Name, ast.Subscript, ast.Constant),
)
_LEAVES = frozenset({ast.Name, ast.Constant})
_NOT_ENTERED = frozenset({ast.Load, ast.Store, ast.Del, ast.alias, type(None), bool, int, str, list})


def _nodes_by_kind(tree: ast.Module) -> dict[type[ast.AST], list[Any]]:
    """The nodes of each kind in the order of the text; ``ast.walk`` takes four times as long.

    Left out is what says nothing: docstrings, and what stands below ``if TYPE_CHECKING``.
    """
    found: dict[type[ast.AST], list[Any]] = {kind: [] for kind in _KINDS}
    stack: list[Any] = [tree]
    push = stack.append
    while stack:
        node = stack.pop()
        kind = node.__class__
        if kind in found:
            found[kind].append(node)
        if kind in _LEAVES or (kind is ast.Expr and node.value.__class__ is ast.Constant):
            continue
        for name in kind._fields if kind is not ast.If or not _is_for_types(node.test) else ("orelse",):
            value = getattr(node, name, None)
            if value.__class__ is list:
                for item in value:
                    if item.__class__ not in _NOT_ENTERED:
                        push(item)
            elif value.__class__ not in _NOT_ENTERED:
                push(value)
    for nodes in found.values():
        nodes.reverse()  # the stack gives the last first
    return found


def _is_for_types(test: ast.expr) -> bool:
    return getattr(test, "id", getattr(test, "attr", "")) == "TYPE_CHECKING"


def texts(nodes: Iterable[ast.expr]) -> list[str]:
    """The values of those nodes that are string literals."""
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
