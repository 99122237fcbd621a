"""Keeps PySide from doing at each start what nobody here needs. Before anything of PySide is imported.

Hides two habits of it. It finds out which modules switch its features (snake_case names, true properties) by
searching their text, ours and the standard library's, three megabytes, which it keeps in memory; no module
here switches any. And it loads what it needs to write the signatures of its functions, a fifth of the time
that its import takes; they are only asked for by an error message or ``help()``, so here they wait for that.
"""

from __future__ import annotations

import sys
import threading
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_SEARCHING, _SEARCH = "shibokensupport.feature", "_mod_uses_pyside"
_POSTPONED = tuple(
    f"shibokensupport.signature.{name}"
    for name in ("parser", "layout", "errorhandler", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
)
_ONE_AT_A_TIME = threading.RLock()


class _Later(ModuleType):
    """Becomes the module itself when the first of its names is asked for."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # the import itself looks for these
            raise AttributeError(name)
        with _ONE_AT_A_TIME:
            if type(self) is _Later:
                self.__class__ = ModuleType  # type: ignore[assignment]
                SourceFileLoader(self.__name__, str(self.__file__)).exec_module(self)
        return getattr(self, name)


class _LaterLoader(SourceFileLoader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Not now."""


class _LaterFinder:
    """For a PySide whose support files are unpacked, see ``packaging/install.py``; else it finds nothing."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname in _POSTPONED else None
        if spec is not None and spec.origin is not None:
            spec.loader = _LaterLoader(fullname, spec.origin)
        return spec


def leave_alone() -> None:
    """From now on no module is searched. A PySide that works otherwise stays as it is."""
    sys.meta_path.insert(0, _LaterFinder())
    import PySide6.QtCore  # noqa: F401 - sets up what is changed below

    module = sys.modules.get(_SEARCHING)
    if hasattr(module, _SEARCH):
        setattr(module, _SEARCH, lambda _module: False)
