"""What is wrong with the learner's files is said, each thing by itself, until it was read."""

from __future__ import annotations

from pathlib import Path

from desktop.ui.controls import IconButton
from tests.e2e.explorer import Explorer


def test_two_broken_files_are_two_notices_that_stay_until_they_are_closed(explorer: Explorer) -> None:
    folder: Path = explorer.data_dir
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yaml").write_bytes(b"execution: [\n")
    (folder / "user_progress.json").write_bytes(b"\x00\xff\x00")
    bar = explorer.start().notice_bar
    progress, settings = bar.sentences()
    assert "user_progress.json" in progress
    assert "config.yaml" in settings
    assert bar.isVisible()
    for button in bar.findChildren(IconButton):
        button.click()
    assert bar.isHidden()
    assert bar.sentences() == ()


def test_a_start_with_sound_files_has_nothing_to_say(explorer: Explorer) -> None:
    assert explorer.start().notice_bar.isHidden()


def test_while_another_example_is_in_front_the_strip_stops_the_one_that_runs(explorer: Explorer) -> None:
    explorer.start("first-steps/ask-with-input")
    explorer.press("F5")
    explorer.wait(lambda: explorer.panel.strip.sentence() == "Waiting for your answer")
    explorer.window.open_target("control-flow/if-elif-else")
    explorer.click("Stop", inside=explorer.panel.strip)
    assert explorer.wait_for_end().kind.value == "stopped"
