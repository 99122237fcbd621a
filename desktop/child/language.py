"""What this Python has: the sets of the language and its library that can be asked for rather than typed.

The names of a newer Python than the one that runs this are not in them. Standard library only.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import keyword
import sys
import token
import types
import warnings

_OLD_NODES = {"Num", "Str", "Bytes", "NameConstant", "Ellipsis", "Index", "ExtSlice", "Suite"}
_OLD_NODES |= {"AugLoad", "AugStore", "Param", "slice", "RegExp"}
_NOT_LANGUAGE = {"copyright", "credits", "license", "__doc__", "__loader__", "__name__", "__package__"}
_NOT_LANGUAGE |= {"__spec__", "_", "WindowsError"}
_DEEP = (
    *("itertools", "functools", "collections", "contextlib", "dataclasses", "collections.abc"),
    *("abc", "enum"),
)
_OLD_TYPING = """
    AbstractSet AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable BinaryIO
    ByteString ChainMap Collection Container ContextManager Coroutine Counter DefaultDict Deque Dict
    FrozenSet Generator Hashable IO ItemsView Iterable Iterator KeysView List Mapping MappingView Match
    MutableMapping MutableSequence MutableSet OrderedDict Pattern Reversible Sequence Set Sized Text TextIO
    Tuple Type ValuesView
"""
_OLD_NAMES = """
    abc.abstractclassmethod abc.abstractproperty abc.abstractstaticmethod collections.abc.ByteString enum.bin
    enum.global_enum_repr enum.global_flag_repr enum.global_str enum.pickle_by_enum_name
    enum.pickle_by_global_name typing.no_type_check_decorator
"""
_INTERNAL = {"compression", "concurrent", "sre_compile", "sre_constants", "sre_parse"}
_NEVER_EMPTY = """
    body targets items generators ops comparators names cases elts BoolOp.values Dict.values JoinedStr.values
    MatchOr.patterns MatchSequence.patterns TryStar.handlers
"""
_PRIVATE = ("__build_class__", "__debug__", "__import__", "__lazy_import__")


def sets() -> dict[str, list[str]]:
    """The items of each derived set."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = {
            "ast": _nodes(),
            "field": _fields(),
            "builtin": [name for name in _builtins() if not _is_exception(name)],
            "exc": [name for name in _builtins() if _is_exception(name)],
            "keyword": [*keyword.kwlist, *keyword.softkwlist],
            "op": list(token.EXACT_TOKEN_TYPES),
            "method": _methods(),
            "module": [name for name in sys.stdlib_module_names if not name.startswith("_")] + ["__future__"],
            "name": _names(),
        }
    left_out = _INTERNAL.union(_OLD_NAMES.split())
    return {name: sorted(set(items) - left_out) for name, items in found.items()}


def _node_classes() -> list[type[ast.AST]]:
    classes = [
        value for value in vars(ast).values() if isinstance(value, type) and issubclass(value, ast.AST)
    ]
    return [each for each in classes if each.__name__ not in _OLD_NODES and not _is_abstract(each)]


def _is_abstract(node: type[ast.AST]) -> bool:
    """A class of nodes; the old names below ``Constant`` make none of it."""
    return node.__name__ != "Constant" and any(
        each.__name__ not in _OLD_NODES for each in node.__subclasses__()
    )


def _nodes() -> list[str]:
    return [node.__name__ for node in _node_classes() if node is not ast.AST]


def _fields() -> list[str]:
    """Optional ones; Pythons before 3.13 cannot tell them."""
    found = []
    never = _NEVER_EMPTY.split()
    for node in _node_classes():
        for field, kind in getattr(node, "_field_types", {}).items():
            is_open = isinstance(kind, type(list[int])) or type(None) in getattr(kind, "__args__", ())
            if field not in never and (is_open or field in ("is_async", "conversion", "is_lazy")):
                found.append(f"{node.__name__}.{field}")
    return [field for field in found if field not in never]


def _builtins() -> list[str]:
    private = ("__build_class__", "__debug__", "__import__", "__lazy_import__")
    return [
        name for name in dir(builtins) if name not in _NOT_LANGUAGE and (name[0] != "_" or name in private)
    ]


def _is_exception(name: str) -> bool:
    value = getattr(builtins, name)
    return isinstance(value, type) and issubclass(value, BaseException)


def _methods() -> list[str]:
    """Of the built-in types; of ``bytes`` and ``bytearray`` only what ``str`` does not have."""
    kinds: list[type] = [
        str,
        list,
        tuple,
        dict,
        set,
        frozenset,
        int,
        float,
        complex,
        range,
        slice,
        memoryview,
        property,
    ]
    kinds += [
        BaseException,
        BaseExceptionGroup,
        types.GeneratorType,
        types.CoroutineType,
        types.AsyncGeneratorType,
    ]
    kinds += [each for each in (getattr(builtins, "frozendict", None),) if each]
    found = [f"{kind.__name__}.{name}" for kind in kinds for name in _public(kind)]
    for kind in (bytes, bytearray):
        known = (
            {*_public(str), *_public(bytes)} - {"hex", "fromhex", "decode"}
            if kind is bytearray
            else _public(str)
        )
        found += [f"{kind.__name__}.{name}" for name in _public(kind) if name not in known]
    inherited = {f"BaseExceptionGroup.{name}" for name in _public(BaseException)}
    return [name for name in found if name not in inherited]


def _public(kind: type) -> list[str]:
    return [name for name in dir(kind) if not name.startswith(("_", "gi_", "cr_", "ag_"))]


def _names() -> list[str]:
    found = [f"{module}.{name}" for module in _DEEP for name in _all_of(module)]
    found += [f"typing.{name}" for name in _all_of("typing") if name not in _OLD_TYPING.split()]
    if sys.version_info >= (3, 14):
        found += [f"string.templatelib.{name}" for name in _all_of("string.templatelib")]
    return found


def _all_of(module: str) -> list[str]:
    """``itertools`` has no ``__all__``."""
    loaded = importlib.import_module(module)
    names = getattr(loaded, "__all__", None) or [name for name in dir(loaded) if not name.startswith("_")]
    return list(names)
