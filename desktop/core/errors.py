"""Every way the core can fail, in one place.

Each message says what happened and what to do; the window and the command line show it unchanged.
"""

from __future__ import annotations


class ExplorerError(Exception):
    """Base of the errors people read. ``str(error)`` is a complete sentence or two."""


class PackError(ExplorerError):
    """A library, chapter or example that cannot be read."""


class UnknownTargetError(ExplorerError):
    """No example has this id, or the path is no regular Python file."""


class SettingError(ExplorerError):
    """A setting that is not known, or a value that the declaration does not admit."""


class StateError(ExplorerError):
    """A file of the learner's state that cannot be read or written."""
