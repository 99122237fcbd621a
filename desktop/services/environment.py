"""The environment of an example: built up from what a program needs, never copied from ours.

Nothing of Qt, a bundle's libraries, our virtual environment or the user's PYTHON* reaches an example.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

# The home, the display and the session: only right while a run has the user's own rights anyway.
_OWN_RIGHTS = (
    "HOME", "USER", "LOGNAME", "SHELL", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR",
    "XDG_SESSION_TYPE", "DBUS_SESSION_BUS_ADDRESS", "SSH_AUTH_SOCK",
)  # fmt: skip
_PLAIN = ("PATH", "TZ", "TERM", "TMPDIR", "LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR")
_WINDOWS = (
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "USERNAME",
    "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "NUMBER_OF_PROCESSORS", "HOMEDRIVE", "HOMEPATH",
)  # fmt: skip
_PYTHON = {"PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1"}
_DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin"


def example_environment(own: Mapping[str, str], extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a run: what is useful of ``own``, Python in UTF-8, then ``extra`` over both."""
    names = [*_PLAIN, *_OWN_RIGHTS, *(_WINDOWS if sys.platform == "win32" else ())]
    environment = {name: own[name] for name in names if own.get(name)}
    environment |= {name: value for name, value in own.items() if name.startswith("LC_") and value}
    if not any(name == "LANG" or name.startswith("LC_") for name in environment):
        environment["LANG"] = "C.UTF-8"
    if sys.platform != "win32":
        environment.setdefault("PATH", _DEFAULT_PATH)
    return environment | _PYTHON | dict(extra)
