"""Story: somebody writes a program of their own, copies one, renames it, deletes it and wants it back."""

from __future__ import annotations

from pathlib import Path

from desktop.child.protocol import OutcomeKind
from desktop.core.example import Example
from desktop.ui.name_dialog import NameDialog
from tests.e2e.explorer import Explorer

TARGET = "control-flow/if-elif-else"


def front(explorer: Explorer) -> Example:
    example = explorer.window.workbench.example
    assert example is not None
    return example


def own_files(explorer: Explorer) -> dict[str, str]:
    folder = explorer.data_dir / "programs"
    return {file.name: file.read_text() for file in folder.glob("*.py")}


def choose(explorer: Explorer, action: str) -> None:
    explorer.window.commands._refresh()  # as the menu does when it opens
    explorer.window.commands._actions[action].trigger()


def test_a_new_program_is_typed_run_and_there_after_a_restart(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.press("Ctrl+N")
    assert front(explorer).title == "Program"
    explorer.type("print(6 * 7)\n")
    outcome = explorer.run()
    assert outcome.kind is OutcomeKind.OK
    assert outcome.remark == ""
    assert explorer.output() == "42\n"
    assert own_files(explorer) == {"Program.py": "print(6 * 7)\n"}
    assert not explorer.has_button("Restore original")
    explorer.reopen()
    assert front(explorer).is_own
    assert explorer.code.text() == "print(6 * 7)\n"
    assert explorer.run().kind is OutcomeKind.OK


def test_an_own_program_is_confined_like_any_file_from_elsewhere(explorer: Explorer, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    explorer.start(TARGET)
    explorer.press("Ctrl+N")
    explorer.replace(f"import os\nprint(os.path.exists({str(secret)!r}))\n")
    explorer.run()
    assert explorer.output() == "False\n"


def test_an_example_is_duplicated_with_what_the_learner_changed_and_renamed(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.append("print('mine')")
    typed = explorer.code.text()
    choose(explorer, "duplicate")
    assert front(explorer).is_own
    assert explorer.code.text() == typed
    choose(explorer, "rename_program")
    dialog = explorer.app.activeModalWidget()
    assert isinstance(dialog, NameDialog)
    explorer.wait(dialog.field.hasFocus)
    explorer.press("Ctrl+A")
    explorer.type("a/b\n")
    assert "cannot hold" in dialog.problem.text()
    explorer.press("Ctrl+A")
    explorer.type("my choice\n")
    assert front(explorer).title == "my choice"
    assert own_files(explorer) == {"my choice.py": typed}


def test_a_deleted_program_comes_back_by_the_toast(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.press("Ctrl+N")
    explorer.type("print(1)\n")
    explorer.wait(lambda: own_files(explorer) == {"Program.py": "print(1)\n"})
    choose(explorer, "delete_program")
    assert own_files(explorer) == {}
    assert not front(explorer).is_own
    explorer.click("Undo", explorer.window.workbench.toast)
    assert own_files(explorer) == {"Program.py": "print(1)\n"}
    assert front(explorer).title == "Program"


def test_a_new_program_has_nothing_of_the_deleted_one_whose_name_it_bears(explorer: Explorer) -> None:
    explorer.start(TARGET)
    marks = explorer.session.marks
    explorer.press("Ctrl+N")
    explorer.type("print('old')\n")
    explorer.run()
    old = front(explorer)
    marks.set_favorite(old, True)
    marks.rate(old, 3)
    marks.write_note(old, "about the old one")
    choose(explorer, "delete_program")
    explorer.press("Ctrl+N")
    new = front(explorer)
    assert new.id == old.id
    assert explorer.output() == ""
    assert explorer.session.memory.last(new.id) is None
    assert (marks.is_favorite(new), marks.rating(new), marks.note(new)) == (False, 0, "")


def test_a_rename_keeps_the_marks_also_when_the_name_stays(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.press("Ctrl+N")
    for name in ("Program", "other"):
        explorer.session.marks.rate(front(explorer), 3)
        choose(explorer, "rename_program")
        dialog = explorer.app.activeModalWidget()
        assert isinstance(dialog, NameDialog)
        explorer.wait(dialog.field.hasFocus)
        explorer.press("Ctrl+A")
        explorer.type(f"{name}\n")
        assert front(explorer).title == name
        assert explorer.session.marks.rating(front(explorer)) == 3


def test_a_deleted_program_comes_back_by_keys_alone(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.press("Ctrl+N")
    explorer.type("print(1)\n")
    choose(explorer, "delete_program")
    explorer.press("F6", "Return")
    assert own_files(explorer) == {"Program.py": "print(1)\n"}
    assert explorer.code.hasFocus()
    assert not explorer.window.workbench.toast.isVisible()
