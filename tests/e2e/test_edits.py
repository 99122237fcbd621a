"""Story: somebody changes an example, breaks it and gets the original back."""

from __future__ import annotations

from pathlib import Path

from desktop.core.edits import Edits
from tests.e2e.explorer import Explorer

TARGET = "control-flow/if-elif-else"
NAME = "if-elif-else.py"
AUTOSAVE_MS = 1000


def on_disk(explorer: Explorer) -> str | None:
    return Edits(explorer.data_dir / "edits").text(TARGET, NAME)


def original(explorer: Explorer) -> Path:
    return explorer.session.catalog.example(TARGET).entry


def test_edit_is_a_copy_on_the_disk_within_a_second_and_comes_back_after_a_restart(
    explorer: Explorer,
) -> None:
    explorer.start(TARGET)
    stored = original(explorer).read_bytes()
    assert not explorer.has_button("Restore original")
    explorer.append("print('mine')")
    assert explorer.window.workbench.view._autosave.interval() <= AUTOSAVE_MS
    typed = explorer.code.text()
    with explorer.qtbot.waitSignal(explorer.window.workbench.view.saved):
        pass
    assert on_disk(explorer) == typed
    assert explorer.has_button("Restore original")
    assert explorer.session.is_edited(TARGET)
    assert original(explorer).read_bytes() == stored
    explorer.run()
    assert explorer.output().endswith("mine\n")
    explorer.reopen()
    assert explorer.code.text() == typed
    assert explorer.has_button("Restore original")


def test_restore_is_one_click_and_undone_by_the_toast(explorer: Explorer) -> None:
    explorer.start(TARGET)
    stored = explorer.code.text()
    explorer.append("broken(")
    typed = explorer.code.text()
    explorer.wait(lambda: explorer.session.is_edited(TARGET))
    explorer.click("Restore original")
    assert explorer.code.text() == stored
    assert on_disk(explorer) is None
    assert not explorer.has_button("Restore original")
    assert explorer.window.status_bar.state == "Original restored"
    toast = explorer.window.workbench.toast
    explorer.click("Undo", toast)
    assert explorer.code.text() == typed
    assert on_disk(explorer) == typed
    assert explorer.has_button("Restore original")
    assert explorer.window.status_bar.state == "Your copy is back"


def test_restore_is_undone_by_ctrl_z_and_kept_on_the_disk(explorer: Explorer) -> None:
    explorer.start(TARGET)
    stored = explorer.code.text()
    explorer.append("broken(")
    typed = explorer.code.text()
    explorer.wait(lambda: explorer.session.is_edited(TARGET))
    explorer.press("Ctrl+Shift+R")
    assert explorer.code.text() == stored
    explorer.code.setFocus()
    explorer.press("Ctrl+Z")
    assert explorer.code.text() == typed
    explorer.wait(lambda: on_disk(explorer) == typed)
    explorer.reopen()
    assert explorer.code.text() == typed


def test_typing_just_before_another_example_is_opened_is_kept(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.append("# last words")
    typed = explorer.code.text()
    window.open_target("control-flow/truthiness")
    assert on_disk(explorer) == typed
    window.open_target(TARGET)
    assert explorer.code.text() == typed


def test_text_typed_back_to_the_original_is_no_edit(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.append("x")
    explorer.wait(lambda: explorer.session.is_edited(TARGET))
    explorer.press("Backspace")
    explorer.wait(lambda: not explorer.session.is_edited(TARGET))
    assert on_disk(explorer) is None


def test_earlier_copies_come_back_one_by_one_also_after_a_restart(explorer: Explorer) -> None:
    explorer.start(TARGET)
    stored = explorer.code.text()
    typed = []
    for words in ("# first", "# second"):
        explorer.append(words)
        typed.append(explorer.code.text())
        explorer.wait(lambda: explorer.session.is_edited(TARGET))
        explorer.press("Ctrl+Shift+R")
        assert explorer.code.text() == stored
    window = explorer.reopen(TARGET)
    window.workbench.bring_back()
    assert explorer.code.text() == typed[1]
    window.workbench.bring_back()
    assert explorer.code.text() == typed[0]
    assert on_disk(explorer) == typed[0]


def test_a_word_is_found_and_replaced_with_the_keyboard_alone(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.replace("one = 1\nprint(one)\n")
    explorer.code.go_to(1)
    explorer.press("Ctrl+H")
    explorer.type("one")
    explorer.press(*["Tab"] * 7)
    explorer.type("two")
    explorer.press("Return")
    assert explorer.code.text() == "two = 1\nprint(one)\n"
    explorer.press("Ctrl+Alt+Return")
    assert explorer.code.text() == "two = 1\nprint(two)\n"
    explorer.press("Escape")
    assert explorer.code.hasFocus()
    explorer.press("Ctrl+Z")
    assert explorer.code.text() == "two = 1\nprint(one)\n"
    explorer.press("Ctrl+G")
    explorer.type("2")
    explorer.press("Return")
    assert explorer.code.textCursor().blockNumber() == 1
