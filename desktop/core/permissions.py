"""What the learner has allowed and forbidden, by example and by library, in one file of the data folder.

Hides the file, its lock and its damage: whatever happens to it takes grants away and never adds one.
"""

from __future__ import annotations

import enum
import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.core import files
from desktop.core.errors import StateError
from desktop.sandbox.policy import Net, Permission, PermissionTextError, too_wide

TRUST = "trust"
"""Of a library: it runs with the user's own rights while the sandbox is off."""
LIMITS_ONLY = "limits-only"
"""Of a library: it may run without a sandbox where none holds."""
CORE_LIBRARY = "core"
"""The library that comes with the application; every other one is named by its folder."""

_VERSION = 1
_MAX_BYTES = 1_000_000
_LONGEST = 4096
_SHORT_WAIT_S = 0.05
_OF_LIBRARIES = (TRUST, LIMITS_ONLY)
_EXAMPLE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)


class Scope(enum.StrEnum):
    """Whom a decision is about."""

    EXAMPLE = "example"
    LIBRARY = "library"


class Verdict(enum.StrEnum):
    """What was decided."""

    ALLOW = "allow"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Decision:
    """One stored answer.

    ``subject``: an example's id or the absolute path of a file, of a library ``core`` or its absolute folder.
    ``what``: a ``Permission`` as text, or of a library ``TRUST`` or ``LIMITS_ONLY``. ``digest``: of what an
    example was when it was decided, ``""`` of a library. ``decided``: ISO 8601, local with offset.
    """

    scope: Scope
    subject: str
    what: str
    verdict: Verdict
    digest: str
    decided: str

    def sentence(self) -> str:
        """The answer for people, without whom it is about: plain text of one line, without its full stop."""
        is_allowed = self.verdict is Verdict.ALLOW
        if self.what == TRUST:
            return "Trusted" if is_allowed else "Not trusted"
        if self.what == LIMITS_ONLY:
            return "May run with limits only" if is_allowed else "Does not run with limits only"
        permission = Permission.parse(self.what)
        if not is_allowed:
            return f"Kept from {_kept_from(permission)}"
        right = sentence_of(permission)
        return f"May {right[0].lower()}{right[1:]}"


_Key = tuple[Scope, str, str]
_Decisions = dict[_Key, Decision]
_Stamp = tuple[int, ...]


