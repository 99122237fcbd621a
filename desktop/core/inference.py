"""What a program would need, told from its text: an offer to ask before the run, never a wall.

Reads syntax trees only; nothing is imported or run, and a text that does not parse needs nothing.
"""

from __future__ import annotations

import ast
import io
import os
import stat
import tokenize
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from desktop.core import header
from desktop.core.example import MAX_FILE_BYTES
from desktop.core.place import Place, alone
from desktop.core.syntax import Program, texts
from desktop.sandbox.policy import Net, Permission, PermissionTextError

_NEEDS: Mapping[str, Permission] = MappingProxyType(
    {
        "subprocess": Permission("run"),
        "loopback": Permission("net", Net.LOOPBACK),
        "display": Permission("display"),
        "terminal": Permission("terminal"),
    }
)
"""What an example's ``needs`` are called as permissions; threads need none."""

_RUN, _LOOPBACK, _ANY = Permission("run"), Permission("net", Net.LOOPBACK), Permission("net", Net.ANY)
_DISPLAY, _TERMINAL = Permission("display"), Permission("terminal")


@dataclass(frozen=True, slots=True)
class Wish:
    """Something a program would need.

    ``line``: where it says so, 0 where the file declares it. ``why``: plain text, a part of a sentence.
    ``refusal``: why it cannot be granted, ``""`` when it can.
    """

    permission: Permission
    line: int
    why: str
    refusal: str = ""


# -- what the file declares ----------------------------------------------------------------------------------


def metadata_block(text: str) -> str:
    """The TOML of the text's own metadata block, ``""`` without one."""
    return header.metadata(text) or ""


def needs_of(text: str) -> tuple[str, ...]:
    """The ``needs`` of the text's own metadata block, those that cannot be read left out."""
    block = metadata_block(text)
    if not block:
        return ()
    from desktop.core.tables import parse_table  # tomllib, only for a file with a block

    return parse_table(block, "", []).table("tool").table("explorer").words("needs")


def permissions_of(needs: Iterable[str]) -> tuple[Permission, ...]:
    """The declared ``needs`` as permissions; what needs none or is not known is left out."""
    return tuple(dict.fromkeys(_NEEDS[need] for need in needs if need in _NEEDS))


def declared_wishes(text: str) -> tuple[Wish, ...]:
    """What the text's own metadata block asks for."""
    needs = dict.fromkeys(need for need in needs_of(text) if need in _NEEDS)
    return tuple(Wish(_NEEDS[need], 0, f"the file declares `{need}`") for need in needs)


# -- what the code would need --------------------------------------------------------------------------------

