"""The gate that every run passes before it starts: how it is confined, and whether the learner agrees.

Hides the trying of the tiers, the stored decisions and the waiting for an answer; starts nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.child.protocol import Denial
from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.core.inference import Wish
from desktop.core.paths import Paths
from desktop.core.permissions import CORE_LIBRARY, LIMITS_ONLY, TRUST, Decision, Permissions, Scope, Verdict
from desktop.core.settings import Settings
from desktop.sandbox.policy import Permission, Policy, Tier
from desktop.sandbox.tiers import TierState
from desktop.services.consent import Consent, Plan, Program, library_of, permission_of
from desktop.services.protection import Protection, RefusedError
from desktop.services.questions import LimitsQuestion, PermissionQuestion, Remember, Rights

NOT_CHOSEN = "You chose not to run it."
_UNPROTECTED = Plan(Policy(), (), (), ())


@dataclass(frozen=True, slots=True)
class Visit:
    """One program that wants to pass.

    ``interpreter``: the Python that will run it. ``wishes``: what it would need, where ``is_read`` says so.
    """

    program: Program
    interpreter: Path
    rights: Rights
    wishes: tuple[Wish, ...] = ()


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
        interpreter: Callable[[], Path],
        program_of: Callable[[Example], Program],
        *,
        asks: bool,
        parent: QObject | None = None,
    ) -> None:
        """``asks``: somebody listens to ``question_asked``; else what would be asked is not granted.

        ``interpreter``: the Python that the settings name, or it raises SettingError. ``program_of``: an
        example with the learner's text as it is now.
        """
        super().__init__(parent)
        self._settings, self._audit, self._asks = settings, audit, asks
        self._interpreter, self._program_of = interpreter, program_of
        self._store = Permissions(paths.data_dir / "permissions.json")
        self._protection = Protection(paths, self)
        self._consent = Consent(self._store, self._protection)
        self._visit: Visit | None = None
        self._question: PermissionQuestion | LimitsQuestion | None = None
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

    def is_read(self, example: Example, rights: Rights, *, is_edited: bool) -> bool:
        """Whether it matters what the program's code would need, beyond what is declared for it."""
        return self._asks and (is_edited or example.is_foreign) and self.confines(example, rights)

    def is_closed(self, example: Example, rights: Rights, folder: Path, interpreter: Path) -> bool:
        """Whether a run may not be shown this folder, which is its own."""
        if not example.is_foreign or not self.confines(example, rights):
            return False
        return self._protection.is_too_wide(folder, interpreter)

    def tier(self, example: Example | None) -> Tier:
        """How strongly the next run is confined, as far as that is known."""
        if not self.confines(example):
            return Tier.LIMITS
        try:
            return self._protection.tier(self._interpreter(), self._demanded(Rights()))
        except ExplorerError:
            return Tier.LIMITS

    def tier_states(self) -> tuple[TierState, ...]:
        """What this computer gives, nothing while it is not known. Raises SettingError."""
        return self._protection.states(self._interpreter())

    def look(self, example: Example | None) -> None:
        """Try the tiers in the background where they will be needed; ``tiers_found`` follows once."""
        if not self.confines(example):
            return
        try:
            self._protection.look(self._interpreter())
        except ExplorerError:
            return  # a run says what is wrong with the interpreter

    def walls(self) -> tuple[str, ...]:
        """What the kernel enforces by the settings, as sentences. Raises SettingError."""
        return self._protection.walls(self._settings.snapshot, self._interpreter())

    def advice(self) -> tuple[str, ...]:
        """What only a guard inside the program refuses, as sentences."""
        return self._protection.advice(self._settings.snapshot)

    # ---- a visit ----

    def enter(self, visit: Visit) -> None:
        """Ask to pass; ``passed`` or ``refused`` follows, at once or after the answer."""
        self._visit, self._question = visit, None
        self._proceed()

    def leave(self) -> None:
        """Give the visit up; nothing follows."""
        self._visit = self._question = None

    def answer_permissions(self, allowed: Iterable[Permission], remember: Remember) -> None:
        """Grant of what was asked what is in ``allowed``; the rest is kept blocked unless only once."""
        visit, question = self._visit, self._question
        if visit is None or not isinstance(question, PermissionQuestion):
            return
        granted = tuple(allowed)
        asked = tuple(wish.permission for wish in question.wishes if not wish.refusal)
        try:
            for permission in asked if remember is not Remember.ONCE else ():
                verdict = Verdict.ALLOW if permission in granted else Verdict.DENY
                self._decide(visit.program, permission, verdict, remember)
        except ExplorerError as error:
            self._refuse(str(error))
            return
        self._consent.allow_once(visit.program.example, [item for item in granted if item in asked])
        self._proceed()

    def answer_limits(self, *, remember: bool) -> None:
        """Run it with limits only; ``remember``: so does every one of its library."""
        visit = self._visit
        if visit is None or not isinstance(self._question, LimitsQuestion):
            return
        try:
            if remember:
                self._decide_library(visit.program.example, LIMITS_ONLY, Verdict.ALLOW)
        except ExplorerError as error:
            self._refuse(str(error))
            return
        self._pass(_UNPROTECTED)

    def cancel_question(self) -> None:
        """The learner does not want to run it."""
        if self._visit is not None:
            self._refuse(NOT_CHOSEN)

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
        allow, wished = visit.rights.allow, visit.wishes
        plan = self._consent.plan(
            visit.program, tier, visit.interpreter, snapshot, allow=allow, wished=wished
        )
        if plan.wishes and self._question is None:
            example = visit.program.example
            title = self.library_title(example)
            self._ask(PermissionQuestion(example, plan.wishes, title, visit.program.is_edited, tier))
        else:
            self._pass(plan)

    def _demanded(self, rights: Rights) -> Tier | None:
        word = self._settings.snapshot.text("security.tier")
        return rights.tier or (None if word == "auto" else Tier(word))

    def _pass_without_sandbox(self, visit: Visit) -> None:
        """Nothing holds here: never without the learner's word."""
        example = visit.program.example
        why = self._protection.why_none(visit.interpreter)
        if self._asks and self._consent.accepts_limits(example):
            self._pass(_UNPROTECTED)
        elif self._asks:
            remedy = self._protection.remedy(visit.interpreter)
            self._ask(LimitsQuestion(example, self.library_title(example), why, remedy))
        else:
            self._refuse(
                f"no sandbox holds on this computer. {why} "
                "--no-sandbox runs it with limits only, with your own rights."
            )

    def _ask(self, question: PermissionQuestion | LimitsQuestion) -> None:
        self._question = question
        self.question_asked.emit(question)

    def _pass(self, plan: Plan) -> None:
        visit = self._visit
        self.leave()
        if visit is not None:
            self._consent.forget_once(visit.program.example)
            self.passed.emit(plan)

    def _refuse(self, sentence: str) -> None:
        self.leave()
        self.refused.emit(sentence)

    @Slot()
    def _on_protection_found(self) -> None:
        if self._question is None:  # else the visit waits for the learner, not for this
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

    def allow_denied(self, example: Example, denial: Denial, remember: Remember) -> None:
        """Grant what was blocked: exactly the path shown, for the next run or from now on.

        Raises RefusedError when it may not be granted, SettingError, StateError when it cannot be stored.
        """
        problem = self.why_not_allowed(denial)
        if problem:
            raise RefusedError(problem)
        permission = permission_of(denial)
        if remember is Remember.ONCE:
            self._consent.allow_once(example, [permission])
        else:
            self._decide(self._program_of(example), permission, Verdict.ALLOW, remember)

    def why_not_allowed(self, denial: Denial) -> str:
        """Why what was blocked cannot be allowed; empty when it can. Raises SettingError."""
        interpreter, snapshot = self._interpreter(), self._settings.snapshot
        policy = Policy(self._protection.tier(interpreter, self._demanded(Rights())))
        return self._consent.why_not(permission_of(denial), policy, interpreter, snapshot)

    def keep_blocked(self, example: Example, denial: Denial) -> None:
        """Show it no more. Raises StateError."""
        self._decide(self._program_of(example), permission_of(denial), Verdict.DENY, Remember.EXAMPLE)

    def is_kept_blocked(self, example: Example, denial: Denial) -> bool:
        """Whether the learner has decided that already."""
        return self._consent.is_denied(example, permission_of(denial))

    def library_title(self, example: Example) -> str:
        """How people call the library that the example belongs to."""
        library = library_of(example)
        return "the built-in library" if library == CORE_LIBRARY else library

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
