"""Story: somebody gives programs away as a zip, gets one from a stranger, and drops files here."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.child.protocol import OutcomeKind
from desktop.ui.question import Question
from tests.e2e.explorer import Explorer

TARGET = "control-flow/if-elif-else"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A stranger's library: a program that reads a file beside it, and tries to read more."""
    file = tmp_path / "strange.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("strange/words.txt", "one two\n")
        archive.writestr("strange/count.py", PROGRAM)
        archive.writestr("strange/logo.png", b"\x89PNG")
    return file


PROGRAM = '''"""Count words"""
from pathlib import Path
here = Path(__file__).parent
print(len((here / "words.txt").read_text().split()))
for other in (here.parents[1] / "user_progress.json", here.parents[1] / "programs"):
    print(other.exists())
'''


def act(explorer: Explorer, words: str) -> None:
    """Choose an action by the keyboard alone."""
    explorer.press("Ctrl+Shift+P")
    explorer.type(f"{words}\n")


def answer(explorer: Explorer, path: Path) -> None:
    """Type a path into the dialog for files and leave it by Enter."""
    explorer.wait(lambda: isinstance(explorer.app.activeModalWidget(), QFileDialog))
    explorer.wait(lambda: explorer.focus.window() is explorer.app.activeModalWidget())
    explorer.press("Ctrl+A")
    explorer.type(f"{path}\n")
    explorer.activate()


def read(explorer: Explorer) -> None:
    explorer.wait(lambda: explorer.session.libraries.folder and explorer.session.libraries.progress is None)


def notices(explorer: Explorer) -> str:
    return "\n".join(explorer.window.notice_bar.sentences())


