"""What one run may do, as values every layer may read.

Holds no mechanism: the modules beside this one enforce what is said here.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Tier(enum.StrEnum):
    """How strongly a run is confined. The value is the word of ``--tier`` and of every JSON output."""

    LIMITS = "limits"

    @property
    def label(self) -> str:
        """The tier's name as the window, the outcome and the audit trail show it."""
        return _LABELS[self]

    @property
    def protects(self) -> str:
        """One sentence for people: what this tier does and does not keep an example from."""
        return _PROTECTS[self]


_LABELS = {Tier.LIMITS: "Limits only"}
_PROTECTS = {
    Tier.LIMITS: (
        "Examples run with your own rights: they can read, change and delete your files and use the network. "
        "Time, memory, processes and output are limited."
    ),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """The confinement of one run."""

    tier: Tier = Tier.LIMITS
