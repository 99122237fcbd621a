"""What a screen reader is told: each control by name, each row in words, and what happens elsewhere.

Read from the accessibility bus itself, where Orca reads it; the window is a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.driven import Driven, DrivenWindow
from tests.e2e.listener import Listener, SessionBus, Thing, lacks

pytestmark = pytest.mark.skipif(bool(lacks()), reason=lacks())

TARGET = "names-and-objects/augmented-assignment"
# What is worked by keys or says a state; a combo box has its value as name, a label beside says what it is.
CONTROLS = {
    *("push button", "toggle button", "check box", "radio button", "button menu", "link"),
    *("text", "combo box", "spin box", "slider", "progress bar"),
    *("tree", "list", "table", "tree item", "list item", "table cell", "column header"),
    *("page tab", "page tab list", "menu", "menu item", "graphic", "dialog", "frame"),
}
DIALOGS = (
    *("settings", "permissions", "protection", "shortcuts", "about", "palette", "go_to_line", "changes"),
)


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionBus]:
    bus = SessionBus(tmp_path)
    for name, value in bus.environ.items():
        monkeypatch.setenv(name, value)
    yield bus
    bus.close()


@pytest.fixture
def listener(bus: SessionBus) -> Iterator[Listener]:
    """Listens before the window is made, as a screen reader that runs already."""
    listener = Listener(bus.accessibility_bus())
    yield listener
    listener.close()


@pytest.fixture
def window(listener: Listener, driven: Driven) -> DrivenWindow:
    """A window with an example, on the bus of the listener."""
    return driven.open(TARGET)


def unnamed(things: list[Thing]) -> list[str]:
    """The controls that have no name, or, as combo boxes, none beside their value."""
    return [
        str(thing)
        for thing in things
        if (thing.role in CONTROLS or "focusable" in thing.states)
        and not (thing.label if thing.role == "combo box" else thing.name)
    ]


def named(things: list[Thing], role: str, start: str) -> Thing:
    found = [thing for thing in things if thing.role == role and thing.name.startswith(start)]
    assert len(found) == 1, [str(thing) for thing in things]
    return found[0]


def test_every_control_of_every_page_has_a_name_and_its_state(
    listener: Listener, window: DrivenWindow
) -> None:
    main = listener.tree()
    assert unnamed(main) == []
    assert len(main) > 80, "the window was not read"
    assert "checked" in named(main, "radio button", "Library").states
    assert {"Beginner", "Python 3.11+"} <= {thing.name for thing in main if thing.role == "label"}
    assert named(main, "push button", "Protection: ").description
    stars = named(main, "slider", "My rating")
    assert "focusable" in stars.states
    named(main, "text", "My note")
    for page in ("page_progress", "page_activity", "welcome"):
        window.do(["act", page])
        window.expect("acted")
        assert unnamed(listener.tree()) == []


def test_every_control_of_every_dialog_has_a_name(listener: Listener, window: DrivenWindow) -> None:
    window.do(["type", "# mine"])
    window.expect("saved")
    for name in DIALOGS:
        window.do(["act", name])
        window.expect("acted")
        front = listener.front()
        assert name == "palette" or front[0].role == "dialog", [str(thing) for thing in front[:3]]
        assert unnamed(front) == [], name
        if name == "settings":
            combos = {thing.label: thing.name for thing in front if thing.role == "combo box"}
            assert combos["Theme"] == "Automatic"
            assert "checked" in named(front, "check box", "Run examples in the sandbox").states
        if name == "palette":
            first = next(thing for thing in front if thing.role == "list item")
            assert "selected" in first.states and ", File" in first.name
        window.do(["dismiss"])
        window.expect("dismissed")


def test_a_row_of_the_library_says_its_title_status_and_place(
    listener: Listener, window: DrivenWindow
) -> None:
    row = named(listener.tree(), "tree item", "+= changes a list")
    assert row.name == "+= changes a list but replaces a tuple, opened, open"
    assert row.description == "Chapter 2, Names and Objects, Names"
    assert "selected" in row.states
    assert named(listener.tree(), "tree item", "Chapter 2, Names").states >= {"expanded", "focusable"}
    window.do(["act", "run"])
    window.expect("finished")
    assert "completed" in named(listener.tree(), "tree item", "+= changes a list").name


def test_the_output_is_announced_and_can_be_read_with_its_cursor(
    listener: Listener, driven: Driven, tmp_path: Path
) -> None:
    file = tmp_path / "says.py"
    file.write_text("print('Good 😀 morning')\nprint('and good night')\n", encoding="utf-8")
    window = driven.open(str(file))
    window.do(["act", "run"])
    assert listener.wait_for_announcement("Good").startswith("Good 😀 morning")
    window.expect("finished")
    text = "Good 😀 morning\nand good night\n"
    output = named(listener.tree(), "text", "Output")
    assert listener.text_of(output) == (text, len(text.encode("utf-16-le")) // 2)


def test_what_is_selected_of_the_output_is_announced(
    listener: Listener, driven: Driven, tmp_path: Path
) -> None:
    file = tmp_path / "says.py"
    file.write_text("for number in range(30):\n    print('line', number)\n", encoding="utf-8")
    window = driven.open(str(file))
    window.do(["act", "run"])
    window.expect("finished")
    window.do(["focus", "Output"], ["press", "Ctrl+Home"], ["press", "Shift+Down"])
    assert listener.wait_for_announcement("Selected") == "Selected: line 0\n"
    window.do(["press", "Ctrl+A"])
    assert listener.wait_for_announcement("selected") == "30 lines selected"
    window.do(["press", "Left"])
    assert listener.wait_for_announcement("is selected") == "Nothing is selected"


def test_the_outcome_of_a_run_and_a_waiting_program_are_announced(
    listener: Listener, window: DrivenWindow, driven: Driven
) -> None:
    window.do(["act", "run"])
    assert listener.wait_for_announcement("Finished").startswith("Finished")
    strip = [thing.name for thing in listener.tree() if thing.name.endswith("7 lines")]
    assert strip, "the figures of the run are not read"
    window.do(["close"])
    window.end()
    asking = driven.open("first-steps/ask-with-input")
    asking.do(["act", "run"])
    assert "waits for your answer" in listener.wait_for_announcement("waits")
    named(listener.tree(), "text", "Input for the program")


def test_a_question_before_a_run_is_read_with_what_it_asks_and_each_answer(
    listener: Listener, driven: Driven, tmp_path: Path
) -> None:
    stranger = tmp_path / "downloads" / "stranger.py"
    stranger.parent.mkdir()
    stranger.write_text("import subprocess\nsubprocess.run(['true'])\n", encoding="utf-8")
    window = driven.open(str(stranger))
    window.do(["act", "run"])
    while (front := listener.front())[0].role != "dialog":  # it is read before what it needs is asked
        pass
    assert unnamed(front) == []
    buttons = {thing.name for thing in front if thing.role == "push button"}
    assert {"Run without these", "Run with what is ticked", "Do not run"} <= buttons
    window.do(["dismiss"])
    assert window.expect("finished") == "refused", "Escape is the safe answer: it did not run"
