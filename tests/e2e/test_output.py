"""Stories of the output: answered once and again, found in, compared, laid out as it was left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction

from desktop.ui.compare_dialog import CompareDialog
from tests.e2e.explorer import Explorer

ASKS = '''"""Asks."""
name = input("Name? ")
print("Hello", name)
print("You said", input("More? "))
'''


def _action(explorer: Explorer, name: str) -> QAction:
    action = explorer.window.findChild(QAction, f"action-{name}")
    assert action is not None
    return action


def _compare(explorer: Explorer, name: str) -> str:
    """The verdict of a comparison."""
    assert _action(explorer, name).isEnabled()
    _action(explorer, name).trigger()
    dialog = explorer.window.findChild(CompareDialog)
    assert dialog is not None
    explorer.wait(lambda: dialog.verdict.text() != "Comparing…")
    verdict = dialog.verdict.text()
    dialog.close_button.click()
    explorer.activate()
    return verdict


def test_answers_are_given_again_and_the_runs_compared(explorer: Explorer, tmp_path: Path) -> None:
    file = tmp_path / "asks.py"
    file.write_text(ASKS, encoding="utf-8")
    explorer.start(str(file))
    explorer.press("F5")
    for answer in ("Ada", "hi"):
        explorer.wait(explorer.console.input.field.hasFocus)
        explorer.type(answer)
        explorer.press("Return")
        explorer.wait(lambda answer=answer: answer in explorer.output())
    explorer.wait_for_end(1)
    first = explorer.output()
    explorer.press("Ctrl+Shift+F5")
    explorer.wait_for_end(2)
    explorer.wait(lambda: explorer.console.is_settled)
    assert explorer.output() == first.replace("typed by you", "as in your last run")
    assert not explorer.console.input.isVisible()
    compared = _compare(explorer, "compare_before")
    assert compared == "The same as the run before."


def test_find_is_the_find_of_where_one_is_and_the_layout_is_kept(explorer: Explorer) -> None:
    window = explorer.start("first-steps/read-a-traceback")
    explorer.press("F5")
    explorer.wait_for_end()
    assert _compare(explorer, "compare_expected") == "The same as the expected output."
    explorer.console.setFocus()
    explorer.press("Ctrl+F")
    assert explorer.panel.find_bar.isVisible() and not window.workbench.view.find_bar.isVisible()
    explorer.type("by zero")
    explorer.wait(lambda: explorer.panel.find_bar.count.text() == "1 of 1")
    explorer.press("Escape")
    assert explorer.console.view.selected_text() == "by zero"
    explorer.press("Alt+Z")
    narrow = explorer.console.view.text_x
    _action(explorer, "number_output").trigger()
    assert explorer.console.view.text_x > narrow
    explorer.reopen()
    view = explorer.console.view
    assert (view.is_wrapped, view.text_x > narrow) == (False, True)
