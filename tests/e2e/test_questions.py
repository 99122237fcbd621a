"""Story: somebody opens a file from elsewhere that wants more than its own folder, and decides by keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from desktop.child.protocol import OutcomeKind
from desktop.core.permissions import Verdict
from desktop.ui.decisions_view import DecisionsView
from desktop.ui.permissions_dialog import PermissionsDialog
from tests.e2e.explorer import Explorer
from tests.own_folders import place_outside_tmp

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no sandbox asks yet")

CODE = """import subprocess

try:
    print(subprocess.run(["/bin/echo", "it", "ran"], capture_output=True, text=True).stdout)
except OSError as problem:
    print("kept from it:", type(problem).__name__)
"""

READS = """from pathlib import Path

file = Path({backwards!r}[::-1])
try:
    print(file.read_text())
except OSError as problem:
    print("kept from it:", type(problem).__name__)
"""


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    file = tmp_path / "stranger" / "starts.py"
    file.parent.mkdir()
    file.write_text(CODE, encoding="utf-8")
    return file


@pytest.fixture
def secret() -> Iterator[Path]:
    """Not below /tmp: a program has one of its own there, so that nothing in it is forbidden."""
    with TemporaryDirectory(prefix=".outside-", dir=place_outside_tmp()) as folder:
        file = Path(folder) / "secret.txt"
        file.write_text("the secret", encoding="utf-8")
        yield file


def asked(explorer: Explorer) -> PermissionsDialog:
    """Press F5 and wait for the question, until keys reach it."""
    explorer.activate()
    explorer.press("F5")
    explorer.wait(lambda: explorer.window.findChildren(PermissionsDialog))
    (dialog,) = explorer.window.findChildren(PermissionsDialog)
    explorer.wait(dialog.isActiveWindow)
    return dialog


def answered(explorer: Explorer, runs: int) -> str:
    """Wait for the end of the run and give what it printed."""
    explorer.wait_for_end(runs)
    explorer.wait(lambda: not explorer.window.findChildren(QDialog))
    explorer.activate()
    return explorer.output()


def test_what_a_stranger_may_is_asked_and_the_first_key_keeps_it_out(
    explorer: Explorer, stranger: Path
) -> None:
    explorer.start(str(stranger))
    dialog = asked(explorer)
    assert [str(row.wish.permission) for row in dialog.rows] == ["run"]
    explorer.press("Return")
    assert "it ran" not in answered(explorer, 1)
    assert explorer.session.gate.decisions() == ()


def test_what_is_ticked_is_given_once_and_asked_again(explorer: Explorer, stranger: Path) -> None:
    explorer.start(str(stranger))
    dialog = asked(explorer)
    tick(explorer, dialog)
    explorer.press("Return")
    assert "it ran" in answered(explorer, 1)
    assert not asked(explorer).rows[0].is_ticked
    explorer.press("Return")
    assert "it ran" not in answered(explorer, 2)


def test_an_answer_for_the_example_holds_until_it_is_revoked(explorer: Explorer, stranger: Path) -> None:
    explorer.start(str(stranger))
    dialog = asked(explorer)
    tick(explorer, dialog, remember=True)
    explorer.press("Return")
    assert "it ran" in answered(explorer, 1)
    explorer.press("F5")
    assert "it ran" in answered(explorer, 2)
    (decision,) = explorer.session.gate.decisions()
    assert decision.verdict is Verdict.ALLOW
    explorer.window.commands.open_permissions()
    (view,) = explorer.window.findChildren(DecisionsView)
    explorer.wait(view.isActiveWindow)
    view.list.setFocus()
    explorer.press("Delete")
    assert explorer.session.gate.decisions() == ()
    explorer.press("Return")
    explorer.wait(lambda: not explorer.window.findChildren(DecisionsView))
    asked(explorer)
    explorer.press("Return")
    answered(explorer, 3)


def test_what_was_blocked_is_allowed_once_or_kept_blocked_by_its_card(
    explorer: Explorer, secret: Path, stranger: Path
) -> None:
    hidden = READS.format(backwards=str(secret)[::-1])  # a path that is written out is asked about before
    stranger.write_text(hidden, encoding="utf-8")
    explorer.start(str(stranger))
    explorer.run()
    card = explorer.panel.denial_card
    assert "the secret" not in explorer.output()
    assert card.isVisible()
    assert explorer.code.marks == {5: "blocked"}
    assert explorer.code.notes == {5: "blocked: read outside the allowed folders"}
    go_to(explorer, card.keep_button)
    explorer.press("Tab", "Return")
    explorer.wait_for_end(2)
    assert "the secret" in explorer.output()
    assert not card.isVisible()
    assert explorer.run().denied, "once was once"
    go_to(explorer, card.keep_button)
    explorer.press("Return")
    assert not card.isVisible()
    explorer.run()
    assert not card.isVisible()


def go_to(explorer: Explorer, widget: QWidget) -> None:
    """From pane to pane, as often as it takes to go round."""
    for _ in range(len(explorer.window.panes())):
        if not widget.hasFocus():
            explorer.press("F6")
    assert widget.hasFocus()


def test_escape_runs_nothing_and_nothing_of_the_run_before_is_shown(
    explorer: Explorer, stranger: Path
) -> None:
    explorer.start(str(stranger))
    asked(explorer)
    explorer.press("Return")
    assert answered(explorer, 1)
    asked(explorer)
    explorer.press("Escape")
    assert answered(explorer, 2) == ""
    assert explorer.outcomes[-1].kind is OutcomeKind.REFUSED
    assert "You chose not to run it" in explorer.panel.strip.sentence()
    said = [label.text() for label in explorer.panel.console.findChildren(QLabel) if label.isVisible()]
    assert "It did not run" in said


def test_closing_the_window_while_it_asks_ends_in_order(explorer: Explorer, stranger: Path) -> None:
    explorer.start(str(stranger))
    asked(explorer)
    explorer.close()
    explorer.start("control-flow/if-elif-else")
    assert explorer.window.isVisible()


def tick(explorer: Explorer, dialog: PermissionsDialog, *, remember: bool = False) -> None:
    """By keys: back to the boxes, tick, choose how long, on to the button for what is ticked."""
    explorer.press("Shift+Tab", "Shift+Tab")
    if remember:
        explorer.press("Right")
    explorer.press("Shift+Tab")
    assert dialog.rows[0].box.hasFocus()
    explorer.press("Space")
    explorer.press("Tab", "Tab", "Tab", "Tab")
    assert dialog.with_button.hasFocus()
