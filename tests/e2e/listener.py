"""Somebody who cannot see the window: reads its accessibility tree over AT-SPI and hears its events.

Hides the private session bus, the accessibility bus that is started on it, and the interfaces of AT-SPI 2.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.dbus_wire import Bus, DBusError, Message

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_TEXT = "org.a11y.atspi.Text"
_EVENTS = "org.a11y.atspi.Event.Object"
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_PROPERTIES = "org.freedesktop.DBus.Properties"
# Bits of AtspiStateType.
_STATES = {"checked": 4, "enabled": 8, "expanded": 10, "focusable": 11, "focused": 12, "selected": 23}
_STATES |= {"sensitive": 24, "showing": 25, "visible": 30}
_LABELLED_BY = 2  # of AtspiRelationType
_MOST_ROWS = 60  # of one list; the library alone would be hundreds


def lacks() -> str:
    """Why nobody can listen here, or an empty text."""
    if shutil.which("dbus-daemon") is None:
        return "there is no dbus-daemon here (Debian: dbus)"
    if not Path("/usr/share/dbus-1/services/org.a11y.Bus.service").exists():
        return "there is no accessibility bus here (Debian: at-spi2-core)"
    return ""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a screen reader is told of one object. ``where`` are the names and roles above it."""

    path: str
    role: str
    name: str
    description: str
    label: str
    """What it is called by what stands beside it."""
    states: frozenset[str]
    where: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.role} {self.name or self.label!r} in {' › '.join(self.where[-4:])}"


class SessionBus:
    """A session bus of its own. A program started with ``environ`` speaks to nobody else's screen reader."""

    def __init__(self, folder: Path) -> None:
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)},
        )
        assert self._daemon.stdout is not None
        address = self._daemon.stdout.readline().decode().strip()
        self._session = Bus(address)
        self.environ: Mapping[str, str] = {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }

    def accessibility_bus(self) -> Bus:
        """The bus on which windows answer; it is started by being asked for."""
        (address,) = self._session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        return Bus(address)

    def close(self) -> None:
        """End it; what it started ends with it."""
        self._session.close()
        self._daemon.terminate()
        self._daemon.communicate()


class Listener:
    """Knows the one application on the bus by what it tells."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        for kind in ("Announcement", "StateChanged", "PropertyChange"):
            bus.listen(f"type='signal',interface='{_EVENTS}',member='{kind}'")
        bus.call(_REGISTRY, "/org/a11y/atspi/registry", _REGISTRY, "RegisterEvent", "object:")

    def close(self) -> None:
        """Hear no more."""
        self._bus.close()

    def tree(self) -> list[Thing]:
        """Everything that shows in the windows of the application, in reading order."""
        (applications,) = self._bus.call(_REGISTRY, _ROOT, _ACCESSIBLE, "GetChildren")
        ((name, path),) = applications
        return list(self._below(name, path, ()))

    def front(self) -> list[Thing]:
        """What shows in the window or dialog that was opened last."""
        tree = self.tree()
        starts = [place for place, thing in enumerate(tree) if len(thing.where) == 1]
        return tree[starts[-1] :]

    def text_of(self, thing: Thing) -> tuple[str, int]:
        """The text of an object, and where in it the cursor is."""
        (applications,) = self._bus.call(_REGISTRY, _ROOT, _ACCESSIBLE, "GetChildren")
        ((name, _path),) = applications
        (text,) = self._bus.call(name, thing.path, _TEXT, "GetText", 0, -1)
        (offset,) = self._bus.call(name, thing.path, _PROPERTIES, "Get", _TEXT, "CaretOffset")
        return str(text), int(offset)

    def wait_for_announcement(self, words: str) -> str:
        """The first announcement with these words in it."""
        return str(self._bus.wait_for(lambda signal: words in _announced(signal)).body[3])

    def _below(self, name: str, path: str, where: tuple[str, ...]) -> Iterator[Thing]:
        thing = self._thing(name, path, where)
        if thing.role != "application" and "showing" not in thing.states:
            return
        yield thing
        (children,) = self._bus.call(name, path, _ACCESSIBLE, "GetChildren")
        inside = (*where, thing.name or thing.role)
        for child_name, child_path in children[:_MOST_ROWS]:
            try:
                yield from self._below(child_name, child_path, inside)
            except DBusError:  # it went away while it was looked at
                continue

    def _thing(self, name: str, path: str, where: tuple[str, ...]) -> Thing:
        def get(what: str) -> str:
            return str(self._bus.call(name, path, _PROPERTIES, "Get", _ACCESSIBLE, what)[0])

        (relations,) = self._bus.call(name, path, _ACCESSIBLE, "GetRelationSet")
        labels = [target for kind, targets in relations for target in targets if kind == _LABELLED_BY]
        label = " ".join(
            str(self._bus.call(owner, at, _PROPERTIES, "Get", _ACCESSIBLE, "Name")[0]) for owner, at in labels
        )
        (role,) = self._bus.call(name, path, _ACCESSIBLE, "GetRoleName")
        ((low, high),) = self._bus.call(name, path, _ACCESSIBLE, "GetState")
        bits = low | high << 32
        states = frozenset(word for word, bit in _STATES.items() if bits >> bit & 1)
        return Thing(path, role, get("Name"), get("Description"), label, states, where)


def _announced(signal: Message) -> str:
    if signal.member != "Announcement":
        return ""
    body: list[Any] = signal.body
    return str(body[3])
