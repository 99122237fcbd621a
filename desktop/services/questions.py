"""What the session asks the learner, and what the caller of a run may demand, as values.

Holds no text of a dialog but the sentences that come from the policy in force.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from desktop.core.example import Example
from desktop.core.inference import Wish
from desktop.sandbox.policy import Permission, Tier


class Remember(enum.StrEnum):
    """For how long an answer holds."""

    ONCE = "once"
    EXAMPLE = "example"
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class Rights:
    """What the caller of one run demands beside the settings.

    ``sandbox``: True confines whatever the settings say, False runs with limits only, None leaves it to them.
    ``tier``: this one or none. ``allow``: granted for this run; what is too wide or denied is refused.
    """

    sandbox: bool | None = None
    tier: Tier | None = None
    allow: tuple[Permission, ...] = ()


@dataclass(frozen=True, slots=True)
class PermissionQuestion:
    """A program would need more than it has. ``library``: how people know where the example comes from."""

    example: Example
    wishes: tuple[Wish, ...]
    library: str
    is_edited: bool
    tier: Tier


@dataclass(frozen=True, slots=True)
class LimitsQuestion:
    """No sandbox holds here. ``why``: sentences; ``remedy``: commands for an administrator, or empty."""

    example: Example
    library: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class WeakeningQuestion:
    """A value of the settings file protects less than the one in force, and waits to be confirmed."""

    key: str
    title: str
    in_force: object
    wanted: object
    sentence: str
