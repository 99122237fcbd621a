"""As much of D-Bus as reading an accessibility tree takes: a connection, calls, signals.

Hides the wire format (D-Bus specification, "Message Protocol"). QtDBus cannot do this from Python: it hands
out arrays as objects that cannot be read.
"""

from __future__ import annotations

import os
import re
import selectors
import socket
import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

PATIENCE_S = 30.0
_CALL, _RETURN, _ERROR, _SIGNAL = 1, 2, 3, 4
_PATH, _INTERFACE, _MEMBER, _ERROR_NAME, _REPLY_TO, _DESTINATION, _SENDER, _SIGNATURE = range(1, 9)
_FORMATS = {"y": "B", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d", "b": "I"}
_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class DBusError(Exception):
    """The other side answered with an error."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message that came in: its kind, header fields by number, and body."""

    kind: int
    fields: dict[int, Any]
    body: list[Any]

    @property
    def member(self) -> str:
        """The name of a signal."""
        return str(self.fields.get(_MEMBER, ""))

    @property
    def path(self) -> str:
        """The object it came from."""
        return str(self.fields.get(_PATH, ""))


class Bus:
    """A connection to a bus at a Unix socket, which is asked one thing at a time."""

    def __init__(self, address: str) -> None:
        found = re.search(r"unix:(path|abstract)=([^,;]+)", address)
        assert found is not None, address
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_S)
        self._socket.connect(found[2] if found[1] == "path" else "\0" + found[2])
        self._data = b""
        self._serial = 0
        self._signals: list[Message] = []
        self._socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        assert self._socket.recv(4096).startswith(b"OK ")
        self._socket.sendall(b"BEGIN\r\n")
        self.call(*_BUS, "Hello")

    def close(self) -> None:
        """Leave the bus."""
        self._socket.close()

    def call(self, to: str, path: str, interface: str, member: str, *words: str | int) -> list[Any]:
        """Call a method whose arguments are texts and whole numbers; what it returns. Raises DBusError."""
        self._serial += 1
        self._send(to, path, interface, member, words)
        deadline = time.monotonic() + PATIENCE_S
        while True:
            message = self._receive(deadline)
            assert message is not None, f"{member} of {to}{path} was not answered"
            if message.fields.get(_REPLY_TO) == self._serial:
                if message.kind == _ERROR:
                    raise DBusError(f"{message.fields.get(_ERROR_NAME)}: {message.body}")
                return message.body
            if message.kind == _SIGNAL:
                self._signals.append(message)

    def listen(self, rule: str) -> None:
        """Have signals that match a rule sent here."""
        self.call(*_BUS, "AddMatch", rule)

    def wait_for(self, is_wanted: Callable[[Message], bool]) -> Message:
        """The first signal that is wanted, among those that came already and those that come."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            for place, signal in enumerate(self._signals):
                if is_wanted(signal):
                    del self._signals[: place + 1]
                    return signal
            message = self._receive(deadline)
            assert message is not None, f"the signal never came; heard {self._signals[-20:]}"
            self._signals.append(message)

    def _send(self, to: str, path: str, interface: str, member: str, words: tuple[str | int, ...]) -> None:
        body = bytearray()
        for word in words:
            _pad(body, 4)
            body += struct.pack("<i", word) if isinstance(word, int) else _text(word)
        fields = [(_PATH, "o", path), (_INTERFACE, "s", interface), (_MEMBER, "s", member)]
        fields.append((_DESTINATION, "s", to))
        head = bytearray()
        for number, kind, value in fields:
            _pad(head, 8)
            head += bytes([number, 1]) + kind.encode() + b"\0"
            _pad(head, 4)
            head += _text(value)
        if words:
            _pad(head, 8)
            kinds = b"".join(b"i" if isinstance(word, int) else b"s" for word in words)
            head += bytes([_SIGNATURE, 1]) + b"g\0" + bytes([len(kinds)]) + kinds + b"\0"
        start = struct.pack("<cBBBIII", b"l", _CALL, 0, 1, len(body), self._serial, len(head))
        message = bytearray(start + head)
        _pad(message, 8)
        self._socket.sendall(bytes(message + body))

    def _receive(self, deadline: float) -> Message | None:
        """The next message; None when none comes in time."""
        while True:
            message = self._parse()
            if message is not None:
                return message
            with selectors.DefaultSelector() as selector:
                selector.register(self._socket, selectors.EVENT_READ)
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    return None
            data = self._socket.recv(65536)
            assert data, "the bus is gone"
            self._data += data

    def _parse(self) -> Message | None:
        if len(self._data) < 16:
            return None
        assert self._data[:1] == b"l", "only little-endian messages are read"
        body_size, _serial, head_size = struct.unpack_from("<III", self._data, 4)
        start = -(-(16 + head_size) // 8) * 8
        if len(self._data) < start + body_size:
            return None
        fields = dict(_Reader(self._data, 12).value("a(yv)"))
        signature = fields.get(_SIGNATURE, "")
        reader = _Reader(self._data[start : start + body_size], 0)
        body = [reader.value(part) for part in _parts(signature)]
        message = Message(self._data[1], fields, body)
        self._data = self._data[start + body_size :]
        return message


class _Reader:
    """Reads values one after the other; alignment counts from the start of ``data``."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at

    def value(self, kind: str) -> Any:
        """One value of a complete type."""
        first = kind[0]
        if first in _FORMATS:
            return self._number(first)
        if first in "so":
            return self._bytes(self._number("u")).decode()
        if first == "g":
            return self._bytes(self._number("y")).decode()
        if first == "v":
            return self.value(self.value("g"))
        if first == "a":
            return self._array(kind[1:])
        self._align(8)  # a structure or an entry of a mapping
        return tuple(self.value(part) for part in _parts(kind[1:-1]))

    def _number(self, kind: str) -> Any:
        size = struct.calcsize(_FORMATS[kind])
        self._align(size)
        (value,) = struct.unpack_from("<" + _FORMATS[kind], self._data, self._at)
        self._at += size
        return value

    def _bytes(self, size: int) -> bytes:
        found = self._data[self._at : self._at + size]
        self._at += size + 1
        return found

    def _array(self, kind: str) -> list[Any]:
        size = self._number("u")
        self._align(8 if kind[0] in "xtd({" else 1 if kind[0] in "ygv" else 2 if kind[0] in "nq" else 4)
        end = self._at + size
        found = []
        while self._at < end:
            found.append(self.value(kind))
        return found

    def _align(self, size: int) -> None:
        self._at = -(-self._at // size) * size


def _parts(signature: str) -> Iterator[str]:
    """The complete types of a signature."""
    at = 0
    while at < len(signature):
        end = _end_of(signature, at)
        yield signature[at:end]
        at = end


def _end_of(signature: str, at: int) -> int:
    while signature[at] == "a":
        at += 1
    depth = 0
    while True:
        depth += (signature[at] in "({") - (signature[at] in ")}")
        at += 1
        if not depth:
            return at


def _text(word: str) -> bytes:
    data = word.encode()
    return struct.pack("<I", len(data)) + data + b"\0"


def _pad(data: bytearray, size: int) -> None:
    data += bytes(-len(data) % size)
