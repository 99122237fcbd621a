"""The first-start page: every button leads somewhere, and safety is said as the tier says it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.sandbox.policy import Tier
from desktop.sandbox.tiers import TierState
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from desktop.ui.welcome import Welcome
from tests.qt.fake_session import FakeSession


@pytest.fixture
def page(qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons) -> Welcome:
    page = Welcome(session, theme, icons)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1072, 842)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def words_of(page: Welcome) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def button(page: Welcome, text: str) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton) if button.text() == text)


def test_what_is_said_about_safety_is_the_tiers_own_sentence(page: Welcome, session: FakeSession) -> None:
    assert "Sandbox: not tried yet" in words_of(page)
    assert not any(tier.protects_briefly in words_of(page) for tier in Tier)
    session.states = (TierState(Tier.LIMITS, True),)
    session.protection_changed.emit()
    assert {"Limits only", Tier.LIMITS.protects_briefly} <= set(words_of(page))
    session.tier = Tier.STRONG
    session.protection_changed.emit()
    assert {"Sandbox: Strong", Tier.STRONG.protects_briefly} <= set(words_of(page))
    session.is_permissive = True
    session.settings_changed.emit(None)
    assert {"Sandbox off", Tier.LIMITS.protects_briefly} <= set(words_of(page))


def test_a_beginner_is_led_to_the_first_example(page: Welcome, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.example_chosen) as chosen:
        QTest.mouseClick(button(page, "Start with “First Steps”"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["first-steps/hello"]


def test_no_card_offers_a_chapter_that_is_not_there(page: Welcome) -> None:
    assert "I know another language" not in words_of(page)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Run", "demo_requested"),
        ("Search the library", "search_requested"),
        ("Keyboard shortcuts", "shortcuts_requested"),
        ("Import progress", "import_requested"),
    ],
)
def test_every_button_asks_for_what_it_says_by_key_too(
    page: Welcome, qtbot: QtBot, text: str, signal: str
) -> None:
    asked: SignalInstance = getattr(page, signal)
    with qtbot.waitSignal(asked):
        QTest.keyClick(button(page, text), Qt.Key.Key_Space)


def test_the_output_of_the_demo_takes_the_place_of_the_hint(page: Welcome) -> None:
    assert "Output appears here" in words_of(page)
    page.show_demo_output("Hello, <b>Ada</b>!\n")
    assert "Hello, <b>Ada</b>!" in words_of(page)
    assert "Output appears here" not in words_of(page)


def test_the_run_button_has_the_focus_of_the_page(page: Welcome) -> None:
    page.setFocus()
    assert page.run_button.hasFocus()


def test_nothing_is_cut_at_the_right_with_big_letters_in_a_small_window(
    page: Welcome, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_font_size(20)
    page.resize(640, 560)
    (area,) = page.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: area.viewport().width() < 640)
    qtbot.waitUntil(lambda: area.widget().width() <= area.viewport().width())
