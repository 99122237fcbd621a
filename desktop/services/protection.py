"""How strongly runs are confined here, and what one run may do.

Hides the probing of the tiers, which takes seconds where nothing is cached and never blocks the window.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal

from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.core.paths import Paths, base_interpreter
from desktop.sandbox.policy import Permission, Policy, Tier, too_wide
from desktop.sandbox.tiers import Tiers, probe_tiers

_NEEDS = {
    "subprocess": "run",
    "loopback": "net=loopback",
    "display": "display",
    "terminal": "terminal",
}
"""What an example's ``needs`` are called as permissions; threads need none."""


class NoSandboxError(ExplorerError):
    """No tier holds here, so that a run that asked for the sandbox must not start."""


class Protection(QObject):
    """The tiers of this computer and the policies made from them."""

    found = Signal()
    """The tiers are known now."""

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        """Nothing is tried before ``look``."""
        super().__init__(parent)
        self._paths = paths
        self._tiers: dict[Path, Tiers] = {}
        self._asked: set[Path] = set()

    def is_known(self, interpreter: Path) -> bool:
        """Whether the tiers have been tried with this Python."""
        return interpreter in self._tiers

    def look(self, interpreter: Path) -> None:
        """Try the tiers in the background; ``found`` follows, once for each Python."""
        if interpreter not in self._asked:
            self._asked.add(interpreter)
            QThreadPool.globalInstance().start(lambda: self._look(interpreter))

    def _look(self, interpreter: Path) -> None:
        launcher = self._paths.code_root / "desktop" / "child" / "launch.py"
        tiers = probe_tiers(base_interpreter(), launcher, interpreter, self._paths.cache_dir)
        self._tiers[interpreter] = tiers
        try:
            self.found.emit()
        except RuntimeError:
            return  # the session was closed in the meantime, and Qt has taken the signal with it

    def best(self, interpreter: Path) -> Tier:
        """The strongest tier that holds, ``Tier.LIMITS`` while nothing is known."""
        tiers = self._tiers.get(interpreter)
        return tiers.best if tiers else Tier.LIMITS

    def policy(self, example: Example, file: Path, interpreter: Path) -> Policy:
        """What a run of ``file`` may do. Raises NoSandboxError with a sentence when no tier holds.

        The unedited original of a bundled example has what its ``needs`` say, everything else only Python and
        its own folder, and that only where it is not too wide.
        """
        tier = self.best(interpreter)
        if tier is Tier.LIMITS:
            raise NoSandboxError(self._why_none(interpreter))
        is_original = file == example.entry and not example.is_foreign
        needs = example.needs if is_original else ()
        wanted = [Permission(*_NEEDS[need].split("=")) for need in needs if need in _NEEDS]
        return Policy(tier, read=self._readable(example, file)).allowing(wanted)

    def _readable(self, example: Example, file: Path) -> tuple[Path, ...]:
        if file != example.entry:  # a private copy, which nothing else lies beside
            return (file.parent,)
        own_state = (self._paths.data_dir, self._paths.config_file.parent)
        python_path = [Path(entry) for entry in sys.path if entry]
        folder = file.parent if example.is_foreign else self._paths.examples
        is_closed = example.is_foreign and too_wide(folder, own_state, python_path)
        return () if is_closed else (folder,)

    def _why_none(self, interpreter: Path) -> str:
        tiers = self._tiers.get(interpreter)
        reasons = " ".join(state.why for state in tiers.states if state.why) if tiers else ""
        return (
            f"security.sandbox_mode is true, and no sandbox holds on this computer. {reasons} "
            "Set it to false to run with limits only."
        )
