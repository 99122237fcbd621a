"""Stories: programs that do not end by themselves."""

from __future__ import annotations

import os
import resource
import sys
from collections import Counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from desktop.child.protocol import OutcomeKind, Stream
from desktop.ui.settings_dialog import SettingsDialog
from tests.e2e.driven import alive, family
from tests.e2e.explorer import Explorer

TARGET = "control-flow/if-elif-else"
LOOP = "print('going round')\nwhile True:\n    pass\n"
FLOOD = 'while True:\n    print("hi")\n'
TICK_MS = 20
MANY_BYTES = 500_000
KEY = "execution.timeout_seconds"
OWN_CONFIG = """\
# my own settings
execution:
  # long enough for anything
  timeout_seconds: 45  # seconds
"""


def test_endless_loop_is_stopped_by_shift_f5(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.replace(LOOP)
    others = own_family()
    explorer.press("F5")
    explorer.wait(lambda: "going round" in explorer.output())
    assert explorer.has_button("Stop")
    assert not explorer.has_button("Run")
    running = own_family() - others
    explorer.press("Shift+F5")
    outcome = explorer.wait_for_end()
    assert outcome.kind is OutcomeKind.STOPPED
    assert explorer.panel.strip.sentence() == "Stopped by you"
    assert explorer.has_button("Run")
    explorer.wait(lambda: not alive(running))


def own_family() -> set[tuple[int, str]]:
    """This process and all below it; empty where the system does not show them."""
    return family(os.getpid()) if sys.platform == "linux" else set()


def test_time_limit_set_in_the_dialog_is_kept_logged_and_in_force(explorer: Explorer) -> None:
    explorer.data_dir.mkdir()
    config = explorer.data_dir / "config.yaml"
    config.write_text(OWN_CONFIG, encoding="utf-8")
    window = explorer.start(TARGET)
    explorer.replace(LOOP)
    explorer.press("Ctrl+,")
    (dialog,) = window.findChildren(SettingsDialog)
    explorer.wait(dialog.isActiveWindow)
    dialog.show_setting(KEY)
    box = explorer.focus
    assert isinstance(box, QSpinBox | QDoubleSpinBox)
    assert box.value() == 45
    explorer.press("Ctrl+A")
    explorer.type("1")
    explorer.click("Save", dialog)
    explorer.wait(lambda: not window.findChildren(SettingsDialog))

    assert config.read_text(encoding="utf-8") == OWN_CONFIG.replace("45", "1")
    changes = [
        each["details"] for each in explorer.session.audit.entries() if each["event"] == "setting_changed"
    ]
    assert [(each["key"], each["old"], each["new"]) for each in changes] == [(KEY, 45, 1)]
    assert explorer.session.audit.verify().ok
    explorer.activate()
    outcome = explorer.run()
    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert explorer.panel.strip.sentence() == "Stopped at the time limit of 1 s"
    explorer.click("Change the limit")
    (dialog,) = window.findChildren(SettingsDialog)
    explorer.wait(dialog.isActiveWindow)
    assert isinstance(explorer.focus, QSpinBox | QDoubleSpinBox)
    dialog.reject()


def test_window_goes_on_ticking_while_a_program_floods_it_and_keeps_every_line(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.replace(FLOOD)
    arrived, ticks = Counter[Stream](), Counter[str]()
    explorer.session.output.connect(lambda stream, data: arrived.update({stream: len(data)}))
    timer = QTimer(explorer.window, interval=TICK_MS)
    timer.timeout.connect(lambda: ticks.update(ticks=1))
    explorer.press("F5")
    explorer.wait(lambda: arrived.total() > MANY_BYTES)
    timer.start()
    begin, memory = explorer.session.elapsed_s, peak_memory_mb()
    explorer.wait(lambda: arrived.total() > 4 * MANY_BYTES and ticks.total() > 50)
    possible = (explorer.session.elapsed_s - begin) * 1000 / TICK_MS
    assert ticks.total() > possible / 25  # half a second without a tick, all the time, would be too much
    explorer.press("Shift+F5")
    assert explorer.wait_for_end().kind is OutcomeKind.STOPPED
    printed = arrived[Stream.STDOUT] // 3  # "hi" and the line end
    assert explorer.console.view.last_line_number >= printed
    assert explorer.console.text().startswith("hi\n" * printed)
    assert peak_memory_mb() - memory < 100


def peak_memory_mb() -> float:
    """The most this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
