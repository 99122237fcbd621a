"""Which tiers this machine really gives, found out by trying, and what could be done about the others.

Hides the probing process and the cache. Takes seconds where nothing is cached: not for the window's thread.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop import __version__
from desktop.sandbox.policy import Tier

_CACHE_NAME = "sandbox.json"
_PATIENCE_S = 40.0
_ABI_OF_SCOPES = 6
# Whatever changes one of these may change what holds.
_FACTS = (
    "/proc/sys/kernel/random/boot_id",
    "/proc/sys/kernel/osrelease",
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
    "/proc/sys/kernel/unprivileged_userns_clone",
    "/proc/sys/user/max_user_namespaces",
)
_NOT_HERE = "This system has no such sandbox yet."

_REMEDY_APPARMOR = """\
sudo apt-get install apparmor-profiles bubblewrap
sudo cp /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/
sudo systemctl reload apparmor"""
_REMEDY_USER_NAMESPACES = "sudo sysctl -w user.max_user_namespaces=10000"
_REMEDY_CLONE = "sudo sysctl -w kernel.unprivileged_userns_clone=1"


@dataclass(frozen=True, slots=True)
class TierState:
    """One tier on this machine. ``why`` is a sentence when it is not available; ``remedy`` holds commands for
    an administrator, to be shown and never run. ``can_hold_processes`` as ``Policy.unmet`` asks for it.
    """

    tier: Tier
    is_available: bool
    why: str = ""
    remedy: str = ""
    can_hold_processes: bool = True


@dataclass(frozen=True, slots=True)
class Tiers:
    """All tiers of this machine, strongest first."""

    states: tuple[TierState, ...]

    @property
    def best(self) -> Tier:
        """The strongest that holds; ``Tier.LIMITS`` means that the user must be asked first."""
        return next(state.tier for state in self.states if state.is_available)

    def state(self, tier: Tier) -> TierState:
        """What is known of one tier."""
        return next(state for state in self.states if state.tier is tier)


def probe_tiers(base: Path, launcher: Path, interpreter: Path, cache_dir: Path | None = None) -> Tiers:
    """Try each tier with ``interpreter``, or take what is cached for this boot, version and interpreter.

    ``base`` and ``launcher``: the Python and the program that start every run. A probe that did not come to
    an end is not cached. Safe to call from any thread.
    """
    key = _key(interpreter)
    cached = _read_cache(cache_dir, key)
    answers = {
        tier: cached.get(tier) or _ask(base, launcher, tier, interpreter)
        for tier in Tier
        if tier != Tier.LIMITS
    }
    if cache_dir is not None and answers != cached:
        _write_cache(cache_dir, key, {tier: answer for tier, answer in answers.items() if answer})
    states = [_state(tier, answer, _user() == 0) for tier, answer in answers.items()]
    return Tiers((*states, TierState(Tier.LIMITS, True)))


def _ask(base: Path, launcher: Path, tier: Tier, interpreter: Path) -> str:
    """``ok ABI`` or ``no REASON``; "" where the probe did not end."""
    import subprocess

    if sys.platform != "linux":
        return f"no {_NOT_HERE}"
    command = [str(base), "-I", "-S", str(launcher), "probe", tier, str(interpreter)]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    answer = done.stdout.decode("utf-8", "replace").strip()
    return answer if answer.startswith(("ok ", "no ")) else ""


def _state(tier: Tier, answer: str, is_root: bool) -> TierState:
    verdict, _, rest = answer.partition(" ")
    if verdict == "ok":
        holds = tier is Tier.STRONG or (rest.isdecimal() and int(rest) >= _ABI_OF_SCOPES)
        return TierState(tier, True, can_hold_processes=holds)
    if rest == _NOT_HERE:
        return TierState(tier, False, rest, can_hold_processes=False)
    why = f"{tier.label} does not work here: {rest or 'its trial did not come to an end'}."
    return TierState(tier, False, why, "" if is_root else _remedy(tier), can_hold_processes=False)


def _remedy(tier: Tier, facts: Mapping[str, str] | None = None) -> str:
    """The commands that give this system what the tier needs, where that is known."""
    known = facts if facts is not None else {Path(path).name: _read(path) for path in _FACTS}
    if tier is not Tier.STRONG:
        return ""
    if known.get("apparmor_restrict_unprivileged_userns") == "1":
        return _REMEDY_APPARMOR
    if known.get("unprivileged_userns_clone") == "0":
        return _REMEDY_CLONE
    return _REMEDY_USER_NAMESPACES if known.get("max_user_namespaces") == "0" else ""


def _key(interpreter: Path) -> str:
    facts = [__version__, str(_user()), *map(_read, _FACTS), os.path.realpath(interpreter)]
    try:
        facts.append(str(interpreter.stat().st_mtime_ns))
    except OSError:
        pass
    return "\n".join(facts)


def _user() -> int:
    """-1 where users have no numbers."""
    return os.geteuid() if hasattr(os, "geteuid") else -1


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _read_cache(cache_dir: Path | None, key: str) -> dict[Tier, str]:
    """The answers, if they are for this key; a file that cannot be read is no cache."""
    if cache_dir is None:
        return {}
    try:
        value = json.loads((cache_dir / _CACHE_NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(value, dict) or value.get("key") != key:
        return {}
    return {tier: value[tier] for tier in Tier if isinstance(value.get(tier), str)}


def _write_cache(cache_dir: Path, key: str, answers: Mapping[Tier, str]) -> None:
    """Losing it costs a second probe, so no failure matters."""
    file = cache_dir / _CACHE_NAME
    text = json.dumps({"key": key, **{str(tier): answer for tier, answer in answers.items()}})
    partial = file.with_suffix(f".{os.getpid()}")
    try:
        cache_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, file)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
