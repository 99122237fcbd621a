"""Refuses the functions of ``security.blocked_functions`` to the program's own files.

Advice and no wall: another name for the same function, or a detour through Python's library, gets around it.
Everything but the program's own files calls them as ever, for the library needs ``eval`` and ``exec`` itself.
"""

# No ``from __future__`` here: code that is compiled by way of a function of this file would inherit it.
import _frozen_importlib
import _frozen_importlib_external
import builtins
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

_ADVICE = "{} is in security.blocked_functions. Take it out of the list in the settings to allow it."
# Python calls these itself, for ``import`` and ``class``, which cannot be told from a call of the program.
_CALLED_BY_PYTHON = ("__import__", "__build_class__")
_SETS_OF_OS = (
    "supports_dir_fd", "supports_effective_ids", "supports_fd", "supports_follow_symlinks",
)  # fmt: skip


class Blocked:
    """The names of the setting and the functions they stand for, put into place once."""

    def __init__(self, names: "list[str]", is_own: "Callable[[str], bool]", label: str) -> None:
        """``is_own``: whether code of such a file is the program's. ``label``: our file in tracebacks."""
        self._names, self._is_own, self._label = names, is_own, label
        self._waiting: dict[str, set[str]] = {}

    def apply(self) -> None:
        """Guard what is loaded; what is not is guarded when the program imports it, and never imported here.

        A name that stands for nothing is ignored, and so is a class of C: nothing about it can be changed.
        """
        for name in self._names:
            self._apply_one(name)
        if self._waiting:
            sys.meta_path.insert(0, _Finder(self._waiting, self._on_imported))

    def _apply_one(self, name: str) -> None:
        module_name, _, attribute = name.rpartition(".")
        if not module_name:
            if name not in _CALLED_BY_PYTHON:
                self._guard_builtin(name)
            return
        rest = attribute
        while module_name:
            module = sys.modules.get(module_name)
            if module is not None and self._guard(module, rest.split("."), name):
                return
            if module is None:
                self._waiting.setdefault(module_name, set()).add(name)
            module_name, _, attribute = module_name.rpartition(".")
            rest = f"{attribute}.{rest}"

    def _on_imported(self, module_name: str) -> None:
        for name in self._waiting.pop(module_name, ()):
            self._guard(sys.modules[module_name], name.removeprefix(f"{module_name}.").split("."), name)

    def _guard_builtin(self, name: str) -> None:
        """Also keeps the import system, whose own calls must leave no frame in tracebacks, as it was."""
        if hasattr(builtins, name):
            for module in (_frozen_importlib, _frozen_importlib_external):
                vars(module).setdefault(name, getattr(builtins, name))
            self._guard(builtins, [name], name)

    def _guard(self, owner: "Any", path: "list[str]", name: str) -> bool:
        """Whether ``path`` leads to something from ``owner`` on, without running anything on the way."""
        *holders, attribute = path
        for holder in holders:
            owner = vars(owner).get(holder)
            if not isinstance(owner, type | type(sys)):
                return False
        found = _held(owner, attribute)
        if found is None:
            return False
        try:
            if isinstance(found, type):
                found.__init__ = self._refusing(_initialiser(found), name)  # type: ignore[misc]
            elif isinstance(found, staticmethod | classmethod):
                setattr(owner, attribute, type(found)(self._refusing(found.__func__, name)))
            elif callable(found):
                setattr(owner, attribute, self._replacement(owner, found, name))
        except (TypeError, AttributeError):
            return True
        return True

    def _replacement(self, owner: "Any", found: "Callable[..., Any]", name: str) -> "Any":
        guarded = self._refusing(found, name)
        for names in _SETS_OF_OS:
            if found in getattr(os, names):  # by these ``shutil`` chooses how it works
                getattr(os, names).add(guarded)
        binds = hasattr(type(found), "__get__")
        return guarded if binds or not isinstance(owner, type) else staticmethod(guarded)

    def _refusing(self, original: "Callable[..., Any]", name: str) -> "Callable[..., Any]":
        is_own, frame_of, text = self._is_own, sys._getframe, _ADVICE.format(name)
        complete = _OF_CALLER.get(name)

        def refuse(*words: "Any", **named: "Any") -> "Any":
            caller = frame_of(1)
            if is_own(caller.f_code.co_filename):
                raise PermissionError(text)
            if complete is not None:
                return complete(original, caller, words, named)
            return original(*words, **named)

        shown = getattr(original, "__name__", name)
        refuse.__code__ = refuse.__code__.replace(co_filename=self._label, co_name=shown)
        for fact in ("__module__", "__name__", "__qualname__", "__doc__"):
            setattr(refuse, fact, getattr(original, fact, None) or getattr(refuse, fact))
        refuse.__wrapped__ = original  # type: ignore[attr-defined]
        return refuse


