"""Whether a window can open here, asked before Qt is: Qt would abort the process.

Standard library only; opens no socket but the local one of the display server.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.core import system_libraries

EXIT_LIBRARIES = 3
EXIT_NO_DISPLAY = 4

_WITHOUT_SCREEN = frozenset({"offscreen", "minimal", "vnc"})
_X_SOCKETS = "/tmp/.X11-unix/X"
_WAY_OUT = "Put “xvfb-run -a” before the command for a virtual screen, or add “--platform offscreen”."


@dataclass(frozen=True, slots=True)
class Problem:
    """Why no window opens: the sentence, and the exit code that scripts can tell it by."""

    message: str
    exit_code: int


def problem(platform: str | None = None, environ: Mapping[str, str] = os.environ) -> Problem | None:
    """What keeps a window from opening on ``platform``, ``QT_QPA_PLATFORM`` or the session's screen."""
    if not sys.platform.startswith("linux"):
        return None
    wanted = _plugin(platform or environ.get("QT_QPA_PLATFORM", ""))
    libraries = system_libraries.missing(libraries_for(wanted, environ))
    if libraries:
        manager = system_libraries.package_manager()
        text = system_libraries.problem(libraries, manager, as_root=os.geteuid() == 0)
        return Problem(text, EXIT_LIBRARIES)
    text = _screen_problem(wanted, environ)
    return Problem(text, EXIT_NO_DISPLAY) if text else None


def _plugin(platform: str) -> str:
    """``wayland;xcb`` and ``offscreen:size=1x1`` are ways to write it; the first name counts."""
    return re.split("[;:]", platform)[0].removesuffix("-egl")


def libraries_for(wanted: str, environ: Mapping[str, str]) -> tuple[system_libraries.Library, ...]:
    """What Qt loads for the plugin ``wanted``, or for the session's screen when that is empty."""
    if wanted == "xcb" or (not wanted and environ.get("DISPLAY")):
        return system_libraries.ANYWHERE + system_libraries.XCB
    if wanted == "wayland" or (not wanted and environ.get("WAYLAND_DISPLAY")):
        return system_libraries.ANYWHERE + system_libraries.WAYLAND
    return system_libraries.ANYWHERE


def _screen_problem(wanted: str, environ: Mapping[str, str]) -> str:
    if wanted in _WITHOUT_SCREEN:
        return ""
    if wanted not in ("", "xcb", "wayland"):
        return f"Qt has no platform named “{wanted}” here. Choose xcb, wayland or offscreen."
    x_display, wayland = environ.get("DISPLAY", ""), environ.get("WAYLAND_DISPLAY", "")
    screens = [(x_display, _x_answers(x_display))] if wanted != "wayland" and x_display else []
    if wanted != "xcb" and wayland:
        screens.append((wayland, _answers(Path(environ.get("XDG_RUNTIME_DIR", "/"), wayland))))
    if not screens:
        return f"There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY names one. {_WAY_OUT}"
    if not any(answers for _name, answers in screens):
        names = " and ".join(name for name, _answers in screens)
        return f"The screen {names} does not answer. {_WAY_OUT}"
    return ""


def _x_answers(display: str) -> bool:
    """A display of another host is taken on trust: to ask it would need a network socket."""
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local is None:
        return True
    path = _X_SOCKETS + local[1]
    return _answers(Path(path)) or _answers("\0" + path)


def _answers(address: Path | str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(2)
        try:
            line.connect(str(address))
        except OSError:
            return False
    return True
