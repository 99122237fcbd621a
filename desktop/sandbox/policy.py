"""What one run may do, as values every layer may read.

Holds no mechanism: the modules beside this one enforce what is said here.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")


class Tier(enum.StrEnum):
    """How strongly a run is confined. The value is the word of ``--tier`` and of every JSON output."""

    STRONG = "strong"
    KERNEL = "kernel"
    LIMITS = "limits"

    @property
    def label(self) -> str:
        """The tier's name as the window, the outcome and the audit trail show it."""
        return _LABELS[self]

    @property
    def protects(self) -> str:
        """One or two sentences for people: what this tier does and does not keep an example from."""
        return _PROTECTS[self]

    @property
    def protects_briefly(self) -> str:
        """The same in one short sentence that claims no more, for where the long one is a key away."""
        return _PROTECTS_BRIEFLY[self]


_LABELS = {Tier.STRONG: "Strong", Tier.KERNEL: "Kernel", Tier.LIMITS: "Limits only"}
_PROTECTS = {
    Tier.STRONG: (
        "Examples see a small file system of their own with Python, the system's programs and what was "
        "allowed; your other files, programs and network do not exist there. Only the working folder can be "
        "changed, unless more was allowed."
    ),
    Tier.KERNEL: (
        "The kernel refuses examples your files, your programs and the network; only the working folder can "
        "be changed, unless more was allowed. They can still see that a file exists, its size and its dates."
    ),
    Tier.LIMITS: (
        "Examples run with your own rights: they can read, change and delete your files and use the network. "
        "Time, memory, processes and output are limited."
    ),
}
_NO_REACH = "Examples cannot read or change your files or use the network unless you allow it."
_PROTECTS_BRIEFLY = {
    Tier.STRONG: _NO_REACH,
    Tier.KERNEL: _NO_REACH,
    Tier.LIMITS: "Examples run with your own rights: they can change your files and use the network.",
}


class Net(enum.StrEnum):
    """Which network a run reaches."""

    NONE = "none"
    LOOPBACK = "loopback"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Policy:
    """The confinement of one run; in ``Tier.LIMITS`` nothing but the tier counts.

    The interpreter, the program's own file and what every Python needs are always readable, the working
    folder is always writable. ``read`` and ``write`` are absolute; what does not exist grants nothing.
    ``write`` includes reading. ``run``: may start processes. ``env``: names taken over from the application.
    ``display``: the X11 or Wayland socket. ``terminal``: ``/dev/tty`` for terminals of its own.
    """

    tier: Tier = Tier.LIMITS
    read: tuple[Path, ...] = ()
    write: tuple[Path, ...] = ()
    net: Net = Net.NONE
    run: bool = False
    env: tuple[str, ...] = ()
    display: bool = False
    terminal: bool = False

    def digest(self) -> str:
        """64 hexadecimal digits: the same for the same rights, in whatever order they were given."""
        import hashlib

        words = sorted({f"{name}={value}" for name, value in self.to_order()})
        return hashlib.sha256("\0".join(words).encode("utf-8", "surrogateescape")).hexdigest()

    def to_order(self) -> list[tuple[str, str]]:
        """The words that the launcher reads."""
        words = [("tier", str(self.tier)), ("net", str(self.net))]
        words += [(name, "1") for name in ("run", "display", "terminal") if getattr(self, name)]
        words += [("read", str(path)) for path in self.read] + [("write", str(path)) for path in self.write]
        return words + [("env", name) for name in self.env]

    def unmet(self, *, can_hold_processes: bool = True) -> tuple[str, ...]:
        """The permissions that this tier cannot give, as ``Permission`` writes them; they stay withheld.

        ``can_hold_processes``: the kernel can keep signals inside a run (Landlock 6), else Kernel has no run.
        """
        if self.tier is not Tier.KERNEL:
            return ()
        wanted = {
            "run": self.run and not can_hold_processes,
            "net=loopback": self.net is Net.LOOPBACK,
            "display": self.display,
            "terminal": self.terminal,
        }
        return tuple(name for name, is_missing in wanted.items() if is_missing)

    def allowing(self, permissions: Iterable[Permission]) -> Policy:
        """This policy with more rights."""
        policy = self
        for permission in permissions:
            policy = permission.add_to(policy)
        return policy


class PermissionTextError(ValueError):
    """A permission that cannot be read; the text is a sentence for people."""