def drop(explorer: Explorer, *paths: Path, on: QWidget | None = None) -> bool:
    """Drag files over the window and let them go. Whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, move = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction  # what is proposed is a move
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place, target = QPointF(9, 9), on or explorer.window
    enter = QDragEnterEvent(place.toPoint(), copy | move, data, button, key)
    enter.setDropAction(move)
    enter.ignore()
    explorer.app.sendEvent(target, enter)
    if enter.isAccepted():
        let_go = QDropEvent(place, copy | move, data, button, key)
        explorer.app.sendEvent(target, let_go)
        assert let_go.dropAction() is copy, "the file would be deleted where it comes from"
        explorer.wait(lambda: explorer.app.activeModalWidget() is not None)
    return enter.isAccepted()


def test_own_programs_go_out_as_a_zip_and_come_back_by_the_keyboard_alone(
    explorer: Explorer, tmp_path: Path
) -> None:
    explorer.start(TARGET)
    act(explorer, "export as zip")
    explorer.wait(lambda: "no program of yours" in explorer.window.status_bar.state)
    explorer.press("Ctrl+N")
    explorer.type("print(6 * 7)\n")
    target = tmp_path / "mine.zip"
    act(explorer, "export as zip")
    answer(explorer, target)
    explorer.wait(lambda: "“mine.zip” is written. It holds 1 file." in notices(explorer))
    with zipfile.ZipFile(target) as archive:
        assert archive.read("My programs/Program.py") == b"print(6 * 7)\n"
    act(explorer, "import zip")
    answer(explorer, target)
    explorer.wait(lambda: "“My programs” is imported and shown: 1 file." in notices(explorer))
    read(explorer)
    imported = explorer.data_dir / "Imported libraries" / "My programs"
    assert explorer.session.libraries.folder == imported
    explorer.press("Ctrl+N")
    assert explorer.session.libraries.folder is None, "the new program is not in the imported folder"
    menu = explorer.window.folders.menu
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "My programs"


def test_a_strangers_zip_is_confined_to_its_own_folder(explorer: Explorer, archive: Path) -> None:
    explorer.start(TARGET)
    act(explorer, "import zip")
    answer(explorer, archive)
    read(explorer)
    assert "1 file was left out (no Python file and no plain text): “strange/logo.png”." in notices(explorer)
    explorer.open(str(explorer.data_dir / "Imported libraries" / "strange" / "count.py"))
    outcome = explorer.run()
    assert outcome.kind is OutcomeKind.OK
    assert outcome.remark == ""
    assert explorer.output() == "2\nFalse\nFalse\n"


def test_an_imported_library_is_deleted_by_the_keyboard_alone_with_what_was_allowed_to_it(
    explorer: Explorer, archive: Path
) -> None:
    explorer.start(TARGET)
    action = explorer.window.findChild(QAction, "action-delete_library")
    assert not action.isEnabled()
    explorer.window.folders.open(archive.parent)
    assert not action.isEnabled(), "a folder from elsewhere is not ours to delete"
    act(explorer, "import zip")
    answer(explorer, archive)
    library = explorer.data_dir / "Imported libraries" / "strange"
    explorer.wait(lambda: explorer.session.libraries.folder == library)
    read(explorer)
    explorer.open(str(library / "count.py"))
    explorer.append("print('mine')")
    explorer.session.gate.trust(explorer.session.example(str(library / "count.py")))
    for keys, is_there in ((("Enter",), True), (("Escape",), True), (("Tab", "Space"), False)):
        act(explorer, "delete the imported")
        explorer.wait(lambda: isinstance(explorer.app.activeModalWidget(), Question))
        explorer.wait(lambda: explorer.focus.window() is explorer.app.activeModalWidget())
        assert "your copy of 1 file" in explorer.app.activeModalWidget().accessibleDescription()
        explorer.press(*keys)
        explorer.activate()
        explorer.wait(lambda: explorer.app.activeModalWidget() is None)
        assert library.exists() is is_there
    assert "“strange” is deleted." in explorer.window.status_bar.state
    assert "imported" not in notices(explorer)
    explorer.wait(lambda: [entry.name for entry in library.parent.iterdir() if entry.is_dir()] == [])
    assert explorer.session.libraries.folder is None
    assert explorer.session.gate.decisions() == ()
    example = explorer.window.workbench.example
    assert example is not None and example.id == TARGET
    assert library not in explorer.window.folders.recent()
    assert archive.exists()
    assert not action.isEnabled()


def test_an_export_holds_the_files_as_they_lie_there_and_says_so(
    explorer: Explorer, archive: Path, tmp_path: Path
) -> None:
    explorer.start(TARGET)
    act(explorer, "import zip")
    answer(explorer, archive)
    read(explorer)
    explorer.open(str(explorer.data_dir / "Imported libraries" / "strange" / "count.py"))
    explorer.append("print('mine')")
    act(explorer, "export as zip")
    answer(explorer, tmp_path / "again.zip")
    explorer.wait(lambda: "again.zip” is written. It holds 2 files. Your edited copies" in notices(explorer))
    with zipfile.ZipFile(tmp_path / "again.zip") as again:
        assert again.read("strange/count.py") == PROGRAM.encode()


def test_a_zip_that_is_none_is_said_and_nothing_changes(explorer: Explorer, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("print(1)\n")
    explorer.start(TARGET)
    act(explorer, "import zip")
    answer(explorer, tmp_path / "x.zip")
    explorer.wait(lambda: "“x.zip” is no zip archive. Nothing of it was imported." in notices(explorer))
    assert explorer.session.libraries.folder is None
    assert not any((explorer.data_dir / "Imported libraries").glob("*"))


def test_what_is_dropped_is_opened_or_imported_after_a_question(
    explorer: Explorer, archive: Path, tmp_path: Path
) -> None:
    explorer.start(TARGET)
    folder, program = tmp_path / "lib 1.0", tmp_path / "single.py"
    folder.mkdir()
    (folder / "a.py").write_text("print(1)\n")
    program.write_text("print(2)\n")
    (tmp_path / "text.txt").write_text("")
    assert not drop(explorer, tmp_path / "text.txt")
    assert not drop(explorer, archive, program), "one at a time"
    for path, title in ((archive, "Import this zip?"), (folder, "Open this folder?"), (program, "Open this")):
        assert drop(explorer, path, on=explorer.code.viewport())
        question = explorer.app.activeModalWidget()
        assert isinstance(question, Question)
        assert question.windowTitle().startswith(title)
        explorer.wait(question.isActiveWindow)  # keys go there from then on
        explorer.press("Escape")
        assert explorer.session.libraries.folder is None
        assert not list((explorer.data_dir).glob("Imported*"))
    drop(explorer, archive)
    explorer.click("Import", explorer.app.activeModalWidget())
    read(explorer)
    drop(explorer, folder)
    explorer.click("Open", explorer.app.activeModalWidget())
    explorer.wait(lambda: explorer.session.libraries.folder == folder)
    drop(explorer, program)
    explorer.click("Open", explorer.app.activeModalWidget())
    explorer.wait(lambda: explorer.code.text() == "print(2)\n")
