"""Story: somebody opens a folder of their own programs, runs one, and works on it with another editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTreeView

from desktop.child.protocol import OutcomeKind
from desktop.ui.disk_news import COPY_KEPT, READ_AGAIN
from tests.e2e.explorer import Explorer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "my programs"
    (folder / "games").mkdir(parents=True)
    (folder / "adding.py").write_text('"""Add two numbers"""\nimport other\nprint(other.one + 1)\n')
    (folder / "other.py").write_text("one = 1\n")
    (folder / "games" / "guess.py").write_text("print('guessed')\n")
    return folder


def opened(explorer: Explorer, folder: Path) -> None:
    """Start with the folder and wait until it was read."""
    explorer.start(str(folder))
    explorer.wait(lambda: explorer.session.libraries.progress is None)


def title(explorer: Explorer) -> str:
    example = explorer.window.workbench.example
    assert example is not None
    return example.title


def test_a_folder_opens_runs_and_is_there_again_after_a_restart(explorer: Explorer, folder: Path) -> None:
    before = {file: file.read_bytes() for file in folder.rglob("*.py")}
    opened(explorer, folder)
    assert title(explorer) == "Add two numbers"
    assert explorer.run().kind is OutcomeKind.OK
    assert explorer.output() == "2\n"
    explorer.press("Ctrl+PgDown", "Ctrl+PgDown")
    assert title(explorer) == "Guess"
    explorer.run()
    assert explorer.output() == "guessed\n"
    explorer.append("print('mine')")
    explorer.run()
    assert explorer.output() == "guessed\nmine\n"
    explorer.reopen()
    explorer.wait(lambda: explorer.session.libraries.progress is None)
    assert explorer.session.libraries.folder == folder
    assert title(explorer) == "Guess"
    assert "mine" in explorer.code.text()
    explorer.click("Close the folder and show the built-in library")
    assert explorer.session.libraries.catalog.examples == explorer.session.catalog.examples
    assert {file: file.read_bytes() for file in folder.rglob("*.py")} == before


def test_the_keys_go_on_from_an_own_program_to_the_files_of_a_folder(
    explorer: Explorer, folder: Path
) -> None:
    explorer.start("control-flow/if-elif-else")
    explorer.press("Ctrl+N")
    explorer.window.folders.open(folder)
    tree = explorer.window.library.findChildren(QTreeView)[0]
    explorer.wait(tree.hasFocus)
    explorer.wait(lambda: explorer.session.libraries.progress is None)
    assert tree.currentIndex().isValid()
    assert tree.isExpanded(tree.model().index(0, 0)), "the first files are seen"
    assert title(explorer) == "Program"
    explorer.press("Ctrl+PgDown")
    assert title(explorer) == "Add two numbers"


def test_files_of_a_package_run_with_the_rest_of_the_folder(explorer: Explorer, folder: Path) -> None:
    """And so does the learner's own copy of one."""
    (folder / "games" / "__init__.py").write_text("")
    (folder / "games" / "guess.py").write_text(
        "from . import dice\nimport other\nprint(dice.six, other.one)\n"
    )
    (folder / "games" / "dice.py").write_text("six = 6\n")
    opened(explorer, folder)
    explorer.open(str(folder / "games" / "guess.py"))
    assert explorer.run().kind is OutcomeKind.OK
    assert explorer.output() == "6 1\n"
    explorer.append("print(other.__name__)")
    assert explorer.run().kind is OutcomeKind.OK
    assert explorer.output() == "6 1\nother\n"


def test_what_another_editor_writes_is_shown_and_is_what_runs(explorer: Explorer, folder: Path) -> None:
    opened(explorer, folder)
    file = folder / "adding.py"
    file.write_text("print('from the other editor')\n")
    explorer.wait(lambda: "other editor" in explorer.code.text())
    assert explorer.window.workbench.toast.isVisible()
    assert READ_AGAIN in explorer.window.status_bar.state
    assert not explorer.session.is_edited(explorer.window.workbench.example.id)  # type: ignore[union-attr]
    explorer.run()
    assert explorer.output() == "from the other editor\n"


def test_the_learners_copy_stays_when_the_file_changes_under_it(explorer: Explorer, folder: Path) -> None:
    opened(explorer, folder)
    explorer.replace("print('mine')\n")
    explorer.wait(lambda: explorer.has_button("Restore original"))
    (folder / "adding.py").write_text("print('theirs')\n")
    explorer.wait(lambda: COPY_KEPT in explorer.window.status_bar.state)
    assert explorer.code.text() == "print('mine')\n"
    explorer.run()
    assert explorer.output() == "mine\n"
    explorer.click("Restore original")
    assert explorer.code.text() == "print('theirs')\n"


def test_a_run_that_was_refused_because_the_file_changed_is_one_click_from_the_new_text(
    explorer: Explorer, folder: Path
) -> None:
    opened(explorer, folder)
    explorer.window.workbench._disk._watch.watch(None)  # as where the system gives no news of a folder
    (folder / "adding.py").write_text("print('new')\n")
    assert explorer.run().kind is OutcomeKind.REFUSED
    explorer.click("Open it again")
    assert explorer.code.text() == "print('new')\n"
    explorer.run()
    assert explorer.output() == "new\n"


def test_a_run_without_output_offers_the_doctests_and_shows_each(explorer: Explorer, folder: Path) -> None:
    text = 'import other\n\ndef double(n):\n    """\n    >>> double(4)\n    {}\n    """\n    return 2 * n\n'
    file = folder / "adding.py"
    file.write_text(text.format(8))
    opened(explorer, folder)
    assert explorer.run().kind is OutcomeKind.OK
    assert explorer.output() == ""
    explorer.click("Run the doctests")
    assert explorer.wait_for_end(2).kind is OutcomeKind.OK
    assert "double(4)" in explorer.output()
    assert "1 passed and 0 failed" in explorer.output()
    assert file.read_text() == text.format(8)
    assert {each.name for each in folder.iterdir()} == {"adding.py", "other.py", "games"}
    explorer.replace(text.format(9))
    explorer.wait(lambda: explorer.has_button("Restore original"))
    explorer.run()
    explorer.click("Run the doctests")
    assert explorer.wait_for_end(4).exit_code == 1
    assert "Expected:" in explorer.output()
