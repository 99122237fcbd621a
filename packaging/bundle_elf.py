"""What an ELF file asks of the libraries around it, read with binutils, which building needs anyway.

Hides the output of ``readelf``. Linux only.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\).*\[(?P<name>.+)\]")
# Of a version that is needed: its flags follow on the line. One that the library defines ends it.
_VERSION = re.compile(r"Name: (?P<name>\w+)_(?P<number>[\d.]+) ")

Version = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Elf:
    """``needed`` are sonames; ``versions`` the newest of each symbol family, such as GLIBC: (2, 34)."""

    file: Path
    needed: tuple[str, ...]
    versions: dict[str, Version]


def elf_files(folder: Path) -> Iterator[Path]:
    """Programs and libraries below ``folder``, each once: links are left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and _is_elf(path):
            yield path


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def read(file: Path) -> Elf:
    """Raises CalledProcessError for a file that is none."""
    command = ["readelf", "--wide", "--dynamic", "--version-info", str(file)]
    text = subprocess.run(command, check=True, capture_output=True, text=True, env={"LC_ALL": "C"}).stdout
    return parsed(file, text)


def parsed(file: Path, text: str) -> Elf:
    """As ``read``, from what ``readelf`` printed."""
    needed = tuple(found["name"] for found in _NEEDED.finditer(text))
    families = [(found["name"], _number(found["number"])) for found in _VERSION.finditer(text)]
    return Elf(file, needed, newest(families))


def _number(text: str) -> Version:
    return tuple(int(part) for part in text.split("."))


def newest(families: Iterable[tuple[str, Version]]) -> dict[str, Version]:
    """The highest version of each family."""
    found: dict[str, Version] = {}
    for name, version in families:
        found[name] = max(version, found.get(name, (0,)))
    return found


def places(file: Path) -> dict[str, Path]:
    """Where this machine's loader finds each library that ``file`` needs, also through others."""
    listed = subprocess.run(["ldd", str(file)], check=False, capture_output=True, text=True).stdout
    pairs = [line.split(" => ") for line in listed.splitlines() if " => /" in line]
    return {name.strip(): Path(path.rpartition(" (")[0]) for name, path in pairs}
