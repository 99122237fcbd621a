"""Modules of Python's own that our side of the child needs, taken so that the program does not see them.

Hides where they are found: a file of the same name beside the program is not ours to run.
"""

from __future__ import annotations

import _frozen_importlib
import _frozen_importlib_external
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


def take_module(name: str, folders: Sequence[str] = tuple(sys.path[1:])) -> Any:
    """Import a module of Python's own without leaving it in the program's ``sys.modules``.

    ``folders`` are those of the start. Raises ImportError, also while Python is shutting down.
    """
    if sys.meta_path is None:
        raise ImportError(name)
    is_present = name in sys.modules
    try:
        return __import__(name) if name in sys.builtin_module_names else _load(name, folders)
    finally:
        if not is_present:  # Python itself enters those of C that are made in one step
            sys.modules.pop(name, None)


def _load(name: str, folders: Sequence[str]) -> Any:
    spec = _frozen_importlib_external.PathFinder.find_spec(name, folders)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = _frozen_importlib.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
