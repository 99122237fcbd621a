"""Linux only: which files and folders every Python program must be able to read, and which may be executed.

Names paths of the real file system; opens nothing but the interpreter's own header and ``pyvenv.cfg``.
"""

from __future__ import annotations

import errno
import os

from desktop.sandbox.confinement import Confinement

# Folders of the system; where one is a link (/lib on most), Strong makes the same link.
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32", "/libx32")
_STORES = ("/nix/store", "/gnu/store")
_ETC = (
    "ld.so.cache", "localtime", "timezone", "inputrc", "terminfo", "mime.types", "services", "protocols",
    "ssl/openssl.cnf", "ssl/certs", "pki/tls", "ca-certificates", "crypto-policies", "alternatives",
    "os-release", "debian_version", "locale.alias", "locale.conf", "lsb-release", "shells",
)  # fmt: skip
_ETC_OF_NETWORK = ("resolv.conf", "hosts", "host.conf", "gai.conf", "nsswitch.conf")
_ETC_OF_DISPLAY = ("fonts", "X11/rgb.txt")
# Parts of an interpreter's prefix: never the whole of it, which may be somebody's home or ~/.local.
_PREFIX_PARTS = ("bin", "lib", "lib64", "ssl", "share/zoneinfo", "share/terminfo", "pyvenv.cfg")
_MAX_LINKS = 20
_PT_INTERP = 3


def everyday(confinement: Confinement) -> list[str]:
    """System folders, single files of /etc, the interpreter, our start and the program's own file."""
    interpreter = of_interpreter(confinement.interpreter)
    stores = [store for store in _STORES if any(path.startswith(store) for path in interpreter)]
    return [*SYSTEM, *stores, *_of_etc(confinement), *interpreter, *confinement.code, confinement.file]


def executables(interpreter: str) -> list[str]:
    """The interpreter's file and its loader: all that a program without ``run`` may execute."""
    file = os.path.realpath(interpreter)
    loader = _loader_of(file)
    return [file, os.path.realpath(loader)] if loader else [file]


def _of_etc(confinement: Confinement) -> list[str]:
    names = list(_ETC)
    if confinement.net == "any":
        names += _ETC_OF_NETWORK
    if confinement.display:
        names += _ETC_OF_DISPLAY
    names += [name for name in os.listdir("/etc") if name.startswith("python3")]
    return [f"/etc/{name}" for name in names]


def of_interpreter(interpreter: str) -> list[str]:
    """The parts of each prefix on the way from ``interpreter``: of its real file and of each environment."""
    found: list[str] = []
    for file in _chain(interpreter):
        prefix = os.path.dirname(os.path.dirname(file))
        is_environment = bool(_home_of_environment(prefix))
        if prefix != "/" and (is_environment or not os.path.islink(file)):
            found += [os.path.join(prefix, part) for part in _PREFIX_PARTS] + [file]
    return [path for path in found if not path.startswith("/usr/")]


def links_to_interpreter(interpreter: str) -> dict[str, str]:
    """The links on that way, by which Python finds its library."""
    return {file: os.readlink(file) for file in _chain(interpreter) if os.path.islink(file)}


def _chain(interpreter: str) -> list[str]:
    """Every path under which the interpreter is known, each with its real folder too."""
    chain: list[str] = []
    waiting = [interpreter]
    while waiting and len(chain) < _MAX_LINKS:
        file = os.path.normpath(waiting.pop())
        if file in chain:
            continue
        chain.append(file)
        folder, name = os.path.split(file)
        waiting.append(os.path.join(os.path.realpath(folder), name))
        if os.path.islink(file):
            waiting.append(os.path.join(folder, os.readlink(file)))
        home = _home_of_environment(os.path.dirname(folder))
        if home:
            waiting.append(os.path.join(home, name))
    return chain


def _home_of_environment(prefix: str) -> str:
    """The folder that a virtual environment names as its base's, else ""."""
    try:
        with open(os.path.join(prefix, "pyvenv.cfg"), encoding="utf-8", errors="replace") as file:
            lines = file.read(4096).splitlines()
    except OSError:
        return ""
    for line in lines:
        name, _, value = line.partition("=")
        if name.strip() == "home":
            return value.strip()
    return ""


def _loader_of(file: str) -> str:
    """The program interpreter that an ELF file of 64 bits names, as elf(5) describes; "" for a static one."""
    with open(file, "rb") as binary:
        header = binary.read(64)
        if header[:6] != b"\x7fELF\x02\x01":
            raise OSError(errno.ENOEXEC, f"{file} is no program for this machine")
        start, size, count = _number(header, 32, 8), _number(header, 54, 2), _number(header, 56, 2)
        binary.seek(start)
        table = binary.read(size * count)
        for entry in range(0, len(table), size):
            if _number(table, entry, 4) == _PT_INTERP:
                binary.seek(_number(table, entry + 8, 8))
                return os.fsdecode(binary.read(_number(table, entry + 32, 8)).rstrip(b"\0"))
    return ""


def _number(data: bytes, place: int, size: int) -> int:
    return int.from_bytes(data[place : place + size], "little")
