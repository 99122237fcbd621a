"""What a program was kept from, as far as it can be shown and allowed: made from its own reports.

The reports are trusted as little as user input: what has not the shape of an attempt is dropped, and every
path is looked up again by us, so that a right never covers more than the path that is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from desktop.child.protocol import Denial, RunSpec
from desktop.sandbox.linux_readable import SYSTEM
from desktop.sandbox.policy import Net, Tier
from desktop.services.frames import Frame, number_of

_MAX_DENIALS = 20
_MAX_PATH = 1000
_MAX_TARGET = 1000
_MAX_LINE_NUMBER = 2**31
_CLOSED = (Path("/proc"), Path("/dev"), Path("/sys"))


class Denials:
    """The denials of one run, at most 20, in the order in which they were reported."""

    def __init__(self, spec: RunSpec) -> None:
        """A run that nothing confines is kept from nothing, whatever it reports."""
        self._spec = spec
        self._room = _MAX_DENIALS if spec.policy.tier is not Tier.LIMITS else 0
        self._reported: dict[tuple[str, str], Denial] = {}

    def take(self, frame: Frame) -> None:
        """Note a "denied" frame; the same right once."""
        if len(self._reported) < self._room:
            denial = denial_of(frame, self._spec.file)
            if denial is not None:
                self._reported.setdefault((denial.name, denial.value), denial)

    def settled(self) -> tuple[Denial, ...]:
        """What is left of them after a look at each path, which is all that this costs."""
        found: dict[tuple[str, str], Denial] = {}
        for reported in self._reported.values():
            denial = _settled(reported, self._spec)
            if denial is not None:
                found.setdefault((denial.name, denial.value), denial)
        return tuple(found.values())


def denial_of(frame: Frame, program: Path) -> Denial | None:
    """The denial that a frame describes, its path not looked up yet; ``None`` for any other shape."""
    name, value = frame.get("name"), frame.get("value")
    if not isinstance(name, str) or not isinstance(value, str) or not _is_right(name, value):
        return None
    target = frame.get("target", value)
    if not isinstance(target, str):
        return None
    if name in ("read", "write") and not _is_path(target):
        return None
    file = frame.get("file", str(program))
    is_own = isinstance(file, str) and _is_path(file) and Path(file).is_relative_to(program.parent)
    line = number_of(frame, "line", _MAX_LINE_NUMBER) if is_own else 0
    return Denial(name, value, _shown(target), str(file) if is_own else str(program), line)


def _is_right(name: str, value: str) -> bool:
    if name in ("read", "write"):
        return _is_path(value)
    return (name == "net" and value in (Net.LOOPBACK, Net.ANY)) or (name == "run" and value == "")


def _is_path(text: str) -> bool:
    """Absolute, of a sensible length, without detours, and such that people see all of it."""
    return (
        text.startswith("/")
        and len(text) <= _MAX_PATH
        and text.isprintable()
        and not {"..", "."}.intersection(text.split("/"))
    )


def _shown(text: str) -> str:
    """One line of printable characters, cut; what is none of them is written as an escape."""
    cut = text[:_MAX_TARGET]
    return cut if cut.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in cut)


def _settled(denial: Denial, spec: RunSpec) -> Denial | None:
    """``None`` where the policy has it already, or where nobody could give it."""
    policy = spec.policy
    if denial.name == "run":
        return None if policy.run else denial
    if denial.name == "net":
        return None if policy.net in (Net.ANY, denial.value) else denial
    place = _place(Path(denial.value), denial.name)
    if place is None or not str(place).isprintable() or _is_open(place, denial.name, spec):
        return None
    return replace(denial, value=str(place))


def _place(path: Path, name: str) -> Path | None:
    """The real path that would have to be allowed: of what is yet to be made, its folder."""
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):
        if name == "read":
            return None
    try:
        folder = path.parent.resolve(strict=True)
    except (OSError, RuntimeError):
        return None
    return folder if folder.is_dir() else None


def _is_open(place: Path, name: str, spec: RunSpec) -> bool:
    changing = [spec.work_dir, *spec.policy.write]
    reading = [spec.file, *map(Path, SYSTEM), *spec.policy.read] if name == "read" else []
    return any(place.is_relative_to(path) for path in _with_real([*changing, *reading, *_CLOSED]))


def _with_real(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        yield path
        try:
            yield path.resolve()
        except (OSError, RuntimeError):
            continue