def _held(owner: "Any", attribute: str) -> "Any":
    """What ``owner`` or a class that it inherits from holds, as it is held."""
    for place in owner.__mro__ if isinstance(owner, type) else (owner,):
        if attribute in vars(place):
            return vars(place)[attribute]
    return None


def _initialiser(kind: type) -> "Callable[..., Any]":
    """Of a class without one nothing has to be called: ``object`` would refuse the words of ``__new__``."""
    own: Callable[..., Any] = kind.__init__  # type: ignore[misc]
    return own if own is not object.__init__ else lambda *words, **named: None


def _run(original: "Any", caller: "FrameType", words: "tuple[Any, ...]", named: "dict[str, Any]") -> "Any":
    """``eval`` and ``exec`` work in the names of their caller unless they are given others."""
    given = dict(zip(("globals", "locals"), words[1:], strict=False)) | named
    names = given.pop("globals", None)
    local_names = given.pop("locals", None)
    if names is None:
        names = caller.f_globals
        local_names = caller.f_locals if local_names is None else local_names
    return original(words[0], names, names if local_names is None else local_names, **given)


def _look(original: "Any", caller: "FrameType", words: "tuple[Any, ...]", named: "dict[str, Any]") -> "Any":
    """``vars`` and ``dir`` without a word."""
    if words:
        return original(*words, **named)
    return sorted(caller.f_locals) if original.__name__ == "dir" else caller.f_locals


# What looks at the frame that calls it has to be told of the one that called us.
_OF_CALLER: "dict[str, Callable[..., Any]]" = {
    "eval": _run,
    "exec": _run,
    "vars": _look,
    "dir": _look,
    "locals": lambda original, caller, words, named: caller.f_locals,
    "globals": lambda original, caller, words, named: caller.f_globals,
}


class _Finder:
    """Lets the other finders find a module of which a function is blocked, and hears when it is loaded."""

    def __init__(self, waiting: "dict[str, set[str]]", on_imported: "Callable[[str], None]") -> None:
        self._waiting, self._on_imported = waiting, on_imported

    def find_spec(self, name: str, path: "Any" = None, target: "Any" = None) -> "Any":
        """``None`` for every other module."""
        if name not in self._waiting:
            return None
        for finder in sys.meta_path:
            spec = finder.find_spec(name, path, target) if finder is not self else None
            if spec is not None and spec.loader is not None:
                spec.loader = _Loader(spec.loader, self._on_imported)  # type: ignore[assignment]
            if spec is not None:
                return spec
        return None


class _Loader:
    """Stands for a module's loader until that has loaded it, then is gone from the module."""

    def __init__(self, loader: "Any", on_imported: "Callable[[str], None]") -> None:
        self._loader, self._on_imported = loader, on_imported

    def __getattr__(self, name: str) -> "Any":
        return getattr(self._loader, name)

    def create_module(self, spec: "Any") -> "Any":
        """As the real one does."""
        return self._loader.create_module(spec)

    def exec_module(self, module: "Any") -> None:
        """As the real one does; then the guard."""
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        self._on_imported(module.__name__)
