"""Keeps PySide from reading the source of every module that is imported after it.

Hides how PySide finds out which modules switch its features (snake_case names, true properties): it searches
their text, ours and the standard library's, three megabytes at a start, and keeps it in memory. No module
here switches any, so the answer is known.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 - sets up what is changed below

_SEARCHING, _SEARCH = "shibokensupport.feature", "_mod_uses_pyside"


def leave_alone() -> None:
    """From now on no module is searched. A PySide that works otherwise stays as it is."""
    module = sys.modules.get(_SEARCHING)
    if hasattr(module, _SEARCH):
        setattr(module, _SEARCH, lambda _module: False)
