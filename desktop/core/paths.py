"""Where everything lies: the shipped files, the learner's own, and the interpreter below this one.

Hides whether we run from a checkout, a wheel or a bundle, and each system's folders; appdirs and
``sys.frozen`` are used here only.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import appdirs

from desktop.core.errors import StateError

APP_FOLDER = "python-features-explorer"
_PACKAGE = Path(__file__).resolve().parent.parent
# The XDG specification says that a relative value is to be ignored; appdirs would use it.
_XDG_DEFAULTS = {"config": ".config", "data": ".local/share", "cache": ".cache"}


@dataclass(frozen=True, slots=True)
class Paths:
    """Every folder and file of the application. Nothing here is promised to exist but what ships with it."""

    examples: Path
    resources: Path
    default_config: Path
    config_file: Path
    data_dir: Path
    cache_dir: Path
    code_root: Path
    lock: Path


def find_paths(*, config: Path | None = None, data_dir: Path | None = None) -> Paths:
    """The paths of this start; creates nothing. Raises StateError for an account without a home.

    With ``data_dir`` everything of the learner lies below it, so that such a start touches nothing else;
    ``config`` names another ``config.yaml`` in either case.
    """
    shipped = _shipped_root(_PACKAGE)
    if data_dir is not None:
        own_data = data_dir.expanduser().absolute()
        own_config, own_cache = own_data, own_data / "cache"
    else:
        own_data, own_config, own_cache = _user_dir("data"), _user_dir("config"), _user_dir("cache")
    return Paths(
        examples=shipped / "examples",
        resources=shipped / "resources",
        default_config=shipped / "config.yaml",
        config_file=config.expanduser().absolute() if config is not None else own_config / "config.yaml",
        data_dir=own_data,
        cache_dir=own_cache,
        code_root=_PACKAGE.parent,
        lock=_PACKAGE.parent / ("requirements-bundle.txt" if _is_bundle() else "requirements-dev.txt"),
    )


def base_interpreter() -> Path:
    """The Python that examples run with by default: never that of our own virtual environment.

    A bundle carries a whole CPython beside it, because a frozen program cannot stand in for one.
    """
    if _is_bundle():
        python = "python/python.exe" if sys.platform == "win32" else "python/bin/python3"
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent)) / python
    return Path(getattr(sys, "_base_executable", None) or sys.executable)


def _is_bundle() -> bool:
    return bool(getattr(sys, "frozen", False))


def _shipped_root(package: Path) -> Path:
    """The folder of ``examples``, ``resources``, ``config.yaml``: in a wheel's package, else beside it."""
    packed = package / "_data"
    return packed if packed.is_dir() else package.parent


def _user_dir(kind: str) -> Path:
    found = Path(getattr(appdirs, f"user_{kind}_dir")(APP_FOLDER, False))
    if found.is_absolute():
        return found
    try:
        return Path.home() / _XDG_DEFAULTS[kind] / APP_FOLDER
    except RuntimeError:
        raise StateError(
            "This account has no home folder, so there is no place for your progress. "
            "Set HOME, or give --data-dir."
        ) from None