_FLAGS = ("run", "display", "terminal")
_FORMS = "read=PATH, write=PATH, net=loopback, net=any, run, env=NAME, display"


@dataclass(frozen=True, slots=True)
class Permission:
    """One right: ``name`` and, for some, a ``value``. Written as ``name=value`` or ``name``."""

    name: str
    value: str = ""

    @classmethod
    def parse(cls, text: str, base: Path | None = None) -> Permission:
        """Read one permission; a relative path is taken from ``base``. Raises PermissionTextError."""
        if not text.isprintable():
            raise PermissionTextError("A permission holds a character that cannot be shown. Write it again.")
        name, equals, value = text.partition("=")
        if name in _FLAGS and not equals:
            return cls(name)
        if name in ("read", "write") and value:
            return cls(name, _absolute(value, base))
        if name == "net":
            return cls(name, _checked_net(text, value))
        if name == "env":
            return cls(name, _checked_variable(value))
        raise PermissionTextError(f'"{text}" is no permission. Write one of {_FORMS}.')

    def add_to(self, policy: Policy) -> Policy:
        """``policy`` with this right."""
        match self.name:
            case "read":
                return replace(policy, read=_with(policy.read, Path(self.value)))
            case "write":
                return replace(policy, write=_with(policy.write, Path(self.value)))
            case "env":
                return replace(policy, env=_with(policy.env, self.value))
            case "net":
                wider = Net.ANY in (policy.net, self.value)
                return replace(policy, net=Net.ANY if wider else Net.LOOPBACK)
            case "run":
                return replace(policy, run=True)
            case "display":
                return replace(policy, display=True)
            case _:
                return replace(policy, terminal=True)

    def __str__(self) -> str:
        return f"{self.name}={self.value}" if self.value else self.name


def _with(items: tuple[_T, ...], item: _T) -> tuple[_T, ...]:
    return items if item in items else (*items, item)


def _absolute(value: str, base: Path | None) -> str:
    path = Path(value)
    if not path.is_absolute():
        if base is None:
            raise PermissionTextError(f'"{value}" is no absolute path. Write the whole path.')
        path = base / path
    return str(path)


def _checked_net(text: str, value: str) -> str:
    if value not in (Net.LOOPBACK, Net.ANY):
        raise PermissionTextError(f'"{text}" is no permission. Write net=loopback or net=any.')
    return value


def _checked_variable(value: str) -> str:
    if not value or not value.isascii() or not value.isidentifier():
        raise PermissionTextError(f'"env={value}" names no environment variable. Write env= and its name.')
    if value.startswith(("LD_", "PYTHON")):
        raise PermissionTextError(f'"env={value}" would change how Python starts. Set it in the program.')
    return value


# What lies inside the first belongs to the whole system; of the others only the whole is refused.
_CLOSED = ("/proc", "/sys", "/dev", "/run")
_WHOLE = ("/etc", "/tmp", "/var")


def too_wide(path: Path, own_state: Iterable[Path] = (), python_path: Iterable[Path] = ()) -> str:
    """Why ``path`` must not be granted, as a sentence; "" when it may.

    ``own_state``: the folders of settings, progress and records. ``python_path``: the ``sys.path`` of the
    interpreter. Links are followed first.
    """
    wanted = _resolved(path)
    for closed in _places(_CLOSED):
        if wanted.is_relative_to(closed):
            return f"{path} lies in {closed}, which shows the whole system. Allow a folder of your own."
    for state in map(_resolved, own_state):
        if wanted.is_relative_to(state) or state.is_relative_to(wanted):
            return f"{path} holds the settings and records of this application. Allow another folder."
    for folder in map(_resolved, python_path):
        if folder.is_relative_to(wanted):
            return f"{path} holds modules of Python itself. Allow another folder."
    for whole in (*_places((*_WHOLE, *_CLOSED)), _resolved(Path.home())):
        if whole.is_relative_to(wanted):
            holds = f"it holds {whole}" if whole != wanted else "too much lies in it"
            return f"{path} is too wide: {holds}. Allow a folder inside it."
    return ""


def _places(names: tuple[str, ...]) -> list[Path]:
    """As they are written, and where they lead: /tmp is a link on some systems."""
    return [place for name in names for place in {Path(name), _resolved(Path(name))}]


def _resolved(path: Path) -> Path:
    """The real path, also of what does not exist; a loop of links stays as it is."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
