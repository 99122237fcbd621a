"""Tells the application what the program tries although its policy forbids it, so that it can be explained.

An audit hook (PEP 578), which teaches and is no wall: the kernel refuses, and there are ways around this one.
It raises nothing of its own, and what only asks whether something exists is no event and not told.
"""

from __future__ import annotations

import os
import sys

from desktop.child.frames import frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from desktop.child.streams import ControlPipe

    Handler = Callable[[tuple[Any, ...]], None]

_MAX_REPORTS = 20
_MAX_PATH = 1000
_MAX_COMMAND = 300
_PIPE_BUF = 4096  # POSIX: a shorter write is never torn apart by another one
_ALWAYS = ("/proc", "/dev", "/sys")  # what is closed there cannot be allowed, so there is nothing to explain
_READ, _WRITE = "read", "write"
_ENTRY = "entry"  # of a folder, which is made or removed: that needs the folder
_ENTER = "enter"
# Of each event which arguments are paths and what is done to them; the last number is that of the ``dir_fd``.
_PATHS: dict[str, tuple[tuple[int, str, int], ...]] = {
    "os.listdir": ((0, _READ, 99),),
    "os.scandir": ((0, _READ, 99),),
    "os.remove": ((0, _ENTRY, 1),),
    "os.rmdir": ((0, _ENTRY, 1),),
    "os.mkdir": ((0, _ENTRY, 2),),
    "os.rename": ((0, _ENTRY, 2), (1, _ENTRY, 3)),
    "os.link": ((0, _READ, 2), (1, _ENTRY, 3)),
    "os.symlink": ((1, _ENTRY, 2),),
    "os.truncate": ((0, _WRITE, 99),),
    "os.chmod": ((0, _WRITE, 2),),
    "os.chown": ((0, _WRITE, 3),),
    "os.utime": ((0, _WRITE, 3),),
    "os.setxattr": ((0, _WRITE, 99),),
    "os.removexattr": ((0, _WRITE, 99),),
    "shutil.copyfile": ((0, _READ, 99), (1, _WRITE, 99)),
    "shutil.copytree": ((0, _READ, 99), (1, _ENTRY, 99)),
    "shutil.move": ((0, _ENTRY, 99), (1, _WRITE, 99)),
    "shutil.rmtree": ((0, _ENTRY, 1),),
    "shutil.chown": ((0, _WRITE, 99),),
    "shutil.make_archive": ((0, _ENTRY, 99),),
    "shutil.unpack_archive": ((0, _READ, 99), (1, _WRITE, 99)),
}
# Of each event which argument is the command.
_STARTERS = {
    "subprocess.Popen": 1,
    "os.system": 0,
    "os.posix_spawn": 1,
    "os.spawn": 2,
    "pty.spawn": 0,
    "os.fork": -1,
    "os.forkpty": -1,
}
_CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_INTERNET = (2, 10)  # AF_INET and AF_INET6 of Linux; importing ``socket`` would cost more than all of this
_EVERY_ADDRESS = ("", "0.0.0.0", "::")
_LOOPBACK = ("localhost", "ip6-localhost", "ip6-loopback", "::1", *_EVERY_ADDRESS)
# Modules of Python that start a program only to learn more, and do well without.
_CURIOUS = ("platform", "ctypes.util", "uuid")


