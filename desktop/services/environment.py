"""The environment of an example: built up from what a program needs, never copied from ours.

Nothing of Qt, a bundle's libraries, our virtual environment or the user's PYTHON* reaches an example.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop.sandbox.policy import Policy, Tier

# The home, the display and the session: only right while a run has the user's own rights anyway.
_OWN_RIGHTS = (
    "HOME", "USER", "LOGNAME", "SHELL", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR",
    "XDG_SESSION_TYPE", "DBUS_SESSION_BUS_ADDRESS", "SSH_AUTH_SOCK",
)  # fmt: skip
_PLAIN = ("PATH", "TZ", "TERM", "TMPDIR", "LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR")
_LOOKS = ("TZ", "TERM", "LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR")
_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE")
_WINDOWS = (
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "USERNAME",
    "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "NUMBER_OF_PROCESSORS", "HOMEDRIVE", "HOMEPATH",
)  # fmt: skip
_PYTHON = {"PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1"}
CONSTRUCTED = frozenset({"PATH", "USER", "LOGNAME", "HOME", "SHELL", "TMPDIR", *_LOOKS, *_DISPLAY, *_PYTHON})
"""What a confined run has of its own, or with the screen: nobody is asked for it."""
_DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin"


def example_environment(
    own: Mapping[str, str], extra: Mapping[str, str], policy: Policy | None = None, home: Path | None = None
) -> dict[str, str]:
    """The environment of a run: what is useful of ``own``, Python in UTF-8, then ``extra`` over both.

    Where ``policy`` confines, nothing of the user's account is in it: ``home`` is the home folder.
    """
    if policy is not None and policy.tier is not Tier.LIMITS:
        environment = _confined(own, policy, str(home))
    else:
        names = [*_PLAIN, *_OWN_RIGHTS, *(_WINDOWS if sys.platform == "win32" else ())]
        environment = _taken(own, names)
        if sys.platform != "win32":
            environment.setdefault("PATH", _DEFAULT_PATH)
    environment |= {name: value for name, value in own.items() if name.startswith("LC_") and value}
    if not any(name == "LANG" or name.startswith("LC_") for name in environment):
        environment["LANG"] = "C.UTF-8"
    return environment | _PYTHON | dict(extra)


def _taken(own: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    return {name: own[name] for name in names if own.get(name)}


def _confined(own: Mapping[str, str], policy: Policy, home: str) -> dict[str, str]:
    environment = _taken(own, _LOOKS) | {"PATH": _DEFAULT_PATH, "USER": "learner", "LOGNAME": "learner"}
    environment |= {"HOME": home, "SHELL": "/bin/sh"}
    if policy.tier is Tier.KERNEL:  # the system's own folder for temporary files lies outside
        environment["TMPDIR"] = home
    if policy.display:
        environment |= _taken(own, _DISPLAY)
        if "DISPLAY" in environment and own.get("HOME"):
            environment.setdefault("XAUTHORITY", f"{own['HOME']}/.Xauthority")
    return environment | _taken(own, policy.env)
