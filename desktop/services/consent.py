"""What was granted to whom, and what a program that is about to run would need beyond that.

Joins the stored decisions, the metadata of the program and the settings to one policy; asks nobody itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.child.protocol import Denial
from desktop.core import blocked_functions
from desktop.core.errors import PackError
from desktop.core.example import Example, UnreadableError, read_text
from desktop.core.inference import (
    Wish,
    declared_wishes,
    imported_siblings,
    metadata_block,
    permissions_of,
    wishes,
)
from desktop.core.permissions import (
    CORE_LIBRARY,
    LIMITS_ONLY,
    TRUST,
    Decision,
    Permissions,
    Scope,
    Verdict,
    without_denied,
)
from desktop.core.place import Place
from desktop.core.settings import Snapshot
from desktop.sandbox.policy import Net, Permission, Policy, Tier
from desktop.services.environment import CONSTRUCTED
from desktop.services.protection import Protection, RefusedError
from desktop.services.questions import Remember


@dataclass(frozen=True, slots=True)
class Program:
    """What is about to run: ``text`` of ``file``, which is the example's own file or a copy of it.

    ``home`` is what it will take for the user's home: its working folder. ``place`` is where the example's
    own file stands, ``root`` the folder that the imports of ``file`` begin at; None is the one it lies in.
    """

    example: Example
    file: Path
    text: str
    is_edited: bool
    home: Path
    place: Place | None = None
    root: Path | None = None

    @property
    def shown(self) -> Path:
        """The folder that it may read, unless that is too wide."""
        is_original = self.place is not None and self.file == self.example.entry
        return self.place.shown if self.place and is_original else self.root or self.file.parent


@dataclass(frozen=True, slots=True)
class Plan:
    """How a program runs if nobody is asked, and what it might be asked for."""

    policy: Policy
    granted: tuple[Permission, ...]
    wishes: tuple[Wish, ...]
    blocked: tuple[str, ...]


def permission_of(denial: Denial) -> Permission:
    """What would have allowed it."""
    return Permission(denial.name, denial.value)


def library_of(example: Example) -> str:
    """The library that an example belongs to: the bundled one, or the folder it lies in."""
    return str(example.entry.parent) if example.is_foreign else CORE_LIBRARY


class Consent:
    """The stored decisions, and those for one run."""

    def __init__(self, store: Permissions, protection: Protection) -> None:
        """``store`` outlives the session; what is granted once does not."""
        self._store = store
        self._protection = protection
        self._once: dict[str, tuple[Permission, ...]] = {}

    # ---- decisions ----

    def is_trusted(self, example: Example) -> bool:
        """Whether the example may run with the user's own rights while the sandbox is off."""
        return not example.is_foreign or self._store.has(library_of(example), TRUST)

    def accepts_limits(self, example: Example) -> bool:
        """Whether the learner lets this library run where no sandbox holds."""
        return self._store.has(library_of(example), LIMITS_ONLY)

    def allow_once(self, example: Example, permissions: Iterable[Permission]) -> None:
        """Grant for the next run of this example."""
        self._once[example.target] = (*self._once.get(example.target, ()), *permissions)

    def forget_once(self, example: Example) -> None:
        """The run that it was granted for has begun."""
        self._once.pop(example.target, None)

    def decide(
        self, program: Program, permission: Permission, verdict: Verdict, remember: Remember
    ) -> Decision:
        """Store an answer, for the example or for its library. Raises StateError."""
        example, what = program.example, str(permission)
        if remember is Remember.LIBRARY:
            return self._store.decide(Scope.LIBRARY, library_of(example), what, verdict)
        digest = _digest(program) if verdict is Verdict.ALLOW else ""
        return self._store.decide(Scope.EXAMPLE, example.target, what, verdict, digest)

    def is_denied(self, example: Example, permission: Permission) -> bool:
        """Whether the learner keeps this blocked."""
        return permission in self._store.denied(example.target, library_of(example))

    # ---- one run ----

    def plan(
        self,
        program: Program,
        tier: Tier,
        interpreter: Path,
        snapshot: Snapshot,
        *,
        allow: tuple[Permission, ...] = (),
        wished: tuple[Wish, ...] = (),
    ) -> Plan:
        """The policy of a run in ``tier``. Raises RefusedError when it could not do what it must.

        ``wished``: what ``wishes_of`` found in the program; the plan keeps what can be asked for.
        """
        example = program.example
        denied = self._store.denied(example.target, library_of(example))
        needs = self._needs(program)
        self._check_demanded(allow, denied, interpreter)
        wanted = (*needs, *allow, *self._once.get(example.target, ()), *self._stored(program, interpreter))
        granted = without_denied(tuple(dict.fromkeys(wanted)), denied)
        names = snapshot.items("security.blocked_functions")
        if blocked_functions.closes_network(names):
            granted = _without_network(granted, (*needs, *allow))
        base = self._protection.by_settings(example, program.file, program.shown, tier, interpreter, snapshot)
        policy = base.allowing(granted)
        self._check_tier(policy, interpreter)
        is_original = not example.is_foreign and not program.is_edited
        return Plan(
            policy,
            granted,
            wishes=() if is_original else self._open(wished, policy, denied, interpreter, snapshot),
            blocked=() if is_original else blocked_functions.advice(names),
        )

    def _needs(self, program: Program) -> tuple[Permission, ...]:
        """What a bundled example declares; an edit keeps it while the metadata is the original's."""
        if program.example.is_foreign or not _keeps_metadata(program):
            return ()
        return permissions_of(program.example.needs)

    def _stored(self, program: Program, interpreter: Path) -> tuple[Permission, ...]:
        """Stored grants that are still what they were: a path that leads elsewhere now is none."""
        example = program.example
        granted = self._store.granted(example.target, library_of(example), _digest(program))
        return tuple(
            permission
            for permission in granted
            if not self._protection.refusal(permission, interpreter) and _leads_where_it_did(permission)
        )

    def _check_demanded(
        self, allow: tuple[Permission, ...], denied: tuple[Permission, ...], interpreter: Path
    ) -> None:
        for permission in allow:
            problem = self._protection.refusal(permission, interpreter)
            if problem:
                raise RefusedError(problem)
            if not without_denied((permission,), denied):
                raise RefusedError(
                    f"{permission} is kept blocked by your own decision. Take that back under Permissions."
                )

    def _check_tier(self, policy: Policy, interpreter: Path) -> None:
        holds = self._protection.can_hold_processes(policy.tier, interpreter)
        missing = policy.unmet(can_hold_processes=holds)
        if missing:
            raise RefusedError(
                f"needs Strong. {policy.tier.label} cannot give {' and '.join(missing)} without giving more."
            )

    def _open(
        self,
        wished: tuple[Wish, ...],
        policy: Policy,
        denied: tuple[Permission, ...],
        interpreter: Path,
        snapshot: Snapshot,
    ) -> tuple[Wish, ...]:
        """What the learner can be asked for; empty where nothing of it could be granted."""
        wanted = {wish.permission: wish for wish in map(_resolved, reversed(wished))}
        found = tuple(
            replace(wish, refusal=wish.refusal or self.why_not(permission, policy, interpreter, snapshot))
            for permission, wish in reversed(wanted.items())
            if without_denied((permission,), denied) and _adds(permission, policy)
        )
        return found if any(not wish.refusal for wish in found) else ()

    def why_not(self, permission: Permission, policy: Policy, interpreter: Path, snapshot: Snapshot) -> str:
        """Why it cannot be granted on top of ``policy``, as a sentence; empty when it can."""
        names = snapshot.items("security.blocked_functions")
        if permission.name == "net" and blocked_functions.closes_network(names):
            return "`security.blocked_functions` keeps the network off."
        holds = self._protection.can_hold_processes(policy.tier, interpreter)
        if permission.add_to(policy).unmet(can_hold_processes=holds):
            return f"{policy.tier.label} cannot give that, it needs Strong."
        return self._protection.refusal(permission, interpreter)


