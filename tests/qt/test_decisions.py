"""Stored answers and the state of protection: shown as they are, and each step back makes it safer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtGui import Qt as QtText
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.errors import SettingError, StateError
from desktop.core.foreign import read_file
from desktop.core.permissions import CORE_LIBRARY, LIMITS_ONLY, TRUST, Scope, Verdict
from desktop.sandbox.policy import Tier
from desktop.sandbox.tiers import TierState
from desktop.ui.controls import Badge
from desktop.ui.decisions_view import WHOM, DecisionsView
from desktop.ui.icons import Icons
from desktop.ui.localised import moment_text
from desktop.ui.outcome_strip import OutcomeStrip
from desktop.ui.permissions_row import PermissionsRow
from desktop.ui.protection_dialog import ProtectionDialog
from desktop.ui.question import Question
from desktop.ui.status_bar import StatusBar
from desktop.ui.theme import Theme
from desktop.ui.trust_button import TrustButton
from tests.qt.fake_session import FakeSession

EXAMPLE = "first-steps/hello"


@pytest.fixture
def stored(session: FakeSession) -> FakeSession:
    """An answer for an example, one that keeps it from something, and one for a library."""
    session.decide(Scope.EXAMPLE, EXAMPLE, "run", Verdict.ALLOW)
    session.decide(Scope.EXAMPLE, EXAMPLE, "net=any", Verdict.DENY)
    session.decide(Scope.LIBRARY, CORE_LIBRARY, LIMITS_ONLY, Verdict.ALLOW)
    return session


def opened(session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot) -> DecisionsView:
    view = DecisionsView(session, theme, icons, window)  # type: ignore[arg-type]
    view.open()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def texts_of(widget: QWidget) -> list[str]:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return labels + [prose.toPlainText() for prose in widget.findChildren(QTextEdit) if prose.isVisible()]


def words(view: DecisionsView) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(view.list.item(row).data(role)) for row in range(view.list.count())]


# -- the list ----------------------------------------------------------------------------------------------


def test_each_answer_says_what_for_whom_and_whether_it_was_allowed(
    stored: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    limits, net, run = words(opened(stored, theme, icons, window, qtbot))
    today = moment_text(datetime.now().astimezone()).partition(" ")[0]
    assert run.startswith(f"May start other programs, allowed, Hello, world · first-steps/hello, {today}")
    assert net.startswith("Kept from the network outside this computer, kept blocked, Hello, world")
    assert limits.startswith(f"May run with limits only, allowed, All examples of the application, {today}")


@pytest.mark.parametrize("way", ["button", "Delete"])
def test_revoking_takes_the_selected_answer_away_and_no_other(
    stored: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot, way: str
) -> None:
    view = opened(stored, theme, icons, window, qtbot)
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    if way == "button":
        QTest.mouseClick(view.revoke_button, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(view.list, Qt.Key.Key_Delete)
    assert [decision.what for decision in stored.decisions()] == [LIMITS_ONLY, "run"]
    assert view.current is not None
    assert view.current.what == "run", "the place in the list is kept"


def test_with_nothing_stored_it_says_when_one_is_asked(
    session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    view = opened(session, theme, icons, window, qtbot)
    assert "Nothing is stored" in texts_of(view)
    assert not view.revoke_button.isVisible()
    assert not view.list.isVisible()


def test_after_the_last_one_the_keys_go_to_close(
    session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    session.decide(Scope.EXAMPLE, EXAMPLE, "run", Verdict.ALLOW)
    view = opened(session, theme, icons, window, qtbot)
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    assert session.gate.decisions() == ()
    assert view.close_button.hasFocus()


def test_the_list_follows_answers_given_elsewhere(
    session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    view = opened(session, theme, icons, window, qtbot)
    session.decide(Scope.EXAMPLE, EXAMPLE, "run", Verdict.ALLOW)
    assert len(words(view)) == 1


def test_an_answer_that_cannot_be_revoked_stays_and_the_reason_is_said(
    stored: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    view = opened(stored, theme, icons, window, qtbot)
    stored.refusal = StateError("The disk is full. Free some space.")
    view.revoke_button.click()
    assert "The disk is full. Free some space." in texts_of(view)
    assert len(words(view)) == 3


def test_an_example_that_is_gone_is_named_by_its_path(
    session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    session.decide(Scope.EXAMPLE, "/gone/<b>x</b>.py", "run", Verdict.ALLOW)
    view = opened(session, theme, icons, window, qtbot)
    assert view.list.item(0).data(WHOM) == "/gone/<b>x</b>.py (not found)"
    assert not QtText.mightBeRichText(view.list.item(0).toolTip()), "a tooltip would read it as HTML"


def test_escape_and_enter_close_the_list_and_revoke_nothing(
    stored: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        view = opened(stored, theme, icons, window, qtbot)
        with qtbot.waitSignal(view.finished):
            QTest.keyClick(view, key)
    assert len(stored.decisions()) == 3


def test_the_settings_count_what_is_stored_and_lead_to_it(
    session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    row = PermissionsRow(session, theme, icons, window)  # type: ignore[arg-type]
    row.show()
    assert any(text.startswith("No answers are stored") for text in texts_of(row))
    session.decide(Scope.EXAMPLE, EXAMPLE, "run", Verdict.ALLOW)
    assert any(text.startswith("1 answer is stored") for text in texts_of(row))
    row.button.click()
    assert [view.isVisible() for view in window.findChildren(DecisionsView)] == [True]


# -- what is in force --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tier", "is_permissive", "text"),
    [
        (Tier.STRONG, False, "Sandbox: Strong"),
        (Tier.KERNEL, False, "Sandbox: Kernel"),
        (Tier.LIMITS, False, "Limits only"),
        (None, False, "Sandbox: not tried yet"),
        (Tier.LIMITS, True, "Sandbox off"),
        (Tier.STRONG, True, "Sandbox off"),
    ],
)
def test_the_status_bar_says_what_protects_a_run(
    qtbot: QtBot, theme: Theme, icons: Icons, tier: Tier | None, is_permissive: bool, text: str
) -> None:
    bar = StatusBar(theme, icons)
    qtbot.addWidget(bar)
    bar.set_tier(tier, is_permissive=is_permissive)
    assert bar.tier_button.text() == text
    assert bar.tier_button.accessibleName() == f"Protection: {text}"
    described = bar.tier_button.accessibleDescription()
    if tier is not None:
        assert described == (Tier.LIMITS if is_permissive else tier).protects
    else:
        assert all(known.protects != described for known in Tier)
    with qtbot.waitSignal(bar.tier_activated):
        QTest.mouseClick(bar.tier_button, Qt.MouseButton.LeftButton)


def test_while_the_sandbox_is_off_the_strip_says_so_in_every_state(
    qtbot: QtBot, theme: Theme, icons: Icons
) -> None:
    strip = OutcomeStrip(theme, icons)
    qtbot.addWidget(strip)
    strip.resize(600, strip.height())
    strip.show()
    strip.set_tier(Tier.LIMITS, is_permissive=True)
    (badge,) = strip.findChildren(Badge)
    for show in (
        strip.show_idle,
        lambda: strip.show_running(30, lambda: 1.0),
        strip.show_waiting,
        lambda: strip.show_outcome(Outcome(OutcomeKind.OK, duration_ms=40, peak_memory_mb=10, lines=3)),
    ):
        show()
        QApplication.processEvents()
        assert badge.isVisible()
        assert badge.text() == "Sandbox off"
        assert badge.geometry().right() < strip.width()
    strip.set_tier(Tier.STRONG)
    assert not badge.isVisible()


def protection(session: FakeSession, theme: Theme, icons: Icons, window: QWidget) -> ProtectionDialog:
    dialog = ProtectionDialog(session, theme, icons, window)  # type: ignore[arg-type]
    dialog.open()
    return dialog


def test_the_tiers_are_shown_with_their_reasons_and_commands_to_copy(
    session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    session.tier = Tier.KERNEL
    session.states = (
        TierState(Tier.STRONG, False, "Strong does not work here: no namespaces.", "sudo sysctl -w x=1"),
        TierState(Tier.KERNEL, True),
        TierState(Tier.LIMITS, True),
    )
    dialog = protection(session, theme, icons, window)
    texts = texts_of(dialog)
    assert {"Sandbox: Kernel", Tier.KERNEL.protects, "Strong does not work here: no namespaces."} <= set(
        texts
    )
    assert {"in force", "not available", "The network is off unless you allow it."} <= set(texts)
    assert "eval may not be called." in texts
    (copy,) = [
        button for button in dialog.findChildren(QWidget) if button.accessibleName().startswith("Copy")
    ]
    copy.click()  # type: ignore[attr-defined]
    assert QGuiApplication.clipboard().text() == "sudo sysctl -w x=1"


def test_walls_are_not_called_enforced_while_the_sandbox_is_off(
    session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    session.is_permissive, session.tier = True, Tier.STRONG  # a file from elsewhere is in front
    dialog = protection(session, theme, icons, window)
    texts = texts_of(dialog)
    assert {"Sandbox off", Tier.LIMITS.protects} <= set(texts)
    assert "The kernel enforces these." not in texts
    session.is_permissive = False
    session.states = (TierState(Tier.STRONG, True), TierState(Tier.LIMITS, True))
    session.protection_changed.emit()
    assert {"Sandbox: Strong", "The kernel enforces these."} <= set(texts_of(dialog))


def test_unknown_tiers_are_not_guessed(
    session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    texts = texts_of(protection(session, theme, icons, window))
    assert "Sandbox: not tried yet" in texts
    assert any("has not been tried yet" in text for text in texts)
    assert not any(tier.protects in texts for tier in Tier)


def test_a_python_that_cannot_be_used_is_said_and_nothing_is_claimed(
    session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    session.states_refusal = SettingError("There is no Python at /none.")
    texts = texts_of(protection(session, theme, icons, window))
    assert "There is no Python at /none." in texts
    assert not any(tier.protects in texts for tier in Tier)


@pytest.mark.parametrize("name", ["settings", "permissions"])
def test_protection_leads_to_settings_and_permissions(
    session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot, name: str
) -> None:
    dialog = protection(session, theme, icons, window)
    button = getattr(dialog, f"{name}_button")
    with qtbot.waitSignal(getattr(dialog, f"{name}_requested")), qtbot.waitSignal(dialog.accepted):
        button.click()


# -- files from elsewhere ----------------------------------------------------------------------------------


@pytest.fixture
def trust(
    qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons, window: QWidget, tmp_path: Path
) -> TrustButton:
    folder = tmp_path / "`odd` *folder*"
    folder.mkdir()
    (folder / "a.py").write_text("print(1)\n", encoding="utf-8")
    button = TrustButton(session, theme, icons, window)  # type: ignore[arg-type]
    session.is_permissive = True
    button.show_example(read_file(folder / "a.py"))
    return button


def trust_question(window: QWidget) -> Question:
    (question,) = [one for one in window.findChildren(Question) if one.isVisible()]
    return question


def test_trust_is_only_spoken_of_where_it_matters(trust: TrustButton, session: FakeSession) -> None:
    assert trust.isVisible()
    assert trust.text() == "From elsewhere: sandboxed"
    session.is_permissive = False
    session.settings_changed.emit(None)
    assert not trust.isVisible()
    session.is_permissive = True
    trust.show_example(session.catalog.example(EXAMPLE))
    assert not trust.isVisible()


def test_a_folder_is_trusted_only_after_a_question_with_the_safe_answer_first(
    trust: TrustButton, session: FakeSession, window: QWidget, qtbot: QtBot
) -> None:
    assert trust.menu_texts() == ("Trust this folder…",)
    trust._on_chosen()
    question = trust_question(window)
    assert question.safe_button.isDefault()
    assert trust._example is not None
    names = [label.accessibleName() for label in question.findChildren(QLabel)]
    assert session.gate.library_title(trust._example) in names, "with its backticks and stars"
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert session.gate.decisions() == ()
    trust._on_chosen()
    trust_question(window).action_button.click()
    (decision,) = session.gate.decisions()
    assert (decision.what, decision.verdict) == (TRUST, Verdict.ALLOW)
    assert trust.text() == "Trusted folder"


def test_trust_is_taken_back_at_once(trust: TrustButton, session: FakeSession, window: QWidget) -> None:
    assert trust._example is not None
    session.gate.trust(trust._example)
    assert trust.menu_texts() == ("Do not trust",)
    trust._on_chosen()
    assert session.gate.decisions() == ()
    assert trust.text() == "From elsewhere: sandboxed"