class Permissions:
    """The stored decisions, shared with every other window and command.

    Each question first takes over what others wrote, so that what was revoked anywhere is gone everywhere.
    """

    def __init__(self, file: Path, *, only_looks: bool = False) -> None:
        """``only_looks``: what is damaged is told and left where it is."""
        self._file = file
        self._only_looks = only_looks
        self._lock = file.with_name(file.name + ".lock")
        self._notices: tuple[str, ...] = ()
        self._decisions: _Decisions = {}
        self._stamp: _Stamp | None = None
        self._catch_up()

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about what was found damaged or too wide, and what became of it."""
        return self._notices

    # -- what was decided ------------------------------------------------------------------------------------

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, the newest first."""
        self._catch_up()
        return tuple(reversed(self._decisions.values()))

    def granted(self, target: str, library: str, digest: str) -> tuple[Permission, ...]:
        """What the example may do: all that was allowed to it as it is, or to its library, and not denied."""
        allowed = [
            Permission.parse(decision.what)
            for decision in self._about(target, library, Verdict.ALLOW)
            if decision.digest == (digest if decision.scope is Scope.EXAMPLE else "")
        ]
        return without_denied(dict.fromkeys(allowed), self.denied(target, library))

    def denied(self, target: str, library: str) -> tuple[Permission, ...]:
        """What was denied to the example or its library, whatever the example has become since."""
        found = (Permission.parse(each.what) for each in self._about(target, library, Verdict.DENY))
        return tuple(dict.fromkeys(found))

    def has(self, library: str, what: str) -> bool:
        """Whether ``TRUST`` or ``LIMITS_ONLY`` was given to the library."""
        self._catch_up()
        decision = self._decisions.get((Scope.LIBRARY, library, what))
        return decision is not None and decision.verdict is Verdict.ALLOW

    def _about(self, target: str, library: str, verdict: Verdict) -> list[Decision]:
        self._catch_up()
        subjects = {(Scope.EXAMPLE, target), (Scope.LIBRARY, library)}
        return [
            decision
            for decision in self._decisions.values()
            if (decision.scope, decision.subject) in subjects
            and decision.verdict is verdict
            and decision.what not in _OF_LIBRARIES
        ]

    # -- deciding --------------------------------------------------------------------------------------------

    def decide(self, scope: Scope, subject: str, what: str, verdict: Verdict, digest: str = "") -> Decision:
        """Store an answer in place of the one before it. Raises StateError; nothing is changed then.

        A library's digest is always ``""``: it stays what was decided whatever becomes of its files.
        """
        try:
            own_digest = digest if scope is Scope.EXAMPLE else ""
            decision = _checked(Decision(scope, subject, what, verdict, own_digest, files.now_iso()))
        except _BadDecisionError as error:
            raise StateError(f"The answer is not kept. {error}") from None
        self._change(lambda decisions: _replace(decisions, decision))
        return decision

    def revoke(self, decision: Decision) -> None:
        """Forget an answer; one that another window has turned round since stays. Raises StateError."""

        def forget(decisions: _Decisions) -> None:
            stored = decisions.get(_key(decision))
            if stored is not None and stored.verdict is decision.verdict:
                del decisions[_key(decision)]

        self._change(forget)

    def _change(self, edit: Callable[[_Decisions], None]) -> None:
        try:
            with files.locked(self._lock):
                self._load()
                decisions = dict(self._decisions)
                edit(decisions)
                self._write(decisions)
        except OSError as error:
            raise StateError(files.refused(self._file, error)) from None

    def _write(self, decisions: _Decisions) -> None:
        entries = [_entry(decision) for decision in decisions.values()]
        data = json.dumps({"version": _VERSION, "decisions": entries}, indent=1).encode()
        if len(data) > _MAX_BYTES:
            raise StateError("There are too many stored permissions. Revoke those you no longer need.")
        if self._file.exists():
            self._file.chmod(0o600)  # a hand may have opened it to others; a write keeps the rights it finds
        files.write_atomic(self._file, data)
        self._decisions, self._stamp = decisions, _stamp(self._file)

    # -- what is on disk -------------------------------------------------------------------------------------

    def _catch_up(self) -> None:
        """Without the lock: the file is only ever replaced as a whole. With it where the file is damaged."""
        stamp = _stamp(self._file)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._decisions = self._read()
        except _DamagedError as error:
            self._decisions = {}
            if self._only_looks:
                self._tell(f"“{self._file}” could not be read: {error}. Nothing that it held counts.")
            else:
                self._catch_up_damaged(str(error))

    def _catch_up_damaged(self, why: str) -> None:
        try:
            with files.locked(self._lock, wait_s=_SHORT_WAIT_S):
                self._load()
        except OSError as error:
            self._tell(
                f"“{self._file}” could not be read: {why}. It could not be put aside: {files.reason(error)}. "
                "What you allowed before does not count."
            )

    def _load(self) -> None:
        """Expects the lock. What is damaged is put aside. Raises OSError where that is refused."""
        try:
            self._decisions = self._read()
        except _DamagedError as error:
            self._decisions = {}
            aside = files.set_aside(self._file, "corrupt")
            self._tell(
                f"“{self._file}” could not be read: {error}. It is kept as “{aside.name}”. "
                "What you allowed before does not count; you are asked again."
            )
        self._stamp = _stamp(self._file)

    def _read(self) -> _Decisions:
        decisions: _Decisions = {}
        entries = _entries(self._file)
        for entry in entries:
            try:
                decision = _decision(entry)
            except _BadDecisionError as error:
                self._tell(f"“{self._file}” holds an entry that does not count. {error}")
            else:
                _add(decisions, decision)
        return decisions

    def _tell(self, sentence: str) -> None:
        self._notices = tuple(dict.fromkeys((*self._notices, sentence)))


class _DamagedError(ValueError):
    """The file as a whole cannot be read; the text is the end of a sentence."""


class _BadDecisionError(ValueError):
    """A decision that must not be kept; the text is a sentence for people."""


