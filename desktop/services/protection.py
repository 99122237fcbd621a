"""How strongly runs are confined here, and what a run may reach by the settings alone.

Hides the probing of the tiers, which takes seconds where nothing is cached and never blocks the window.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core import blocked_functions
from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.core.paths import Paths, base_interpreter
from desktop.core.settings import Snapshot
from desktop.sandbox.policy import Permission, Policy, Tier, too_wide
from desktop.sandbox.tiers import Tiers, TierState, probe_tiers
from desktop.services.launcher import launcher_in


class RefusedError(ExplorerError):
    """A run must not start; the text says why and what to do."""


class Protection(QObject):
    """The tiers of this computer, and what the settings let every run reach."""

    found = Signal()
    """The tiers are known now."""

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        """Nothing is tried before ``look``."""
        super().__init__(parent)
        self._paths = paths
        self._tiers: dict[Path, Tiers] = {}
        self._asked: set[Path] = set()

    # ---- the tiers of this computer ----

    def is_known(self, interpreter: Path) -> bool:
        """Whether the tiers have been tried with this Python."""
        return interpreter in self._tiers

    def look(self, interpreter: Path) -> None:
        """Try the tiers in the background; ``found`` follows, once for each Python."""
        if interpreter not in self._asked:
            self._asked.add(interpreter)
            threading.Thread(target=self._look, args=(interpreter,), daemon=True).start()

    def _look(self, interpreter: Path) -> None:
        launcher = launcher_in(self._paths.code_root)
        tiers = probe_tiers(base_interpreter(), launcher, interpreter, self._paths.cache_dir)
        self._tiers[interpreter] = tiers
        try:
            self.found.emit()
        except RuntimeError:
            return  # the session was closed in the meantime, and Qt has taken the signal with it

    def states(self, interpreter: Path) -> tuple[TierState, ...]:
        """What is known of each tier, nothing before they were tried."""
        tiers = self._tiers.get(interpreter)
        return tiers.states if tiers else ()

    def tier(self, interpreter: Path, demanded: Tier | None) -> Tier:
        """The tier of a run: the demanded one, else the strongest, ``Tier.LIMITS`` where none holds.

        Raises RefusedError when the demanded one does not hold: nothing is ever replaced by less.
        """
        tiers = self._tiers.get(interpreter)
        if demanded is None:
            return tiers.best if tiers else Tier.LIMITS
        state = tiers.state(demanded) if tiers else TierState(demanded, False)
        if not state.is_available:
            raise RefusedError(
                f"the level {demanded.label} was demanded, and this computer does not give it. "
                f"{state.why} Choose another level."
            )
        return demanded

    def can_hold_processes(self, tier: Tier, interpreter: Path) -> bool:
        """As ``Policy.unmet`` asks for it."""
        tiers = self._tiers.get(interpreter)
        return bool(tiers and tiers.state(tier).can_hold_processes)

    def why_none(self, interpreter: Path) -> str:
        """Why no tier holds, as sentences."""
        return " ".join(state.why for state in self.states(interpreter) if state.why)

    def remedy(self, interpreter: Path) -> str:
        """Commands by which an administrator can change that, or an empty text."""
        return next((state.remedy for state in self.states(interpreter) if state.remedy), "")

    # ---- what may be reached ----

    def refusal(self, permission: Permission, interpreter: Path) -> str:
        """Why this permission must not be granted, as a sentence; empty when it may."""
        if permission.name not in ("read", "write"):
            return ""
        return self._too_wide(Path(permission.value), interpreter)

    def is_too_wide(self, folder: Path, interpreter: Path) -> bool:
        """Whether a program may not be shown this folder although it lies in it.

        An imported library is a stranger's folder in ours and holds nothing of ours.
        """
        from desktop.core.imported import ImportedLibraries

        imported = ImportedLibraries(self._paths.data_dir)
        return not imported.holds(folder) and bool(self._too_wide(folder, interpreter))

    def _too_wide(self, path: Path, interpreter: Path) -> str:
        paths = self._paths
        own_state = (paths.data_dir, paths.config_file.parent, paths.cache_dir)
        ours = (Path(entry) for entry in sys.path if entry)
        theirs = (interpreter.resolve().parent.parent / "lib").glob("python3*")
        return too_wide(path, own_state, (*ours, *_with_packages(theirs)))

    def allowed_folders(self, snapshot: Snapshot, interpreter: Path) -> dict[Path, str]:
        """Each folder of ``security.allowed_directories`` and why it is not allowed, empty where it is."""
        root = self._paths.examples.parent
        folders = [root / Path(name).expanduser() for name in snapshot.items("security.allowed_directories")]
        own = self._paths.examples
        return {folder: "" if folder == own else self._too_wide(folder, interpreter) for folder in folders}

    def walls(self, snapshot: Snapshot, interpreter: Path) -> tuple[str, ...]:
        """What the kernel enforces by the settings, as sentences."""
        names = snapshot.items("security.blocked_functions")
        starts = "Examples may not start other programs unless you allow it."
        if not blocked_functions.starts_programs(names):
            starts = "In the Strong sandbox examples may start programs, which are confined too."
        is_closed = blocked_functions.closes_network(names)
        network = "off for every example" if is_closed else "off unless you allow it"
        folders = self.allowed_folders(snapshot, interpreter).items()
        readable = (
            f"{folder} is not allowed: {why}" if why else f"Examples may read {folder}."
            for folder, why in folders
        )
        return (*readable, starts, f"The network is {network}.")

    def advice(self, snapshot: Snapshot) -> tuple[str, ...]:
        """What only a guard inside the program refuses, as sentences."""
        names = blocked_functions.advice(snapshot.items("security.blocked_functions"))
        if not names:
            return ()
        return (
            f"{', '.join(names)}: edited examples and files from elsewhere are told not to call "
            f"{'it' if len(names) == 1 else 'these'}. A program that wants to can go around that.",
        )

    def by_settings(
        self, example: Example, file: Path, shown: Path, tier: Tier, interpreter: Path, snapshot: Snapshot
    ) -> Policy:
        """What a run of ``file`` may do before anything is granted. ``shown``: the folder that is its own."""
        allowed = [folder for folder, why in self.allowed_folders(snapshot, interpreter).items() if not why]
        read = (*allowed, *self._own_files(example, file, shown, interpreter))
        return replace(usual_policy(tier, snapshot), read=read)

    def _own_files(self, example: Example, file: Path, shown: Path, interpreter: Path) -> tuple[Path, ...]:
        """A private copy's folder holds nothing else; of a bundled original only its own files count."""
        if file != example.entry:
            return (shown,)
        if not example.is_foreign:
            return example.files
        return () if self.is_too_wide(shown, interpreter) else (shown,)


def usual_policy(tier: Tier, snapshot: Snapshot) -> Policy:
    """What a program may do that needs nothing and was granted nothing, without the folders it may read."""
    blocked = snapshot.items("security.blocked_functions")
    return Policy(tier, run=tier is Tier.STRONG and not blocked_functions.starts_programs(blocked))


def _with_packages(libraries: Iterable[Path]) -> Iterator[Path]:
    """The folders of a Python's ``sys.path``, as every installation lays them out."""
    for library in libraries:
        yield from (library, library / "site-packages", library / "dist-packages")
