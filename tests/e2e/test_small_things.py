"""Story: somebody works for a while, and none of the small things that annoy happens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QTreeView, QWidget

from desktop.child.protocol import OutcomeKind
from desktop.ui.controls import Button, Prose
from desktop.ui.filter_chips import Chip
from desktop.ui.settings_dialog import SettingsDialog
from tests.e2e.explorer import Explorer

TARGET = "control-flow/if-elif-else"
ASKS = "first-steps/ask-with-input"


def test_an_example_that_is_chosen_again_keeps_its_output_its_cursor_and_its_edit(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.append("print('mine')")
    explorer.run()
    output, place = explorer.output(), explorer.code.textCursor().position()
    assert output.endswith("mine\n")
    assert window.open_target(TARGET)
    assert (explorer.output(), explorer.code.textCursor().position()) == (output, place)
    assert explorer.code.text().endswith("print('mine')")
    assert explorer.panel.strip.sentence() == "Finished"


def test_a_restored_text_bears_no_mark_of_the_run_of_another(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.append("raise ValueError")
    explorer.run()
    assert explorer.code.marks
    explorer.click("Restore original")
    assert not explorer.code.marks


def test_focus_goes_to_the_output_when_the_button_that_has_it_goes(
    explorer: Explorer, tmp_path: Path
) -> None:
    (tmp_path / "doc.py").write_text('"""\n>>> 1 + 1\n2\n"""\n', encoding="utf-8")
    window = explorer.start(str(tmp_path))
    explorer.wait(lambda: window.workbench.example is not None)
    explorer.run()
    button = explorer.button("Run the doctests")
    button.setFocus()
    QTest.keyClick(button, " ")
    explorer.wait_for_end(2)
    assert not button.isVisible()
    assert explorer.focus is explorer.console.view


def test_focus_goes_to_the_output_when_the_question_goes(explorer: Explorer) -> None:
    explorer.start(ASKS)
    explorer.press("F5")
    explorer.wait(explorer.console.input.isVisible)
    explorer.press("Tab")
    assert explorer.focus is explorer.console.input.send_button
    explorer.session.stop()
    explorer.wait_for_end()
    assert explorer.focus is explorer.console.view


def test_a_search_does_not_widen_the_library_of_a_small_window(explorer: Explorer) -> None:
    window = explorer.start(TARGET, size=(900, 600))
    explorer.wait(lambda: window.library.width() == 232)
    explorer.press("Ctrl+K")
    explorer.type("string")
    explorer.wait(lambda: "of" in window.library._count.text())
    window.library.layout().activate()
    assert window.library.minimumSizeHint().width() <= 232
    assert window.library.width() == 232
    assert explorer.has_button("Open folder…", window.library)


def test_all_filters_stand_in_one_line_of_the_library_of_a_window_of_middle_size(explorer: Explorer) -> None:
    window = explorer.start(TARGET, size=(1100, 800))
    explorer.wait(lambda: window.library.width() == 260)
    window.library.layout().activate()
    chips = [chip for chip in window.library.findChildren(Chip) if chip.isVisible()]
    assert len(chips) == 4
    assert len({chip.y() for chip in chips}) == 1


def test_a_new_program_is_seen_in_the_library_although_a_search_was_on(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.press("Ctrl+K")
    explorer.type("string")
    explorer.press("Ctrl+N")
    explorer.wait(lambda: window.workbench.example is not None and window.workbench.example.is_own)
    tree = window.library.findChildren(QTreeView)[0]
    assert str(tree.currentIndex().data()) == "Program"


def test_no_tip_of_a_call_hides_a_line_while_the_program_runs(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.append("print(")
    completing = explorer.code.completing
    assert completing is not None
    explorer.wait(completing.tip.isVisible)
    explorer.run()
    assert not completing.tip.isVisible()


def test_who_looks_at_another_example_and_comes_back_finds_the_last_output(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.append("raise ValueError('mine')")
    explorer.run()
    output = explorer.output()
    window.open_target(ASKS)
    assert not explorer.output()
    window.open_target(TARGET)
    explorer.wait(lambda: explorer.console.is_settled)
    assert explorer.output().strip() == output.strip()
    assert explorer.panel.strip.sentence().startswith("Ended with ValueError")
    assert set(explorer.code.marks.values()) == {"raised"}
    explorer.code.go_to(1)
    QTest.keyClick(explorer.panel.strip.action_button, " ")
    assert explorer.code.textCursor().blockNumber() > 1


def test_what_was_blocked_is_marked_again_only_in_the_code_that_ran(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.replace("try:\n    open('wodahs/cte/'[::-1])\nexcept OSError:\n    print('no')\n")
    explorer.run()
    marks = explorer.code.marks
    assert set(marks.values()) == {"blocked"}
    window.open_target(ASKS)
    assert not explorer.panel.denial_card.isVisible()
    window.open_target(TARGET)
    explorer.wait(explorer.panel.denial_card.isVisible)
    assert explorer.code.marks == marks
    explorer.append("# another line")
    window.open_target(ASKS)
    window.open_target(TARGET)
    assert explorer.output()
    assert not explorer.code.marks and not explorer.panel.denial_card.isVisible()


def test_after_the_original_is_back_no_button_leads_to_a_line_of_the_edit(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.append("raise ValueError('mine')")
    explorer.run()
    assert explorer.panel.strip.action_button.isVisible()
    window.workbench.restore()
    assert not explorer.panel.strip.action_button.isVisible()


def test_the_palette_knows_that_a_program_of_ones_own_is_in_front(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    delete = window.findChild(QAction, "action-delete_program")
    assert delete is not None and not delete.isEnabled()
    explorer.press("Ctrl+N")
    explorer.wait(lambda: window.workbench.example is not None and window.workbench.example.is_own)
    delete.setEnabled(False)  # as whatever has not told it yet leaves it
    explorer.press("Ctrl+Shift+P")
    explorer.type("delete")
    assert window.commands.palette.shown()[0] == "delete_program"
    assert delete.isEnabled()


def test_the_last_words_of_the_head_end_where_run_ends(explorer: Explorer) -> None:
    window = explorer.start(TARGET, size=(1280, 800))
    header = window.workbench.view.header
    guide, run = explorer.button("Guide", header), explorer.button("Run", header)
    assert isinstance(guide, Button)
    right = guide.geometry().right() - guide.side
    assert right == run.geometry().right()


def test_a_file_too_long_to_be_checked_while_one_types_says_so(explorer: Explorer, tmp_path: Path) -> None:
    window = explorer.start(TARGET)
    said: list[str] = []
    window.workbench._session.notice.connect(said.append)
    file = tmp_path / "long.py"
    file.write_text("value = 1\n" * 10_001, encoding="utf-8")
    explorer.open(str(file))
    assert said == ["Longer than 100,000 characters: mistakes are not marked while you type."]
    file.write_text("value = 1\n" * 9_000, encoding="utf-8")
    said.clear()
    explorer.open(TARGET)
    explorer.open(str(file))
    assert said == []


def test_nothing_is_cut_at_the_right_of_the_smallest_window_with_big_letters(explorer: Explorer) -> None:
    window = explorer.start(TARGET, size=(900, 600))
    window.theme.set_font_size(20)
    explorer.run()
    pages = window.pages
    for page in ("welcome", "progress"):
        window.show_page(page)
        explorer.wait(lambda: is_whole_in_its_width(pages.currentWidget()))
    window.commands.open_settings()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    explorer.wait(lambda: is_whole_in_its_width(dialog))
    row = dialog.rows["execution.timeout_seconds"]
    assert row.field.geometry().right() <= row.width()
    window.theme.set_font_size(13)
    explorer.wait(lambda: row.field.geometry().x() > 200)
    dialog.reject()


def is_whole_in_its_width(page: QWidget) -> bool:
    """Whether no part of a page that scrolls lies beyond its right edge."""
    areas = page.findChildren(QScrollArea)
    return bool(areas) and all(area.widget().width() <= area.viewport().width() for area in areas)


def test_a_long_explanation_above_the_code_shows_its_beginning_and_a_way_to_the_rest(
    explorer: Explorer,
) -> None:
    window = explorer.start(TARGET, size=(900, 600))
    window.theme.set_font_size(24)
    window.open_target("first-steps/hello-world")
    brief = window.workbench.view.findChild(Prose)
    assert brief is not None
    explorer.wait(lambda: explorer.has_button("More"))
    explorer.activate()
    assert brief.verticalScrollBar().value() == 0
    explorer.click("More")
    assert window.is_guide_shown
    window.want_guide(False)
    window.theme.set_font_size(13)
    window.resize(1200, 800)
    explorer.wait(lambda: not explorer.has_button("More"))


def test_run_that_is_clicked_twice_runs(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.append("input()")
    run = explorer.button("Run", window.workbench.view.header)
    place = run.geometry().center()
    header = run.parentWidget()
    assert header is not None
    QTest.mouseClick(run, Qt.MouseButton.LeftButton)
    explorer.wait(lambda: explorer.has_button("Stop", header))
    stop = explorer.button("Stop", header)
    assert stop.geometry().contains(place)
    QTest.mouseDClick(stop, Qt.MouseButton.LeftButton)
    explorer.wait(explorer.console.input.isVisible)
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert explorer.wait_for_end().kind is OutcomeKind.STOPPED