def _stamp(file: Path) -> _Stamp | None:
    """What changes with the file; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_mode)


def _entries(file: Path) -> list[object]:
    """The list in the file. Raises _DamagedError for everything that is no such file."""
    try:
        data = files.read(file, _MAX_BYTES)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _DamagedError(files.reason(error)) from None
    try:
        content: Any = json.loads(data)
    except (ValueError, RecursionError):
        raise _DamagedError("it is not a whole JSON file") from None
    if not isinstance(content, dict) or not isinstance(content.get("decisions"), list):
        raise _DamagedError("it holds no list of permissions")
    if type(content.get("version")) is not int or content["version"] != _VERSION:
        raise _DamagedError("it was written by another version of this application")
    return list(content["decisions"])


def _decision(entry: object) -> Decision:
    """One entry of the file; unknown fields are left out. Raises _BadDecisionError."""
    names = ("scope", "subject", "what", "verdict", "digest", "decided")
    values = [entry.get(name) if isinstance(entry, dict) else None for name in names]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < len(names):
        raise _BadDecisionError("One of its fields is missing or is no text.")
    scope, subject, what, verdict, digest, decided = texts
    try:
        datetime.fromisoformat(decided)
        decision = Decision(Scope(scope), subject, what, Verdict(verdict), digest, decided)
    except ValueError:
        raise _BadDecisionError("One of its fields is not known.") from None
    checked = _checked(decision)
    if checked.verdict is Verdict.ALLOW and checked.what not in _OF_LIBRARIES:
        _check_width(Permission.parse(checked.what))
    return checked


def _check_width(permission: Permission) -> None:
    """A file edited by hand must not widen what can be allowed in the window."""
    if permission.name in ("read", "write") and (why := too_wide(Path(permission.value))):
        raise _BadDecisionError(why)


def _checked(decision: Decision) -> Decision:
    """The decision with its permission as it is written everywhere. Raises _BadDecisionError."""
    for text in (decision.subject, decision.what, decision.digest, decision.decided):
        if not text.isprintable() or len(text) > _LONGEST:
            raise _BadDecisionError("It holds a character that cannot be shown, or is too long.")
    if not _is_subject(decision.scope, decision.subject):
        raise _BadDecisionError("It names neither an example, nor a file or library by its whole path.")
    if decision.scope is Scope.LIBRARY and decision.digest:
        raise _BadDecisionError("It ties the answer for a whole library to one state of it.")
    if decision.scope is Scope.LIBRARY and decision.what in _OF_LIBRARIES:
        return decision
    try:
        return replace(decision, what=str(Permission.parse(decision.what)))
    except PermissionTextError as error:
        raise _BadDecisionError(str(error)) from None


def _is_subject(scope: Scope, text: str) -> bool:
    if Path(text).is_absolute():
        return True
    return text == CORE_LIBRARY if scope is Scope.LIBRARY else _EXAMPLE_ID.fullmatch(text) is not None


def _key(decision: Decision) -> _Key:
    return decision.scope, decision.subject, decision.what


def _add(decisions: _Decisions, decision: Decision) -> None:
    """Two entries about the same thing come from a hand: the denial counts, else the later one."""
    stored = decisions.get(_key(decision))
    if stored is None or stored.verdict is Verdict.ALLOW:
        _replace(decisions, decision)


def _replace(decisions: _Decisions, decision: Decision) -> None:
    """The newest is the last."""
    decisions.pop(_key(decision), None)
    decisions[_key(decision)] = decision


def _entry(decision: Decision) -> dict[str, str]:
    return {name: str(getattr(decision, name)) for name in Decision.__slots__}


# -- permissions against each other and in words -------------------------------------------------------------


def without_denied(permissions: Iterable[Permission], denied: Iterable[Permission]) -> tuple[Permission, ...]:
    """The permissions of which nothing is denied.

    A denied loopback takes the whole network too. A denied path takes itself, what holds it and what lies in
    it; denied for reading it also takes writing, which includes it. Links are followed.
    """
    denials = tuple(denied)
    return tuple(
        permission
        for permission in permissions
        if not any(_is_taken(permission, denial) for denial in denials)
    )


def _is_taken(permission: Permission, denial: Permission) -> bool:
    if denial.name == "read" and permission.name in ("read", "write"):
        return _touch(permission.value, denial.value)
    if denial.name == permission.name == "write":
        return _touch(permission.value, denial.value)
    if denial.name == permission.name == "net":
        return denial.value == Net.LOOPBACK or permission.value == Net.ANY
    return permission == denial


def _touch(one: str, other: str) -> bool:
    """Whether one path holds the other, as written or where the links lead."""
    return any(
        first.is_relative_to(second) or second.is_relative_to(first)
        for first in _ways(one)
        for second in _ways(other)
    )


def _ways(text: str) -> tuple[Path, Path]:
    return Path(os.path.normpath(text)), Path(os.path.realpath(text))


def sentence_of(permission: Permission) -> str:
    """What the permission lets a program do: plain text of one line, without its full stop."""
    value = escaped(permission.value)
    match permission.name:
        case "read":
            return f"Read {value}"
        case "write":
            return f"Read and change {value}"
        case "net":
            is_any = permission.value == Net.ANY
            return "Use the whole network" if is_any else "Use the network inside this computer"
        case "env":
            return f"See the variable {value}"
        case "run":
            return "Start other programs"
        case "display":
            return "Open windows on the screen"
        case _:
            return "Use a terminal of its own"


def _kept_from(permission: Permission) -> str:
    value = escaped(permission.value)
    match permission.name:
        case "read":
            return f"reading {value}"
        case "write":
            return f"changing {value}"
        case "net":
            return "the network" if permission.value == Net.LOOPBACK else "the network outside this computer"
        case "env":
            return f"the variable {value}"
        case "run":
            return "starting other programs"
        case "display":
            return "opening windows on the screen"
        case _:
            return "a terminal of its own"


def escaped(text: str) -> str:
    r"""``text`` with every character that cannot be shown as its number: ``\x1B`` or ``U+202E``."""
    return "".join(character if character.isprintable() else _number(character) for character in text)


def _number(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"U+{code:04X}"
