"""The gate that every run passes before it starts: how it is confined, and whether the learner agrees.

Hides the trying of the tiers, the stored decisions and the waiting for an answer; starts nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.child.protocol import Denial
from desktop.core import blocked_functions
from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.core.inference import Wish
from desktop.core.paths import Paths
from desktop.core.permissions import LIMITS_ONLY, TRUST, Decision, Permissions, Scope, Verdict
from desktop.core.settings import Settings
from desktop.sandbox.policy import Permission, Policy, Tier
from desktop.sandbox.tiers import TierState
from desktop.services.consent import BUNDLED, Consent, Plan, Program, library_of, permission_of
from desktop.services.protection import Protection, RefusedError
from desktop.services.questions import LimitsQuestion, PermissionQuestion, Remember, Rights

NOT_CHOSEN = "You chose not to run it."
_UNPROTECTED = Plan(Policy(), (), (), ())


@dataclass(frozen=True, slots=True)
class Visit:
    """One program that wants to pass. ``interpreter``: the Python that will run it."""

    program: Program
    interpreter: Path
    rights: Rights


class Gate(QObject):
    """Lets one visit at a time pass or refuses it."""

    passed = Signal(object)
    """Plan: the program may start like this."""
    refused = Signal(str)
    """Why it may not, as a sentence."""
    question_asked = Signal(object)
    """PermissionQuestion or LimitsQuestion: the visit waits for the answer."""
    decisions_changed = Signal()
    """What is stored is another now."""
    tiers_found = Signal()
    """What this computer gives is known now."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        audit: Callable[[str, Mapping[str, object]], None],
        *,
        asks: bool,
        parent: QObject | None = None,
    ) -> None:
        """``asks``: somebody listens to ``question_asked``; else what would be asked is not granted."""
        super().__init__(parent)
        self._settings, self._audit, self._asks = settings, audit, asks
        self._store = Permissions(paths.data_dir / "permissions.json")
        self._protection = Protection(paths, self)
        self._consent = Consent(self._store, self._protection)
        self._visit: Visit | None = None
        self._is_answered = False
        self._wishes: tuple[Wish, ...] = ()
        self._protection.found.connect(self._on_protection_found)

    @property
    def notices(self) -> tuple[str, ...]:
        """What is wrong with the stored decisions."""
        return self._store.notices

    # ---- how runs are confined ----

    def confines(self, example: Example | None, rights: Rights = Rights()) -> bool:  # noqa: B008 - frozen
        """Whether a run is to be confined by more than limits. A stranger is, whatever the settings say."""
        if rights.sandbox is not None:
            return rights.sandbox
        is_on = self._settings.snapshot.flag("security.sandbox_mode")
        return is_on or (example is not None and not self._consent.is_trusted(example))

    def is_closed(self, example: Example, rights: Rights, interpreter: Path) -> bool:
        """Whether a run may not be shown the folder that its file lies in."""
        if not example.is_foreign or not self.confines(example, rights):
            return False
        return self._protection.is_too_wide(example.entry.parent, interpreter)

    def tier(self, example: Example | None, interpreter: Path) -> Tier:
        """How strongly the next run is confined, as far as that is known."""
        if not self.confines(example):
            return Tier.LIMITS
        try:
            return self._protection.tier(interpreter, self._demanded(Rights()))
        except RefusedError:
            return Tier.LIMITS

    def states(self, interpreter: Path) -> tuple[TierState, ...]:
        """What is known of each tier."""
        return self._protection.states(interpreter)

    def look(self, interpreter: Path) -> None:
        """Try the tiers in the background; ``tiers_found`` follows, once for each Python."""
        self._protection.look(interpreter)

    def walls(self, interpreter: Path) -> tuple[str, ...]:
        """What the kernel enforces by the settings, as sentences."""
        snapshot = self._settings.snapshot
        folders = self._protection.allowed_folders(snapshot, interpreter)
        sentences = [
            f"Examples may read {folder}." if not why else f"{folder} is not allowed: {why}"
            for folder, why in folders.items()
        ]
        names = snapshot.items("security.blocked_functions")
        if blocked_functions.starts_programs(names):
            sentences.append("Examples may not start other programs unless you allow it.")
        else:
            sentences.append("In the Strong sandbox examples may start programs, which are confined too.")
        closes = blocked_functions.closes_network(names)
        sentences.append(
            "The network is off for every example." if closes else "The network is off unless you allow it."
        )
        return tuple(sentences)

    def advice(self) -> tuple[str, ...]:
        """What only a guard inside the program refuses, as sentences."""
        names = blocked_functions.advice(self._settings.snapshot.items("security.blocked_functions"))
        if not names:
            return ()
        return (
            f"{', '.join(names)}: edited examples and files from elsewhere are told not to call "
            f"{'it' if len(names) == 1 else 'these'}. A program that wants to can go around that.",
        )

    # ---- a visit ----

    @property
    def is_waiting(self) -> bool:
        """Whether a visit has neither passed nor been refused."""
        return self._visit is not None

    def enter(self, visit: Visit) -> None:
        """Ask to pass; ``passed`` or ``refused`` follows, at once or after the answer."""
        self._visit, self._is_answered = visit, False
        self._proceed()

    def leave(self) -> None:
        """Give the visit up; nothing follows."""
        self._visit = None

    def answer_permissions(self, allowed: Iterable[Permission], remember: Remember) -> None:
        """Grant of what was asked what is in ``allowed``; the rest is kept blocked unless only once."""
        visit = self._visit
        if visit is None:
            return
        granted = tuple(allowed)
        asked = tuple(wish.permission for wish in self._wishes if not wish.refusal)
        try:
            for permission in asked if remember is not Remember.ONCE else ():
                verdict = Verdict.ALLOW if permission in granted else Verdict.DENY
                self._decide(visit.program, permission, verdict, remember)
        except ExplorerError as error:
            self._refuse(str(error))
            return
        self._consent.allow_once(visit.program.example, [item for item in granted if item in asked])
        self._go_on()

    def answer_limits(self, *, remember: bool) -> None:
        """Run it with limits only."""
        visit = self._visit
        if visit is None:
            return
        try:
            if remember:
                self._decide_library(visit.program.example, LIMITS_ONLY, Verdict.ALLOW)
        except ExplorerError as error:
            self._refuse(str(error))
            return
        self._go_on()

    def cancel(self) -> None:
        """The learner does not want to run it."""
        if self._visit is not None:
            self._refuse(NOT_CHOSEN)

    def _go_on(self) -> None:
        self._is_answered = True
        self._proceed()

    def _proceed(self) -> None:
        visit = self._visit
        if visit is None:
            return
        if not self.confines(visit.program.example, visit.rights):
            self._pass(_UNPROTECTED)
        elif not self._protection.is_known(visit.interpreter):
            self._protection.look(visit.interpreter)
        else:
            try:
                self._decide_visit(visit)
            except ExplorerError as error:
                self._refuse(str(error))

    def _decide_visit(self, visit: Visit) -> None:
        tier = self._protection.tier(visit.interpreter, self._demanded(visit.rights))
        if tier is Tier.LIMITS:
            self._pass_without_sandbox(visit)
            return
        snapshot = self._settings.snapshot
        plan = self._consent.plan(visit.program, tier, visit.interpreter, snapshot, visit.rights.allow)
        if plan.wishes and self._asks and not self._is_answered:
            example, self._wishes = visit.program.example, plan.wishes
            self.question_asked.emit(
                PermissionQuestion(
                    example, plan.wishes, library_title(example), visit.program.is_edited, tier
                )
            )
        else:
            self._pass(plan)

    def _demanded(self, rights: Rights) -> Tier | None:
        word = self._settings.snapshot.text("security.tier")
        return rights.tier or (None if word == "auto" else Tier(word))

    def _pass_without_sandbox(self, visit: Visit) -> None:
        """Nothing holds here: never without the learner's word."""
        example = visit.program.example
        why = self._protection.why_none(visit.interpreter)
        if self._is_answered or (self._asks and self._consent.accepts_limits(example)):
            self._pass(_UNPROTECTED)
        elif self._asks:
            remedy = self._protection.remedy(visit.interpreter)
            self.question_asked.emit(LimitsQuestion(example, library_title(example), why, remedy))
        else:
            self._refuse(
                f"no sandbox holds on this computer. {why} "
                "--no-sandbox runs it with limits only, with your own rights."
            )

    def _pass(self, plan: Plan) -> None:
        visit, self._visit = self._visit, None
        if visit is not None:
            self._consent.forget_once(visit.program.example)
            self.passed.emit(plan)

    def _refuse(self, sentence: str) -> None:
        self._visit = None
        self.refused.emit(sentence)

    @Slot()
    def _on_protection_found(self) -> None:
        self._proceed()
        self.tiers_found.emit()

    # ---- decisions ----

    def decisions(self) -> tuple[Decision, ...]:
        """All that is stored, newest first."""
        return self._store.decisions()

    def revoke(self, decision: Decision) -> None:
        """Forget a decision. Raises StateError."""
        self._store.revoke(decision)
        self._told("permission_revoked", decision)

    def allow_denied(self, program: Program, denial: Denial, remember: Remember, interpreter: Path) -> None:
        """Grant what was blocked: exactly the path shown, for the next run or from now on.

        Raises RefusedError when it may not be granted, StateError when it cannot be stored.
        """
        problem = self.why_not_allowed(denial, interpreter)
        if problem:
            raise RefusedError(problem)
        permission = permission_of(denial)
        if remember is Remember.ONCE:
            self._consent.allow_once(program.example, [permission])
        else:
            self._decide(program, permission, Verdict.ALLOW, remember)

    def why_not_allowed(self, denial: Denial, interpreter: Path) -> str:
        """Why what was blocked cannot be allowed; empty when it can."""
        return self._consent.why_not_allowed(denial, interpreter)

    def keep_blocked(self, program: Program, denial: Denial) -> None:
        """Show it no more. Raises StateError."""
        self._decide(program, permission_of(denial), Verdict.DENY, Remember.EXAMPLE)

    def is_kept_blocked(self, example: Example, denial: Denial) -> bool:
        """Whether the learner has decided that already."""
        return self._consent.is_denied(example, permission_of(denial))

    def is_trusted(self, example: Example) -> bool:
        """Whether the example may run with the user's own rights while the sandbox is off."""
        return self._consent.is_trusted(example)

    def trust(self, example: Example) -> None:
        """From now on the example's folder is treated as the bundled library is. Raises StateError."""
        self._decide_library(example, TRUST, Verdict.ALLOW)

    def distrust(self, example: Example) -> None:
        """Its files are strangers again. Raises StateError."""
        library = library_of(example)
        for decision in self._store.decisions():
            if (decision.scope, decision.subject, decision.what) == (Scope.LIBRARY, library, TRUST):
                self.revoke(decision)

    def _decide(self, program: Program, permission: Permission, verdict: Verdict, remember: Remember) -> None:
        self._told("permission_decided", self._consent.decide(program, permission, verdict, remember))

    def _decide_library(self, example: Example, what: str, verdict: Verdict) -> None:
        decision = self._store.decide(Scope.LIBRARY, library_of(example), what, verdict)
        self._told("permission_decided", decision)

    def _told(self, event: str, decision: Decision) -> None:
        self._audit(
            event,
            {
                "scope": decision.scope.value,
                "subject": decision.subject,
                "permission": decision.what,
                "verdict": decision.verdict.value,
            },
        )
        self.decisions_changed.emit()


def library_title(example: Example) -> str:
    """How people call the library of an example."""
    library = library_of(example)
    return "the built-in library" if library == BUNDLED else library
