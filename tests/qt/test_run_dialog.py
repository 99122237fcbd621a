"""A run of the past is shown as it was: how it ended and what it printed, as far as that is kept."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Stream
from desktop.core.kept_outputs import KeptOutput
from desktop.core.record import RunRecord
from desktop.ui.icons import Icons
from desktop.ui.run_dialog import RunDialog
from desktop.ui.theme import Theme
from tests.qt.fake_session import FakeSession

OUT, ERR = Stream.STDOUT, Stream.STDERR
RUN = RunRecord("first-steps/hello", "failed", "2026-11-24T10:00:00.123+00:00", 40)


class Shower:
    """Makes the dialog of a run."""

    def __init__(
        self, session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
    ) -> None:
        self.session, self._parts, self._window, self._qtbot = session, (theme, icons), window, qtbot

    def __call__(self, run: RunRecord = RUN, output: KeptOutput | None = None) -> RunDialog:
        if output is not None:
            self.session.outputs.keep(run, output)
        dialog = RunDialog(run, self.session, *self._parts, self._window)  # type: ignore[arg-type]
        dialog.open()
        return dialog


@pytest.fixture
def show(session: FakeSession, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot) -> Shower:
    return Shower(session, theme, icons, window, qtbot)


def words_of(dialog: RunDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_an_output_is_shown_as_plain_text_with_what_was_cut(show: Shower, qtbot: QtBot) -> None:
    output = KeptOutput(((OUT, b"<b>one</b>\n"), (ERR, b"two\n")), ((OUT, b"three\n"),), 1234)
    dialog = show(output=output)
    console = dialog.console
    assert console is not None
    qtbot.waitUntil(lambda: console.is_settled)
    assert console.text().splitlines() == ["<b>one</b>", "two", "… 1,234 bytes are not kept here", "three"]


def test_the_head_says_what_how_and_when(show: Shower) -> None:
    words = words_of(show(output=KeptOutput()))
    assert "Hello, world" in words
    assert any(text.startswith("Failed  ·  0.04 s  ·  Tuesday, 24 November 2026, ") for text in words)
    assert "The program ended without printing anything." in words


def test_an_expected_error_is_called_so(show: Shower) -> None:
    run = RunRecord(RUN.target, "failed", RUN.started, 40, is_expected=True)
    assert any(text.startswith("As expected  ·  ") for text in words_of(show(run)))


def test_an_output_that_is_gone_is_said_to_be(show: Shower) -> None:
    dialog = show()
    assert "It is kept of the last 20 runs." in words_of(dialog)
    copy = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Copy the output")
    assert not copy.isEnabled()
    show.session.save_settings({"progress.kept_outputs": 0})
    assert "The output is not kept" in words_of(show())


def test_the_output_is_copied_as_a_whole(show: Shower) -> None:
    dialog = show(output=KeptOutput(((OUT, b"\x1b[31mred\x1b[0m\n"),)))
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "Copy the output").click()
    assert QGuiApplication.clipboard().text().strip() == "red"


def test_what_ran_can_be_opened_from_there(show: Shower, qtbot: QtBot) -> None:
    dialog = show(output=KeptOutput())
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Open the example")
    with qtbot.waitSignal(dialog.example_chosen) as chosen:
        button.click()
    assert chosen.args == ["first-steps/hello"]


def test_a_file_of_the_run_has_its_short_name_and_another_file_its_whole_one(
    show: Shower, qtbot: QtBot
) -> None:
    ours = show.session.paths.cache_dir / "runs" / "session-1" / "run-2" / "program" / "hello.py"
    trace = f'  File "{ours}", line 3, in <module>\n  File "/usr/lib/json.py", line 9, in load\n'
    dialog = show(output=KeptOutput(((ERR, trace.encode()),)))
    console = dialog.console
    assert console is not None
    qtbot.waitUntil(lambda: console.is_settled)
    assert console.text().splitlines() == [
        '  File "hello.py", line 3, in <module>',
        '  File "/usr/lib/json.py", line 9, in load',
    ]
    with qtbot.waitSignal(dialog.example_chosen) as chosen:
        console.link_activated.emit(str(ours), 3)
    assert chosen.args == [RUN.target]
