"""Story: what somebody marked, wrote and ran yesterday is there today, by keyboard alone."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.ui.controls import IconButton
from desktop.ui.dashboard_lists import RunList
from desktop.ui.run_dialog import RunDialog
from tests.e2e.explorer import Explorer

FAILS = "first-steps/read-a-traceback"


def star(explorer: Explorer) -> str:
    header = explorer.window.workbench.view.header
    names = [button.accessibleName() for button in header.findChildren(IconButton) if button.isVisible()]
    return next(name for name in names if "favourites" in name)


def test_a_favourite_a_rating_and_a_note_are_there_at_the_next_start(explorer: Explorer) -> None:
    explorer.start(FAILS)
    assert star(explorer) == "Add to favourites"
    explorer.press("Ctrl+D")
    assert star(explorer) == "Remove from favourites"
    explorer.press("Ctrl+Shift+N")
    explorer.type("read the last line first")
    explorer.press("Shift+Tab", "4")
    part = explorer.reopen().workbench.my_part
    assert star(explorer) == "Remove from favourites"
    assert (part.note.toPlainText(), part.stars.value()) == ("read the last line first", 4)


def test_what_a_run_printed_is_shown_again_and_the_log_knows_of_it(explorer: Explorer) -> None:
    explorer.start(FAILS)
    explorer.run()
    printed = explorer.output()
    explorer.reopen()
    explorer.press("Ctrl+2")
    runs = explorer.window.pages.dashboard.findChildren(RunList)[0]
    runs.setFocus()
    explorer.press("Return")
    dialog = QApplication.activeModalWidget() or explorer.window.findChild(RunDialog)
    assert isinstance(dialog, RunDialog) and dialog.console is not None
    explorer.wait(lambda: dialog.console is not None and dialog.console.is_settled)
    assert "ZeroDivisionError" in printed
    assert [line.strip() for line in dialog.console.text().splitlines()][-1] in printed
    dialog.accept()
    explorer.activate()
    explorer.press("Ctrl+5")
    page = explorer.window.pages.activity
    explorer.wait(lambda: page.model.rowCount() > 0)
    explorer.wait(lambda: page.verdict.prose.toPlainText().startswith("The log is whole"))
    explorer.type("finished")
    explorer.wait(lambda: page.model.rowCount() == 1)
    assert "ZeroDivisionError" in str(page.model.index(0, 2).data())