class Witness:
    """Compares what the program asks Python for with what its run is allowed."""

    def __init__(
        self, control: ControlPipe, notes: dict[str, list[str]], file: str, is_own: Callable[[str], bool]
    ) -> None:
        """``notes`` as the launcher wrote them; ``is_own``: whether code of such a file is the program's."""
        self._control, self._file, self._is_own = control, file, is_own
        self._frame, self._frame_of = frame, sys._getframe
        self._getcwd, self._normpath = os.getcwd, os.path.normpath
        self._is_strong = notes["tier"] == ["strong"]
        self._net, self._may_run = notes["net"][0], bool(notes["run"][0])
        changing = [*notes["writable"], os.getcwd(), *_ALWAYS]
        self._open = {_WRITE: _as_folders(changing), _READ: _as_folders([*changing, *notes["readable"]])}
        self._open[_ENTRY], self._open[_ENTER] = self._open[_WRITE], self._open[_READ]
        self._is_at_start = True  # in the working folder, where all is open
        self._asked = ""
        self._told: set[tuple[str, str]] = set()
        self._handlers = self._make_handlers()

    def install(self) -> None:
        """From here on every event is seen; a hook cannot be taken out again."""
        handlers = self._handlers

        def hook(event: str, details: tuple[Any, ...]) -> None:
            handler = handlers.get(event)
            if handler is not None:
                try:
                    handler(details)
                except Exception:  # noqa: BLE001 - whatever the program gave, it is not for us to complain
                    return

        sys.addaudithook(hook)

    def _make_handlers(self) -> dict[str, Handler]:
        handlers: dict[str, Handler] = {"open": self._on_open, "sqlite3.connect": self._on_database}
        handlers["os.chdir"] = self._on_chdir
        for event, paths in _PATHS.items():
            handlers[event] = self._path_handler(paths)
        if not self._may_run:
            handlers["os.exec"] = self._on_exec
            for event, index in _STARTERS.items():
                handlers[event] = self._start_handler(event, index)
        if self._net != "any":
            for event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
                handlers[event] = lambda details: self._on_address(details[1])
            handlers["socket.bind"] = lambda details: self._on_address(details[1])
            handlers["socket.getaddrinfo"] = lambda details: self._on_name(details[0], details[1])
            for event in ("socket.gethostbyname", "socket.gethostbyaddr"):
                handlers[event] = lambda details: self._on_name(details[0], None)
            handlers["socket.__new__"] = self._on_socket
        return handlers

    def _path_handler(self, paths: tuple[tuple[int, str, int], ...]) -> Handler:
        def handler(details: tuple[Any, ...]) -> None:
            for index, right, folder_at in paths:
                folder = details[folder_at] if folder_at < len(details) else None
                self._see(right, details[index], folder)

        return handler

    def _start_handler(self, event: str, index: int) -> Handler:
        return lambda details: self._tell("run", "", _command(details[index]) if index >= 0 else f"{event}()")

    def _on_open(self, details: tuple[Any, ...]) -> None:
        path, _, flags = details
        self._see(_WRITE if flags & _CHANGES else _READ, path)

    def _on_chdir(self, details: tuple[Any, ...]) -> None:
        """Landlock lets a program enter any folder, only not look into it."""
        if self._is_strong:
            self._see(_ENTER, details[0])
        self._is_at_start = False

    def _on_database(self, details: tuple[Any, ...]) -> None:
        """A path, or a URI when it begins so."""
        name = _text(details[0])
        if name in ("", ":memory:"):
            return
        if name.startswith("file:"):
            name, _, query = name[5:].partition("?")
            if "mode=memory" in query or name == ":memory:":
                return
            self._see(_READ if "mode=ro" in query else _WRITE, name)
        else:
            self._see(_WRITE, name)

    def _on_exec(self, details: tuple[Any, ...]) -> None:
        """The interpreter itself may be executed without the right to start others."""
        file = _text(details[0])
        if os.path.realpath(file) != os.path.realpath(sys.executable):
            self._tell("run", "", _command(details[1]))

    def _on_socket(self, details: tuple[Any, ...]) -> None:
        """Without any network there is no socket, so that no address ever follows: loopback is the least."""
        if self._net == "none" and details[1] in _INTERNET and ("net", "any") not in self._told:
            self._tell("net", "loopback", self._asked or "a network socket")

    def _on_name(self, host: object, port: object) -> None:
        """The name of this computer needs no network; it is kept for the socket that follows."""
        name = _text(host).lower()
        self._asked = _place(name, port)
        if not _is_loopback(name):
            self._tell("net", "any", self._asked)

    def _on_address(self, address: object) -> None:
        """A pair is an internet address; anything else is a socket of this computer, which no right opens."""
        if isinstance(address, tuple) and len(address) >= 2:
            name = _text(address[0]).lower()
            if not _is_loopback(name):
                self._tell("net", "any", _place(name, address[1]))
            elif self._net == "none":
                self._tell("net", "loopback", _place(name, address[1]))

    def _see(self, right: str, value: object, folder: object = None) -> None:
        """Tell it if the path is not among the open ones."""
        path = value if type(value) is str else _text(value)
        if not path:
            return
        if path[0] != "/":
            if self._is_at_start and ".." not in path:
                return
            if isinstance(folder, int) and folder >= 0:
                return  # relative to a folder that was opened before
            path = f"{self._getcwd()}/{path}"
        if "/." in path or "//" in path:
            path = f"/{self._normpath(path).lstrip('/')}"
        place = _as_folder(path)
        if place.startswith(self._open[right]) or (right == _ENTER and self._is_on_the_way(place)):
            return
        needed = (path.rstrip("/").rpartition("/")[0] or "/") if right == _ENTRY else path
        if len(path) <= _MAX_PATH:
            self._tell(_READ if right in (_READ, _ENTER) else _WRITE, needed, path)

    def _is_on_the_way(self, place: str) -> bool:
        """In Strong the folders that hold an open path exist, though they show nothing but the way to it."""
        return any(path.startswith(place) for path in self._open[_READ])

    def _tell(self, name: str, value: str, target: str) -> None:
        """Once for each right that would be needed, unless Python itself was only looking around."""
        if (name, value) in self._told:
            return
        facts: dict[str, str | int] = {"name": name, "value": value}
        caller = self._caller(name)
        if caller is None:
            return
        file, line = caller
        if target != value:
            facts["target"] = target
        if file != self._file:
            facts["file"] = file
        data = self._frame(kind="denied", **facts, line=line)
        if len(data) > _PIPE_BUF:
            return
        self._told.add((name, value))
        self._control.send(data)
        if len(self._told) >= _MAX_REPORTS:
            self._handlers.clear()

    def _caller(self, name: str) -> tuple[str, int] | None:
        """The line of the program that asked; ``None`` for a look into a folder on the way of an import."""
        current: FrameType | None = self._frame_of(1)
        while current is not None and current.f_globals is globals():
            current = current.f_back
        if current is not None and current.f_code.co_filename.startswith("<frozen "):
            return None
        while current is not None:
            if self._is_own(current.f_code.co_filename):
                return current.f_code.co_filename, current.f_lineno
            if name == "run" and current.f_globals.get("__name__") in _CURIOUS:
                return None
            current = current.f_back
        return self._file, 0


def _as_folder(path: str) -> str:
    return path if path.endswith("/") else f"{path}/"


def _as_folders(paths: list[str]) -> tuple[str, ...]:
    return tuple([_as_folder(path) for path in paths])


def _text(value: object) -> str:
    """A path or a host as given; "" for a descriptor and for objects whose methods we must not call."""
    if type(value) is str:
        return value
    if type(value) is bytes:
        return os.fsdecode(value)
    if isinstance(value, str):
        return str.__str__(value)
    return str(value) if type(value).__module__.partition(".")[0] == "pathlib" else ""


def _command(words: object) -> str:
    if isinstance(words, list | tuple):
        return " ".join([_text(word) for word in words])[:_MAX_COMMAND]
    return _text(words)[:_MAX_COMMAND]


def _place(host: str, port: object) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" if isinstance(port, int | str) else shown


def _is_loopback(host: str) -> bool:
    """By the text alone, as it was given: nothing is looked up."""
    return (
        host in _LOOPBACK
        or (host.removeprefix("::ffff:").startswith("127.") and host[-1].isdecimal())
        or host.endswith(".localhost")
        or host == os.uname().nodename.lower()
    )
