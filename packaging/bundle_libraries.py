"""Which shared libraries a Linux bundle takes from the system, and the Debian packages that hold them.

Everything else a file of the bundle needs must lie in the bundle: what is in neither place ends the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import bundle_elf
from bundle_elf import Elf
from environment import SetUpError

# The graphics drivers of the system load these too: an older copy of ours in the same process breaks them.
HOST = {
    "libc.so.6": "libc6",
    "libm.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libresolv.so.2": "libc6",
    "ld-linux-x86-64.so.2": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libdrm.so.2": "libdrm2",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
}
# Needed by a plugin of Qt that is loaded only where its system is in use.
HOST_OPTIONAL = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
}
# The release of GCC, and so of the package, that brought each version of the C++ library.
_GCC_OF_GLIBCXX = {28: 9, 29: 11, 30: 12, 31: 13, 32: 13, 33: 14, 34: 15}
FONTS = "fonts-dejavu-core | fonts-liberation | fonts-freefont-ttf | fonts-noto-core"


def is_of_the_host(soname: str) -> bool:
    """Whether the bundle leaves this library to the system."""
    return soname in HOST or soname in HOST_OPTIONAL


def missing(elves: Iterable[Elf]) -> Iterator[str]:
    """A sentence for each library that is neither in the bundle nor promised by the system."""
    elves = tuple(elves)
    held = {elf.file.name for elf in elves}
    for elf in elves:
        for soname in elf.needed:
            if soname not in held and not is_of_the_host(soname):
                yield f"{elf.file} needs {soname}, neither in the bundle nor in bundle_libraries.HOST"


def unneeded(elves: Iterable[Elf], folders: Iterable[Path]) -> list[Path]:
    """The libraries directly in ``folders`` that no other file needs; the starter opens libpython by name."""
    elves, folders = tuple(elves), set(folders)
    asked_for = [
        elf for elf in elves if elf.file.parent in folders and not elf.file.name.startswith("libpython")
    ]
    libraries = {elf.file.name: elf for elf in asked_for}
    waiting = [elf for elf in elves if elf not in asked_for]
    while waiting:
        for soname in waiting.pop().needed:
            if soname in libraries:
                waiting.append(libraries.pop(soname))
    return [elf.file for elf in libraries.values()]


def depends(elves: Iterable[Elf]) -> list[str]:
    """The packages without which something in the bundle does not start, with the versions they must have."""
    elves = tuple(elves)
    versions = bundle_elf.newest(pair for elf in elves for pair in elf.versions.items())
    packages = {HOST[soname] for elf in elves for soname in elf.needed if soname in HOST}
    # Qt opens these two by name, with no word of it in its files.
    packages |= {HOST["libEGL.so.1"], HOST["libGL.so.1"]}
    floors = {"libc6": _text(versions["GLIBC"]), "libstdc++6": _gcc(versions.get("GLIBCXX", (3, 4, 28)))}
    named = [f"{name} (>= {floors[name]})" if name in floors else name for name in sorted(packages)]
    return [*named, FONTS]


def recommends(elves: Iterable[Elf]) -> list[str]:
    """The packages that only some sessions need."""
    wanted = {soname for elf in elves for soname in elf.needed}
    return sorted({HOST_OPTIONAL[soname] for soname in wanted if soname in HOST_OPTIONAL})


def _text(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _gcc(version: tuple[int, ...]) -> str:
    if version[-1] <= min(_GCC_OF_GLIBCXX):
        return str(min(_GCC_OF_GLIBCXX.values()))
    if version[-1] not in _GCC_OF_GLIBCXX:
        raise SetUpError(f"GLIBCXX_{_text(version)} is newer than bundle_libraries._GCC_OF_GLIBCXX knows.")
    return str(_GCC_OF_GLIBCXX[version[-1]])


def closure(files: Iterable[Path]) -> dict[str, Path]:
    """The libraries that ``files`` and each other need and the system does not promise, by soname."""
    found: dict[str, Path] = {}
    waiting = list(files)
    while waiting:
        file = waiting.pop()
        where = bundle_elf.places(file)
        for soname in bundle_elf.read(file).needed:
            if soname in found or is_of_the_host(soname):
                continue
            if soname not in where:
                raise SetUpError(f"{file} needs {soname}, which this machine does not have.")
            found[soname] = where[soname].resolve()
            waiting.append(found[soname])
    return found