_IMPORTED = {
    **dict.fromkeys(("subprocess", "multiprocessing"), _RUN),
    **dict.fromkeys(("tkinter", "turtle", "turtledemo", "idlelib"), _DISPLAY),
    **dict.fromkeys(("PySide2", "PySide6", "PyQt4", "PyQt5", "PyQt6"), _DISPLAY),
    **dict.fromkeys(("curses", "pty", "tty"), _TERMINAL),
    **dict.fromkeys(("http.server", "socketserver", "xmlrpc.server", "wsgiref.simple_server"), _LOOPBACK),
    **dict.fromkeys(("urllib.request", "http.client", "xmlrpc.client", "ssl"), _ANY),
    **dict.fromkeys(("ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "nntplib"), _ANY),
    **dict.fromkeys(("requests", "httpx", "aiohttp", "urllib3"), _ANY),
}
"""Modules whose import alone says it, with all that lies in them."""

_HARMLESS = frozenset(
    {
        *("multiprocessing.dummy", "multiprocessing.pool.ThreadPool", "curses.ascii"),
        *("urllib.request.pathname2url", "urllib.request.url2pathname", "http.client.responses"),
    }
)

_STARTERS = (
    *("system", "popen", "fork", "forkpty", "posix_spawn", "posix_spawnp", "startfile"),
    *("execl", "execle", "execlp", "execlpe", "execv", "execve", "execvp", "execvpe"),
    *("spawnl", "spawnle", "spawnlp", "spawnlpe", "spawnv", "spawnve", "spawnvp", "spawnvpe"),
)
_SOCKETS = (
    "socket",
    "create_connection",
    "create_server",
    "getaddrinfo",
    "gethostbyname",
    "gethostbyname_ex",
)
_USED = {
    **{f"os.{name}": _RUN for name in _STARTERS},
    **dict.fromkeys(("pty.spawn", "pty.fork"), _RUN),
    **dict.fromkeys(("asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell"), _RUN),
    "concurrent.futures.ProcessPoolExecutor": _RUN,
    "concurrent.futures.process.ProcessPoolExecutor": _RUN,
    "os.openpty": _TERMINAL,
    **{f"socket.{name}": _ANY for name in _SOCKETS},
    "asyncio.open_connection": _ANY,
    "asyncio.start_server": _LOOPBACK,
}
"""Names that say it where they are used; the import of their modules says nothing."""

_OWN_HOSTS = ("127.0.0.1", "localhost", "::1", "[::1]")
_EVERY_HOST = ("", "0.0.0.0", "::")  # of a server: all addresses of this computer, also within loopback
_PAIR_TAKERS = frozenset(
    {
        *("bind", "connect", "connect_ex", "sendto", "HTTPServer", "ThreadingHTTPServer", "TCPServer"),
        *("ThreadingTCPServer", "UDPServer", "ThreadingUDPServer"),
    }
)
"""What takes an address as a pair of host and port."""
_HOST_TAKERS = frozenset(
    {
        *(*_PAIR_TAKERS, *_SOCKETS, "open_connection", "start_server", "make_server"),
        *("HTTPConnection", "HTTPSConnection", "FTP", "FTP_TLS", "SMTP", "SMTP_SSL", "POP3", "IMAP4"),
    }
)
_SCHEMES = ("http", "https", "ftp", "ws", "wss")

_OPENERS = frozenset(
    {
        *("open", "io.open", "codecs.open", "os.open", "gzip.open", "bz2.open", "lzma.open", "tarfile.open"),
        *("zipfile.ZipFile", "dbm.open"),
    }
)
_COPIERS = frozenset({"shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree"})
_MOVERS = frozenset({"shutil.move", "os.rename", "os.replace"})
_READERS = _COPIERS | {
    *("os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.chdir", "os.readlink"),
    *("runpy.run_path", "linecache.getline", "linecache.getlines"),
}
_WRITERS = _MOVERS | {
    *("os.remove", "os.unlink", "os.rmdir", "os.mkdir", "os.makedirs", "os.chmod", "os.truncate"),
    *("shutil.rmtree", "sqlite3.connect", "shelve.open", "logging.FileHandler"),
}
_PATH_READERS = frozenset({"read_text", "read_bytes", "iterdir", "glob", "rglob", "walk", "readlink"})
_PATH_WRITERS = frozenset(
    {
        *("write_text", "write_bytes", "mkdir", "touch", "unlink", "rmdir", "rename", "replace", "chmod"),
        *("symlink_to", "hardlink_to"),
    }
)
_OBJECTS = frozenset({"pathlib.Path", "pathlib.PosixPath"})
_JOINERS = frozenset({"os.path.join", "os.path.expanduser", "os.path.abspath", "os.fspath", "str"})
_SAME_PLACE = frozenset({"expanduser", "absolute", "resolve"})
_FILE_KEYWORDS = frozenset({"file", "path", "filename", "name", "database", "src"})
_MODE_KEYWORDS = frozenset({"mode", "flags", "flag"})
_WRITE_FLAGS = frozenset({"O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND", "O_TRUNC"})
_DEEPEST = 20

_OPEN_TO_ALL = ("usr", "lib", "lib32", "lib64", "libx32", "bin", "sbin", "proc", "dev", "sys", "tmp")
"""The folders of the root that every program may read or has one of its own of."""
_TERMINALS = ("/dev/tty", "/dev/ptmx")
_MOST_SIBLINGS = 200
_LONGEST_NAME = 200


def wishes(
    text: str,
    environment: Mapping[str, str] = MappingProxyType({}),
    *,
    constructed: Set[str] = frozenset(),
    home: Path | None = None,
) -> tuple[Wish, ...]:
    """What the code says that it needs, by line, each once.

    ``environment``: the variables that could be handed over; ``constructed``: names that every run has, as it
    has all of the locale. ``home``: what ``~`` stands for, the user's own without one. Whether a path is too
    wide is not asked here.
    """
    program = Program.of(text, _USED.keys() | _OPENERS)
    if program is None:
        return ()
    found = [
        *_with_hosts(program, list(_named(program))),
        *_paths(program, home or Path.home()),
        *_variables(program, environment.keys() - constructed),
    ]
    found.sort(key=lambda wish: wish.line)
    first: dict[Permission, Wish] = {}
    for wish in found:
        first.setdefault(wish.permission, wish)
    return tuple(first.values())


# -- what an import or a name says by itself -----------------------------------------------------------------


def _named(program: Program) -> Iterator[Wish]:
    for found in program.imports:
        prefixes = list(found.prefixes())
        for prefix in prefixes if _HARMLESS.isdisjoint(prefixes) else ():
            if prefix in _IMPORTED:
                yield Wish(_IMPORTED[prefix], found.line, f"line {found.line} imports {prefix}")
    last_parts = {name.rpartition(".")[2] for name in _USED}
    attributes = [node for node in program.nodes[ast.Attribute] if node.attr in last_parts]
    names = [node for node in program.nodes[ast.Name] if node.id in program.stands_for or program.stars]
    for node in (*attributes, *names):
        if isinstance(node.ctx, ast.Load) and (name := program.name(node)) in _USED:
            yield Wish(_USED[name], node.lineno, f"line {node.lineno} uses {name}")


# -- the network ---------------------------------------------------------------------------------------------


def _with_hosts(program: Program, named: list[Wish]) -> list[Wish]:
    """Where every host that the text names is this computer, only its own network is asked for."""
    unix = _lines_of_local_sockets(program)
    found = [wish for wish in named if not (wish.permission == _ANY and wish.line in unix)]
    if any(wish.permission == _ANY for wish in found):
        hosts = _hosts(program)
        if hosts and all(map(_is_own, hosts)):
            return [
                replace(wish, permission=_LOOPBACK) if wish.permission == _ANY else wish for wish in found
            ]
    return found


def _lines_of_local_sockets(program: Program) -> set[int]:
    """Sockets of the file system reach no network."""
    return {
        call.lineno
        for name, call in program.calls
        if name == "socket.socket"
        and any(
            program.name(argument) == "socket.AF_UNIX"
            for argument in (*call.args[:1], *(keyword.value for keyword in call.keywords))
        )
    }


def _hosts(program: Program) -> list[str]:
    """The literal hosts: of addresses, of whatever stands for this computer, and of URLs."""
    literals = texts(program.nodes[ast.Constant])
    hosts = [text for text in literals if text in _OWN_HOSTS or text.startswith("127.")]
    hosts += [_host_of(text) for text in literals if "://" in text and text.partition("://")[0] in _SCHEMES]
    for call in program.nodes[ast.Call]:
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in _HOST_TAKERS:
            hosts += _hosts_of_call(name, call)
    return hosts


def _hosts_of_call(name: str, call: ast.Call) -> list[str]:
    pairs = [
        argument.elts[0] for argument in call.args[:3] if isinstance(argument, ast.Tuple) and argument.elts
    ]
    if pairs:
        return texts(pairs)
    if name in _PAIR_TAKERS:
        return []
    return texts(call.args[:2])[:1] + texts(key.value for key in call.keywords if key.arg == "host")


def _host_of(url: str) -> str:
    """Also of the start of a URL that the program goes on with."""
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


def _is_own(host: str) -> bool:
    return host in _OWN_HOSTS or host in _EVERY_HOST or host.startswith("127.")


# -- files and folders ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """A literal path; ``is_object``: as a ``Path``, which has methods that read and write."""

    text: str
    is_object: bool = False

    def joined(self, more: Iterable[ast.expr]) -> _Place:
        """As far as the parts are literals; what is not told lies in there."""
        text = self.text
        for part in more:
            if not texts([part]):
                break
            text = os.path.join(text, *texts([part]))  # noqa: PTH118 - Path would lose what makes it absolute
        return replace(self, text=text)


def _paths(program: Program, home: Path) -> Iterator[Wish]:
    for name, call in program.calls:
        for right, node, must_be_object in _touched(name, call):
            place = _place(program, node)
            if place is not None and (place.is_object or not must_be_object):
                yield from _wish_for(right, place.text, call.lineno, home)


def _touched(name: str, call: ast.Call) -> Iterator[tuple[str, ast.expr, bool]]:
    """What a call reads or writes: ``read`` or ``write``, the path, and whether only a ``Path`` counts."""
    if name in _OPENERS:
        yield from ((_mode(call, 1), node, False) for node in _first(call))
    elif name in _READERS or name in _WRITERS:
        yield from (("read" if name in _READERS else "write", node, False) for node in _first(call))
        if name in _COPIERS | _MOVERS:
            yield from (("write", node, False) for node in call.args[1:2])
    elif isinstance(call.func, ast.Attribute):
        method = call.func.attr
        if method == "open":
            yield _mode(call, 0), call.func.value, True
        elif method in _PATH_READERS or method in _PATH_WRITERS:
            yield "read" if method in _PATH_READERS else "write", call.func.value, True


def _first(call: ast.Call) -> list[ast.expr]:
    return [*call.args[:1], *(key.value for key in call.keywords if key.arg in _FILE_KEYWORDS)][:1]


def _mode(call: ast.Call, position: int) -> str:
    """``write`` where the mode or the flags say so; what is not told is taken for reading."""
    given = [
        *call.args[position : position + 1],
        *(key.value for key in call.keywords if key.arg in _MODE_KEYWORDS),
    ]
    names = (getattr(node, "attr", getattr(node, "id", "")) for mode in given for node in ast.walk(mode))
    is_written = any(set(text) & set("waxcn+") for text in texts(given)) or any(
        name in _WRITE_FLAGS for name in names
    )
    return "write" if is_written else "read"


def _place(program: Program, node: ast.expr, depth: int = 0) -> _Place | None:
    """The path that an expression stands for, as far as it is told by literals."""
    if depth > _DEEPEST:
        return None
    match node:
        case ast.Constant(value=str(text)):
            return _Place(text)
        case ast.Name(id=name):
            value = program.values.get(name)
            return _place(program, value, depth + 1) if value is not None else None
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            place = _place(program, left, depth + 1)
            return place.joined([right]) if place is not None and place.is_object else None
        case ast.Call(func=ast.Attribute(value=value, attr=method)) if method in _SAME_PLACE:
            place = _place(program, value, depth + 1)
            return place or _place_of_call(program, node, depth)
        case ast.Call():
            return _place_of_call(program, node, depth)
    return None


def _place_of_call(program: Program, call: ast.Call, depth: int) -> _Place | None:
    name = program.name(call.func)
    if not call.args or name not in _OBJECTS | _JOINERS:
        return None
    place = _place(program, call.args[0], depth + 1)
    return replace(place.joined(call.args[1:]), is_object=name in _OBJECTS) if place else None


def _wish_for(name: str, text: str, line: int, home: Path) -> Iterator[Wish]:
    if text == "~" or text.startswith("~/"):
        text = f"{home}{text[1:]}"
    path = os.path.normpath(text)
    if not text.startswith("/") or not path.isprintable():
        return
    parts = [part for part in path.split("/") if part]
    if path in _TERMINALS:
        yield Wish(_TERMINAL, line, f"line {line} opens a terminal")
    elif not parts or parts[0] not in _OPEN_TO_ALL:
        word = "reads" if name == "read" else "changes"
        yield Wish(Permission(name, "/" + "/".join(parts)), line, f"line {line} {word} it")


# -- variables -----------------------------------------------------------------------------------------------


def _variables(program: Program, available: Set[str]) -> Iterator[Wish]:
    asked = [
        (node.slice, node.lineno)
        for node in program.nodes[ast.Subscript]
        if isinstance(node.ctx, ast.Load) and program.name(node.value) == "os.environ"
    ]
    asked += [
        (call.args[0], call.lineno)
        for name, call in program.calls
        if call.args and name in ("os.getenv", "os.environ.get")
    ]
    for argument, line in asked:
        for name in texts([argument]):
            if name in available and _can_be_asked_for(name):
                yield Wish(Permission("env", name), line, f"line {line} asks for it")


def _can_be_asked_for(name: str) -> bool:
    if name.startswith("LC_"):
        return False
    try:
        Permission.parse(f"env={name}")
    except PermissionTextError:
        return False
    return True


# -- modules beside the file ---------------------------------------------------------------------------------


def imported_siblings(file: Path, text: str, place: Place | None = None) -> tuple[Path, ...]:
    """The modules and packages at its ``place`` that ``file``, with this ``text``, imports; then theirs.

    Links, what is no regular file, files over 1 MB and everything after the 200th are left out.
    """
    place = place or alone(file)
    found: dict[Path, None] = {}
    waiting: deque[_Source] = deque([_Source(text, place.root, place.parts)])
    while waiting:
        source = waiting.popleft()
        for start, module in _modules_of(source, place.starts):
            if module == file or module in found or len(found) >= _MOST_SIBLINGS:
                continue
            inner = _module_text(module)
            if inner is not None:
                found[module] = None
                waiting.append(_Source(inner, start, module.parent.relative_to(start).parts))
    return tuple(found)


class _Source(NamedTuple):
    """The text of a module of ``package``, which was found from ``start``."""

    text: str
    start: Path
    package: tuple[str, ...]


def _modules_of(source: _Source, starts: tuple[Path, ...]) -> Iterator[tuple[Path, Path]]:
    """Where the modules that a text imports would lie, each behind the folder that it would be found from."""
    program, package = Program.of(source.text), source.package
    if program is None:
        return
    for found in program.imports:
        for start in starts:
            yield from _files_of(start, (), found.dotted.split("."))
    for node in program.nodes[ast.ImportFrom]:
        up = node.level - 1
        if 0 <= up <= len(package) and len(node.module or "") <= _LONGEST_NAME:
            around, inner = package[: len(package) - up], (node.module or "").split(".")
            for alias in node.names:
                yield from _files_of(source.start, around, [part for part in (*inner, alias.name) if part])


def _files_of(start: Path, package: tuple[str, ...], parts: list[str]) -> Iterator[tuple[Path, Path]]:
    """A folder with ``__init__.py`` goes before the module of its name, and that before a bare folder."""
    folder = start
    for number, part in enumerate((*package, *parts)):
        if (
            number >= len(package) and not part.isidentifier()
        ):  # a name in quotes may be anything, also a path
            return
        module, inside = folder / f"{part}.py", folder / part / "__init__.py"
        is_folder = _is(folder / part, stat.S_ISDIR)
        if is_folder and _is(inside, stat.S_ISREG):
            yield start, inside
        elif not is_folder or _is(module, stat.S_ISREG):
            yield start, module
            return
        folder = folder / part


def _is(path: Path, kind: Callable[[int], bool]) -> bool:
    """Whether there is such a thing itself, no link to one."""
    try:
        return kind(path.lstat().st_mode)
    except OSError:
        return False


def _module_text(module: Path) -> str | None:
    """None where it is left out, ``""`` where its encoding is not what it says."""
    if not _is(module, stat.S_ISREG):
        return None
    try:
        with module.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError:
        return None
    if len(data) > MAX_FILE_BYTES:
        return None
    try:
        encoding, _lines = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding)
    except (SyntaxError, ValueError, LookupError):
        return ""
