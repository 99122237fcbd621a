"""What ``python-explorer doctor`` tells: versions, folders, Pythons, and what protects a run here.

Looks and reports; changes nothing.
"""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

from desktop import __version__
from desktop.core.errors import ExplorerError
from desktop.core.interpreters import find_interpreters, probe
from desktop.core.pack import read_pack
from desktop.core.paths import Paths, base_interpreter
from desktop.core.permissions import Permissions
from desktop.core.settings import Settings
from desktop.sandbox.policy import Tier
from desktop.sandbox.tiers import Tiers, TierState, probe_tiers


def examine(paths: Paths) -> dict[str, object]:
    """Groups of facts, each a mapping of name to text or list of texts."""
    settings = Settings(paths)
    return {
        "Versions": versions(paths),
        "Folders": _folders(paths, settings),
        "Python for the examples": _interpreters(settings),
        "Protection": _protection(paths, settings),
        "Settings": _settings(settings),
        "Library": _library(paths),
    }


def versions(paths: Paths) -> dict[str, object]:
    """The versions that ``doctor`` and About show."""
    import PySide6
    from PySide6.QtCore import qVersion

    return {
        "explorer": __version__,
        "python": platform.python_version(),
        "qt": qVersion(),
        "pyside": PySide6.__version__,
        "libraries locked": _lock_date(paths),
        "system": platform.platform(),
    }


def _lock_date(paths: Paths) -> str:
    if not paths.lock.is_file():
        return "by the installer"
    found = re.search(r"^# locked: (\S+)", paths.lock.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else "unknown"


def _folders(paths: Paths, settings: Settings) -> dict[str, object]:
    folders = {
        "settings": settings.file,
        "progress": paths.data_dir / Path(settings.snapshot.text("progress.storage_file")).expanduser(),
        "log": paths.data_dir / "logs" / Path(settings.snapshot.text("logging.file")).expanduser(),
        "your edits": paths.data_dir / "edits",
        "cache": paths.cache_dir,
        "examples": paths.examples,
    }
    return {name: f"{path}{_rights(path)}" for name, path in folders.items()}


def _rights(path: Path) -> str:
    """A remark when neither the path nor the nearest folder that exists can be written."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return "" if os.access(path, os.W_OK) else f"  (cannot be written: {path})"


def chosen_interpreter(settings: Settings) -> Path:
    """The Python that the settings name for the examples."""
    setting = settings.snapshot.text("execution.interpreter")
    return base_interpreter() if setting == "auto" else Path(setting).expanduser()


def _interpreters(settings: Settings) -> dict[str, object]:
    chosen = chosen_interpreter(settings)
    try:
        used = f"{probe(chosen).release}  {chosen}"
    except ExplorerError as error:
        used = str(error)
    return {"used": used, "found": [f"{found.release} {found.path}" for found in find_interpreters()]}


def _protection(paths: Paths, settings: Settings) -> dict[str, object]:
    from desktop.services.protection import Protection
    from desktop.services.runner import process_guard

    chosen = chosen_interpreter(settings)
    tiers = tiers_of(paths, settings)
    is_on = settings.snapshot.flag("security.sandbox_mode")
    demanded = settings.snapshot.text("security.tier")
    tier = _tier_in_force(tiers, demanded) if is_on else Tier.LIMITS
    protection = Protection(paths)
    permissions = Permissions(paths.data_dir / "permissions.json", only_looks=True)
    stored = f"{len(permissions.decisions())} (the window lists them under Permissions)"
    return {
        "sandbox": "on" if is_on else "off (security.sandbox_mode): examples run with your own rights",
        "tier": f"{tier.label} (security.tier: {demanded})",
        "what it means": tier.protects,
        **{f"tier {state.tier.label}": _told(state) for state in tiers.states},
        "walls": list(protection.walls(settings.snapshot, chosen)),
        "advice only": list(protection.advice(settings.snapshot)) or "nothing",
        "stored answers": " ".join(permissions.notices) or stored,
        "end of a run": process_guard(),
    }


def tiers_of(paths: Paths, settings: Settings) -> Tiers:
    """What this computer gives, tried with that Python now, without any cache."""
    from desktop.services.launcher import launcher_in

    launcher = launcher_in(paths.code_root)
    return probe_tiers(base_interpreter(), launcher, chosen_interpreter(settings))


def _tier_in_force(tiers: Tiers, demanded: str) -> Tier:
    """What the next run gets; Limits only where a demanded level does not hold, and then nothing runs."""
    if demanded == "auto":
        return tiers.best
    return Tier(demanded) if tiers.state(Tier(demanded)).is_available else Tier.LIMITS


def _told(state: TierState) -> str:
    if state.is_available:
        return f"holds on this computer. {state.tier.protects}"
    remedy = f" An administrator can change that: {state.remedy}" if state.remedy else ""
    return f"{state.why}{remedy}"


def _settings(settings: Settings) -> dict[str, object]:
    facts: dict[str, object] = {"notices": [notice.message for notice in settings.notices] or "none"}
    if settings.pending:
        facts["not confirmed"] = f"protects less, so the default is in force: {', '.join(settings.pending)}"
    inert = settings.inert_keys()
    if inert:
        facts["without effect"] = f"known and kept, but without effect in this version: {', '.join(inert)}"
    return facts


def _library(paths: Paths) -> dict[str, object]:
    try:
        pack = read_pack(paths.examples / "core")
    except ExplorerError as error:
        return {"problem": str(error)}
    count = sum(len(chapter.examples) for chapter in pack.chapters)
    return {
        "pack": f"{pack.title} {pack.version}, {count} examples",
        "search in folders": _full_text(),
        "notices": list(pack.notices) or "none",
    }


def _full_text() -> str:
    try:
        from desktop.core.full_text import why_without
    except ImportError as error:
        return f"not at all: this Python has no SQLite ({error})"
    why = why_without()
    if not why:
        return "by an index of SQLite"
    return f"without an index, slower in large folders: this Python's SQLite cannot search texts ({why})"
