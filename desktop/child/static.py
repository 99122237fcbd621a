"""What the syntax tree of a program shows: nodes, optional fields, names of Python and of its library.

Nothing of the program runs here. A name counts only where no scope of the program gives it another meaning.
"""

from __future__ import annotations

import ast
import builtins
import symtable
import warnings
from collections.abc import Iterator

_SOFT = {"Match": "match", "match_case": "case", "TypeAlias": "type"}
_MODES = {"eval": "Expression", "single": "Interactive", "func_type": "FunctionType"}
_CONSTANTS = {None: "None", True: "True", False: "False"}


class Static:
    """The evidence of one text, as words such as ``ast:For`` and ``name:functools.wraps``."""

    def __init__(self, text: str, file: str) -> None:
        self.found: set[str] = set()
        self._stands_for: dict[str, str] = {}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(text, file, type_comments=True)
                table = symtable.symtable(text, file, "exec")
        except SyntaxError as error:
            self.found |= {f"exc:{kind.__name__}" for kind in type(error).__mro__[:1]}
            return
        self._free = set(_free_names(table, _names_of_module(table)))
        for node in ast.walk(tree):
            self._read_imports(node)
        self.found |= {name for free in self._free for name in _builtin(free)}
        for node in ast.walk(tree):
            self._take(node)

    def _take(self, node: ast.AST) -> None:
        name = type(node).__name__
        self.found.add(f"ast:{name}")
        if name in _SOFT:
            self.found.add(f"keyword:{_SOFT[name]}")
        self._take_fields(node, name)
        if isinstance(node, ast.Constant):
            self._take_constant(node)
        elif isinstance(node, ast.Attribute):
            self._take_attribute(node)
        elif isinstance(node, ast.Name):
            self._take_name(node.id)
        elif isinstance(node, ast.Call):
            self._take_call(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            self._take_definition(node)
        elif isinstance(node, ast.FormattedValue):
            self._take_formatted(node)
        elif isinstance(node, ast.Subscript | ast.Compare):
            self._take_key(node.slice if isinstance(node, ast.Subscript) else node.left)
        elif isinstance(node, ast.Module) and ast.get_docstring(node) is not None:
            self.found |= {"lex:docstring"}

    def _take_fields(self, node: ast.AST, name: str) -> None:
        for field, value in ast.iter_fields(node):
            if field == "conversion":
                is_there = value not in (None, -1)
            elif field == "kw_defaults":
                is_there = any(each is not None for each in value)
            else:
                is_there = bool(value)
            if is_there:
                self.found.add(f"field:{name}.{field}")
        if getattr(node, "is_lazy", 0):
            self.found.add("keyword:lazy")
        if isinstance(node, ast.MatchAs) and node.name is None and node.pattern is None:
            self.found.add("keyword:_")

    def _take_constant(self, node: ast.Constant) -> None:
        if node.value is ...:
            self.found |= {"builtin:Ellipsis", "lex:ellipsis-literal"}
        elif node.value is None or isinstance(node.value, bool):
            self.found.add(f"builtin:{_CONSTANTS[node.value]}")

    def _take_key(self, node: ast.expr) -> None:
        """``"__classcell__" in namespace``: some special names are only ever keys."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_special(node.value):
            self.found.add(f"dunder:{node.value}")

    def _take_attribute(self, node: ast.Attribute) -> None:
        name = node.attr
        if _is_special(name):
            self.found.add(f"dunder:{name}")
        elif name.startswith("__"):
            self.found.add("lex:name-mangling")
        self.found |= {f"method:{owner}.{name}" for owner in _DATA.get(name, ())}
        if isinstance(node.value, ast.Name) and node.value.id in self._free:
            self.found.add(f"method:{node.value.id}.{name}")
        dotted = self._dotted(node)
        if dotted:
            self._take_dotted(dotted)

    def _take_name(self, name: str) -> None:
        if _is_special(name):
            self.found.add(f"dunder:{name}")
        if name in self._stands_for:
            self._take_dotted(self._stands_for[name])

    def _take_dotted(self, dotted: str) -> None:
        self.found |= {f"name:{dotted}", *(f"module:{part}" for part in _prefixes(dotted))}
        owner, _, name = dotted.rpartition(".")
        if owner == "ast":
            self.found.add(f"ast:{name}")
        elif owner == "builtins":
            self.found |= set(_builtin(name))

    def _take_call(self, node: ast.Call) -> None:
        called = self._dotted(node.func) or (node.func.id if isinstance(node.func, ast.Name) else "")
        texts = [each for each in [*node.args, *(word.value for word in node.keywords)]]
        values = [
            each.value for each in texts if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if called == "importlib.import_module":
            self.found |= {f"module:{value}" for value in values}
        elif called in ("compile", "ast.parse"):
            self.found |= {f"ast:{_MODES[value]}" for value in values if value in _MODES}
        elif called == "eval":
            self.found.add("ast:Expression")
        elif called in ("getattr", "hasattr", "setattr", "delattr"):
            self.found |= {f"dunder:{value}" for value in values if _is_special(value)}

    def _take_definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        if _is_special(node.name):
            self.found.add(f"dunder:{node.name}")
        if ast.get_docstring(node) is not None:
            self.found.add("lex:docstring")

    def _take_formatted(self, node: ast.FormattedValue) -> None:
        """Brackets and conversions too: before 3.12 an f-string is one token."""
        self.found |= {"op:{", "op:}"}
        if node.conversion != -1:
            self.found |= {"lex:f-conversion", "op:!"}
        spec = node.format_spec
        if isinstance(spec, ast.JoinedStr) and any(
            isinstance(part, ast.FormattedValue) for part in spec.values
        ):
            self.found.add("lex:f-nested-spec")

    def _read_imports(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.found |= {f"module:{part}" for part in _prefixes(alias.name)}
                name = alias.name if alias.asname else alias.name.partition(".")[0]
                self._stands_for[alias.asname or name] = name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            self.found |= {f"module:{part}" for part in _prefixes(node.module)}
            for alias in node.names:
                dotted = f"{node.module}.{alias.name}"
                self.found |= (
                    {"lex:star-import"} if alias.name == "*" else {f"name:{dotted}", f"module:{dotted}"}
                )
                self._stands_for[alias.asname or alias.name] = dotted

    def _dotted(self, node: ast.expr) -> str:
        """``ft.wraps`` as ``functools.wraps``; empty where it begins with no imported name."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.insert(0, node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id not in self._stands_for:
            return ""
        return ".".join([self._stands_for[node.id], *parts])


def _free_names(table: symtable.SymbolTable, taken: set[str]) -> Iterator[str]:
    """Names that some scope reads as those of ``builtins``."""
    for symbol in table.get_symbols():
        is_local = table.get_type() != "module" and not symbol.is_global()
        if symbol.is_referenced() and not is_local and symbol.get_name() not in taken:
            yield symbol.get_name()
    for child in table.get_children():
        yield from _free_names(child, taken)


def _names_of_module(table: symtable.SymbolTable) -> set[str]:
    return {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
    }


def _builtin(name: str) -> Iterator[str]:
    """A name of ``builtins`` as evidence; one that only a newer Python has is not known here."""
    value = getattr(builtins, name, None)
    if isinstance(value, type) and issubclass(value, BaseException):
        yield f"exc:{value.__name__}"
        yield f"exc:{name}"
    elif hasattr(builtins, name):
        yield f"builtin:{name}"


def _prefixes(dotted: str) -> list[str]:
    parts = dotted.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _is_special(name: str) -> bool:
    return len(name) > 4 and name.startswith("__") and name.endswith("__")


def _data() -> dict[str, list[str]]:
    """The attributes of built-in types that are read and not called, and the types that have them."""
    found: dict[str, list[str]] = {}
    kinds = (int, float, complex, range, slice, memoryview, property, BaseException, BaseExceptionGroup)
    for kind in kinds:
        for name, value in vars(kind).items():
            if not name.startswith("_") and not callable(value):
                found.setdefault(name, []).append(kind.__name__)
    return found


_DATA = _data()
