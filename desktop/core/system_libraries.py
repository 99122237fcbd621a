"""The libraries of the system that Qt needs on Linux: which are missing, and the command that installs them.

Standard library only, never Qt: without these libraries even the import of Qt fails, and says it to nobody.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

# One row a library: its soname, then the package that holds it for apt, dnf, pacman, zypper and apk.
# The apt names were tried on Debian 12 and 13 (where apt finds the names that end in t64 by itself); the others
# were never tried.
_ANYWHERE = """
libstdc++.so.6          libstdc++6            libstdc++               gcc-libs             libstdc++6            libstdc++
libz.so.1               zlib1g                zlib                    zlib                 libz1                 zlib
libzstd.so.1            libzstd1              libzstd                 zstd                 libzstd1              zstd-libs
libglib-2.0.so.0        libglib2.0-0          glib2                   glib2                libglib-2_0-0         glib
libgthread-2.0.so.0     libglib2.0-0          glib2                   glib2                libgthread-2_0-0      glib
libEGL.so.1             libegl1               libglvnd-egl            libglvnd             libEGL1               mesa-egl
libGL.so.1              libgl1                libglvnd-glx            libglvnd             libGL1                mesa-gl
libX11.so.6             libx11-6              libX11                  libx11               libX11-6              libx11
libdbus-1.so.3          libdbus-1-3           dbus-libs               dbus                 libdbus-1-3           dbus-libs
libfontconfig.so.1      libfontconfig1        fontconfig              fontconfig           fontconfig            fontconfig
libfreetype.so.6        libfreetype6          freetype                freetype2            libfreetype6          freetype
libxkbcommon.so.0       libxkbcommon0         libxkbcommon            libxkbcommon         libxkbcommon0         libxkbcommon
"""
_XCB = """
libX11-xcb.so.1         libx11-xcb1           libX11-xcb              libx11               libX11-xcb1           libx11
libxcb-cursor.so.0      libxcb-cursor0        xcb-util-cursor         xcb-util-cursor      libxcb-cursor0        xcb-util-cursor
libxcb-icccm.so.4       libxcb-icccm4         xcb-util-wm             xcb-util-wm          libxcb-icccm4         xcb-util-wm
libxcb-image.so.0       libxcb-image0         xcb-util-image          xcb-util-image       libxcb-image0         xcb-util-image
libxcb-keysyms.so.1     libxcb-keysyms1       xcb-util-keysyms        xcb-util-keysyms     libxcb-keysyms1       xcb-util-keysyms
libxcb-randr.so.0       libxcb-randr0         libxcb                  libxcb               libxcb-randr0         libxcb
libxcb-render.so.0      libxcb-render0        libxcb                  libxcb               libxcb-render0        libxcb
libxcb-render-util.so.0 libxcb-render-util0   xcb-util-renderutil     xcb-util-renderutil  libxcb-render-util0   xcb-util-renderutil
libxcb-shape.so.0       libxcb-shape0         libxcb                  libxcb               libxcb-shape0         libxcb
libxcb-shm.so.0         libxcb-shm0           libxcb                  libxcb               libxcb-shm0           libxcb
libxcb-sync.so.1        libxcb-sync1          libxcb                  libxcb               libxcb-sync1          libxcb
libxcb-xfixes.so.0      libxcb-xfixes0        libxcb                  libxcb               libxcb-xfixes0        libxcb
libxcb-xkb.so.1         libxcb-xkb1           libxcb                  libxcb               libxcb-xkb1           libxcb
libxkbcommon-x11.so.0   libxkbcommon-x11-0    libxkbcommon-x11        libxkbcommon-x11     libxkbcommon-x11-0    libxkbcommon-x11
"""
_WAYLAND = """
libwayland-client.so.0  libwayland-client0    libwayland-client       wayland              libwayland-client0    wayland-libs-client
libwayland-cursor.so.0  libwayland-cursor0    libwayland-cursor       wayland              libwayland-cursor0    wayland-libs-cursor
libwayland-egl.so.1     libwayland-egl1       libwayland-egl          wayland              libwayland-egl1       wayland-libs-egl
"""
_MANAGERS = ("apt", "dnf", "pacman", "zypper", "apk")
# A fresh container has no lists of packages: apt alone does not fetch them by itself.
_COMMANDS = {
    "apt": ("apt-get update", "apt-get install -y"),
    "dnf": ("dnf install -y",),
    "pacman": ("pacman -S --needed",),
    "zypper": ("zypper install -y",),
    "apk": ("apk add",),
}
# The value of ID or ID_LIKE in os-release, which is how a derived distribution names its parents.
_DISTRIBUTIONS = {
    "debian": "apt",
    "ubuntu": "apt",
    "fedora": "dnf",
    "rhel": "dnf",
    "centos": "dnf",
    "arch": "pacman",
    "suse": "zypper",
    "opensuse": "zypper",
    "alpine": "apk",
}
_OS_RELEASE = (Path("/etc/os-release"), Path("/usr/lib/os-release"))


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library by its soname, and the package that brings it for each package manager."""

    soname: str
    packages: Mapping[str, str]


def _rows(table: str) -> tuple[Library, ...]:
    cells = [line.split() for line in table.strip().splitlines()]
    return tuple(Library(first, dict(zip(_MANAGERS, rest, strict=True))) for first, *rest in cells)


ANYWHERE, XCB, WAYLAND = _rows(_ANYWHERE), _rows(_XCB), _rows(_WAYLAND)


def can_load(soname: str) -> bool:
    """Whether the system's own loader finds it, which is what Qt will ask."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing(wanted: Iterable[Library], loads: Callable[[str], bool] = can_load) -> tuple[Library, ...]:
    """Those of ``wanted`` that cannot be loaded; none outside Linux, where Qt brings everything."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(library for library in wanted if not loads(library.soname))


def package_manager(os_release: Iterable[Path] = _OS_RELEASE) -> str:
    """``apt``, ``dnf``, ``pacman``, ``zypper``, ``apk``, or empty when the distribution is not known."""
    for file in os_release:
        if file.is_file():
            return _manager_of(file.read_text(encoding="utf-8", errors="replace"))
    return ""


def _manager_of(os_release: str) -> str:
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    names = [fields.get(key, "").strip("\"' ").lower() for key in ("ID", "ID_LIKE")]
    parts = [part for name in " ".join(names).split() for part in (name, name.partition("-")[0])]
    return next((_DISTRIBUTIONS[part] for part in parts if part in _DISTRIBUTIONS), "")


def packages(libraries: Iterable[Library], manager: str) -> tuple[str, ...]:
    """The packages to install, each once, in the table's order."""
    return tuple(dict.fromkeys(library.packages[manager] for library in libraries))


def install_command(names: Iterable[str], manager: str, *, as_root: bool) -> str:
    """The line to type, with ``sudo`` unless it is root who reads it."""
    sudo = "" if as_root else "sudo "
    steps = " && ".join(sudo + step for step in _COMMANDS[manager])
    return f"{steps} {' '.join(names)}"


def problem(libraries: Iterable[Library], manager: str, *, as_root: bool, also: tuple[str, ...] = ()) -> str:
    """The sentences that name what is missing and the command that brings it; empty when nothing is.

    ``also`` are packages to install with the same command.
    """
    libraries = tuple(libraries)
    if not libraries:
        return ""
    names = ", ".join(library.soname for library in libraries)
    if not manager:
        return f"Qt needs these libraries of the system: {names}. Install them with your package manager."
    command = install_command(packages(libraries, manager) + also, manager, as_root=as_root)
    return f"Qt needs libraries that are missing here: {names}. Install them with:\n  {command}"
