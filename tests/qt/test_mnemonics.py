"""Each item of a menu has a letter of its own."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from desktop.ui.actions import ACTIONS, MENUS, Actions
from desktop.ui.mnemonics import with_mnemonics


def _letters(texts: list[str]) -> list[str]:
    return [QKeySequence.mnemonic(text).toString() for text in texts]


def _menus(window: QMainWindow) -> dict[str, QMenu]:
    found = [action.menu() for action in window.menuBar().actions()]
    return {menu.title().replace("&", ""): menu for menu in found if isinstance(menu, QMenu)}


@pytest.mark.parametrize("title", MENUS)
def test_every_item_of_the_menus_has_a_letter_that_no_other_of_its_menu_has(qtbot: QtBot, title: str) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    Actions(window).fill(window.menuBar())
    items = [each.text() for each in _menus(window)[title].actions() if not each.isSeparator()]
    assert [text.replace("&", "") for text in items] == [spec.text for spec in ACTIONS if spec.menu == title]
    letters = _letters(items)
    assert all(letters), items
    assert len(set(letters)) == len(items), items


def test_the_menus_have_letters_of_their_own(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    Actions(window).fill(window.menuBar())
    letters = _letters([action.text() for action in window.menuBar().actions()])
    assert len(set(letters)) == len(MENUS)
    assert all(letters)


def test_first_letters_of_words_are_given_first() -> None:
    assert with_mnemonics(["Open file…", "Open folder…", "Close"]) == [
        "&Open file…",
        "Open &folder…",
        "&Close",
    ]


def test_a_letter_is_given_up_for_an_item_that_has_no_other() -> None:
    assert with_mnemonics(["ab", "a"]) == ["a&b", "&a"]


def test_an_item_without_a_letter_left_has_none_and_an_ampersand_stays_one() -> None:
    assert with_mnemonics(["a", "a", "…", "Cut & paste"]) == ["&a", "a", "…", "&Cut && paste"]
