"""How the tier in force is named in the window, and what is said while it is not known.

Forbids a claim about protection before this computer was tried.
"""

from __future__ import annotations

from desktop.core.errors import ExplorerError
from desktop.sandbox.policy import Tier
from desktop.services.session import Session

UNKNOWN = "Sandbox: not tried yet"
_UNKNOWN_SENTENCE = "What this computer can protect is found out before the first run."


def tier_of(session: Session) -> Tier | None:
    """The tier of the next run; None while the sandbox is on and nothing has been tried with this Python."""
    if session.is_permissive:
        return session.tier
    try:
        is_known = bool(session.gate.tier_states())
    except ExplorerError:  # a Python that cannot be used: nothing will run
        is_known = False
    return session.tier if is_known else None


def status_of(tier: Tier | None, *, is_permissive: bool) -> str:
    """What protects a run, in a few words."""
    if is_permissive:
        return "Sandbox off"
    if tier is None:
        return UNKNOWN
    return tier.label if tier is Tier.LIMITS else f"Sandbox: {tier.label}"


def sentence_of_tier(tier: Tier | None, *, is_permissive: bool) -> str:
    """What that means, as a sentence."""
    if is_permissive:
        return Tier.LIMITS.protects
    return _UNKNOWN_SENTENCE if tier is None else tier.protects


def brief_sentence_of_tier(tier: Tier | None, *, is_permissive: bool) -> str:
    """The same where there is little room."""
    if is_permissive:
        return Tier.LIMITS.protects_briefly
    return _UNKNOWN_SENTENCE if tier is None else tier.protects_briefly