def _without_network(
    granted: tuple[Permission, ...], needed: tuple[Permission, ...]
) -> tuple[Permission, ...]:
    """The setting closes the network whatever is granted; what cannot do without it is refused."""
    if any(permission.name == "net" for permission in needed):
        raise RefusedError(
            "needs the network, and a name of `socket` in `security.blocked_functions` keeps it off. "
            "Take the name out in the settings."
        )
    return tuple(permission for permission in granted if permission.name != "net")


def _adds(permission: Permission, policy: Policy) -> bool:
    """Whether granting it would change what the program can do."""
    if permission.name in ("read", "write"):
        path = Path(permission.value)
        reached = policy.write if permission.name == "write" else (*policy.read, *policy.write)
        return path.exists() and not any(path.is_relative_to(folder) for folder in reached)
    if permission.name == "net" and policy.net is Net.ANY:
        return False
    return permission.add_to(policy) != policy


def _resolved(wish: Wish) -> Wish:
    """What a path in the code leads to; of a file that is to be made it is its folder."""
    permission = wish.permission
    if permission.name not in ("read", "write"):
        return wish
    path = Path(os.path.realpath(permission.value))
    if permission.name == "write" and not path.exists():
        path = path.parent
    return replace(wish, permission=Permission(permission.name, str(path)))


def _leads_where_it_did(permission: Permission) -> bool:
    """A stored path was resolved when it was granted; a link that was put in its place grants nothing."""
    if permission.name not in ("read", "write"):
        return True
    return os.path.realpath(permission.value) == permission.value


def wishes_of(program: Program) -> tuple[Wish, ...]:
    """What the program declares and what its code, and the modules beside it, would need.

    Takes 0.2 ms a KB, up to a second for 200 modules.
    """
    inferred = wishes(program.text, os.environ, constructed=CONSTRUCTED, home=program.home)
    return (*_declared(program), *inferred, *_of_siblings(program))


def _declared(program: Program) -> tuple[Wish, ...]:
    is_bundled = not program.example.is_foreign and _keeps_metadata(program)
    return () if is_bundled else declared_wishes(program.text)


def _of_siblings(program: Program) -> Iterable[Wish]:
    entry = program.example.entry
    for sibling in imported_siblings(entry, program.text, program.place):
        try:
            found = wishes(read_text(sibling), os.environ, constructed=CONSTRUCTED, home=program.home)
        except UnreadableError:
            continue
        for wish in found:
            yield Wish(wish.permission, 0, f"{sibling.name}: {wish.why}", wish.refusal)


def _original(example: Example) -> str:
    try:
        return example.code(example.entry)
    except PackError:
        return ""


def _keeps_metadata(program: Program) -> bool:
    return not program.is_edited or metadata_block(program.text) == metadata_block(_original(program.example))


def _digest(program: Program) -> str:
    """What a grant is tied to: the original's files, and the metadata block of the text that runs."""
    import hashlib

    digest = hashlib.sha256()
    for file in program.example.files:
        digest.update(program.example.code(file).encode("utf-8", "surrogatepass") + b"\0")
    digest.update(metadata_block(program.text).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
