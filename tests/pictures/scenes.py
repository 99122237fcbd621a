"""Every page, state and dialog of the window that is photographed, in the order in which they come about.

A table: a new page or dialog is a line of ``SCENES`` and the few steps that lead there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from desktop.services.questions import LimitsQuestion, WeakeningQuestion
from desktop.ui.asking import weakening_sentence
from desktop.ui.changes_dialog import ChangesDialog
from desktop.ui.compare_dialog import CompareDialog
from desktop.ui.config_text import ConfigText
from desktop.ui.dashboard_lists import RunList
from desktop.ui.decisions_view import DecisionsView
from desktop.ui.denial_dialog import DenialDialog
from desktop.ui.go_to_line import GoToLine
from desktop.ui.info_dialogs import AboutDialog, ShortcutsDialog
from desktop.ui.limits_dialog import LimitsDialog
from desktop.ui.name_dialog import NameDialog
from desktop.ui.permissions_dialog import PermissionsDialog
from desktop.ui.protection_dialog import ProtectionDialog
from desktop.ui.question import Question
from desktop.ui.run_dialog import RunDialog
from desktop.ui.settings_dialog import SettingsDialog
from desktop.ui.waiting_dialog import WaitingDialog
from tests.pictures.stage import Stage

BRANCHES = "control-flow/if-elif-else"
EDITED = """# My own try. It stops at the last price.
prices = [12, 30, 7, "free"]
total = 0
for price in prices:
    total = total + price
    print(f"{price:>4} -> {total}")
"""
MISTAKE = """name = input("What is your name? ")
if name = "Ada":
    print("Hello again")
"""
ENDLESS = "import time\n\nprint('counting')\nwhile True:\n    time.sleep(0.05)\n"
NOSY = """from pathlib import Path

for name in ("tropnasp", "wodahs", "puorg"):
    try:
        print(Path("/srv/" + name[::-1]).write_text("mine"))
    except OSError as problem:
        print("kept from it:", type(problem).__name__)
"""
DEMANDING = """import subprocess
import urllib.request

print(subprocess.run(["/bin/echo", "it", "ran"], capture_output=True, text=True).stdout)
print(urllib.request.urlopen("https://docs.python.org/3/library/index.html").status)
print(open("/etc/hostname").read())
"""
COLOURS = r'''"""Colours and control characters"""
import sys

for code in range(31, 37):
    print(f"\x1b[{code}mcolour {code}\x1b[0m \x1b[1mbold\x1b[0m \x1b[7minverse\x1b[0m \x1b[4mlined\x1b[0m")
print("bell \a, right to left \u202e, and a line that is very long:", "long words " * 60)
print("to stderr", file=sys.stderr)
'''


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture. ``set_up`` gives what stands before the window; ``shows`` names the dialog it is."""

    name: str
    set_up: Callable[[Stage], QWidget | None]
    shows: type[QDialog] | None = None


# ---- pages and states of the window ----


def _welcome(stage: Stage) -> None:
    stage.window.show_page("welcome")


def _welcome_demo(stage: Stage) -> None:
    _welcome(stage)
    stage.run()


def _progress_empty(stage: Stage) -> None:
    stage.window.show_page("progress")


def _progress_full(stage: Stage) -> None:
    stage.pretend_weeks_of_use()
    stage.window.show_page("progress")


def _activity(stage: Stage) -> None:
    stage.session.save_settings({"execution.timeout_seconds": 31})
    stage.window.show_page("activity")


def _opened(stage: Stage) -> None:
    stage.open(BRANCHES)


def _finished(stage: Stage) -> None:
    stage.open(BRANCHES)
    stage.run()


def _failed(stage: Stage) -> None:
    stage.open("names-and-objects/augmented-assignment")
    stage.write(EDITED)
    stage.run()


def _two_files(stage: Stage) -> None:
    stage.open("modules-and-packages/your-own-module")
    stage.run()


def _newer_python(stage: Stage) -> None:
    stage.open("exceptions/except-without-brackets")


def _waits_for_input(stage: Stage) -> None:
    stage.open("first-steps/ask-with-input")
    stage.start()
    stage.wait(stage.window.workbench.run_panel.console.input.isVisible)


def _runs(stage: Stage) -> None:
    stage.open(stage.file("endless.py", ENDLESS))
    stage.start()
    stage.wait(lambda: "counting" in stage.window.workbench.run_panel.console.text())


def _timed_out(stage: Stage) -> None:
    stage.session.save_settings({"execution.timeout_seconds": 1})
    stage.open(stage.file("endless.py", ENDLESS))
    stage.run()
    stage.session.save_settings({"execution.timeout_seconds": 30})


def _colours(stage: Stage) -> None:
    stage.open(stage.file("colours.py", COLOURS))
    stage.run()


def _denied(stage: Stage) -> None:
    stage.open(stage.file("nosy.py", NOSY))
    stage.run()


def _mistake(stage: Stage) -> None:
    stage.open("strings/escape-sequences")
    stage.write(MISTAKE)
    stage.wait(lambda: stage.code.mistake.line)


def _proposals(stage: Stage) -> None:
    stage.open(BRANCHES)
    stage.code.setFocus()
    stage.press("Ctrl+End")
    stage.type("pri")
    stage.press("Ctrl+Space")


def _find(stage: Stage) -> None:
    stage.open(BRANCHES)
    stage.code.setFocus()
    stage.press("Ctrl+H")
    stage.type("print")


def _guide(stage: Stage) -> None:
    stage.open(BRANCHES)
    stage.window.want_guide(True)


def _search(stage: Stage) -> None:
    stage.press("Ctrl+K")
    stage.type("string")


def _search_in_vain(stage: Stage) -> None:
    stage.press("Ctrl+K")
    stage.press("Ctrl+A")
    stage.type("xylophone")


def _long_titles(stage: Stage) -> None:
    stage.press("Ctrl+K", "Ctrl+A", "Delete")
    folder = stage.folder / "a folder with a name that nobody can read in one breath and its files"
    for number in range(40):
        title = f"Number {number} of a series of examples whose titles do not end where a title should end"
        stage.file(f"{folder.name}/part_{number:02}_of_many_parts_with_long_names.py", f'"""{title}"""\n')
    stage.file(f"{folder.name}/empty.py", "")
    stage.file(f"{folder.name}/needs_numpy.py", "import numpy\n\nprint(numpy.pi)\n")
    stage.open(folder)
    stage.wait(lambda: stage.session.libraries.folder is not None)
    stage.rest()
    stage.open(folder / "part_07_of_many_parts_with_long_names.py")


def _notices(stage: Stage) -> None:
    stage.window.folders.close()
    stage.open(BRANCHES)
    bar = stage.window.notice_bar
    bar.show_notice(
        "`execution.timeout` is not known. Did you mean `execution.timeout_seconds`? Until then 30 is used."
    )
    question = WeakeningQuestion(
        "security.sandbox_mode", "Sandbox", True, False, "Examples will run with your own rights."
    )
    bar.show_question("scene", weakening_sentence(question), "Keep protection", "Use it")


def _toast(stage: Stage) -> None:
    stage.window.notice_bar.drop_question("scene")
    stage.open("names-and-objects/augmented-assignment")
    stage.window.workbench.restore()


# ---- what stands before the window ----


def _menu(title: str) -> Callable[[Stage], QWidget]:
    return lambda stage: stage.menu(title)


def _palette(stage: Stage) -> None:
    stage.press("Ctrl+Shift+P")
    stage.type("co")


def _settings(stage: Stage) -> QWidget:
    stage.choose("Settings…")
    return stage.dialog(SettingsDialog)


def _settings_security(stage: Stage) -> QWidget:
    stage.window.commands.open_settings("security.sandbox_mode")
    dialog = stage.dialog(SettingsDialog)
    stage.wait(dialog.isActiveWindow)
    stage.press("Space")
    return dialog


def _settings_file(stage: Stage) -> QWidget:
    dialog = _settings(stage)
    assert isinstance(dialog, SettingsDialog)
    dialog.file_button.click()
    return stage.dialog(ConfigText)


def _question(stage: Stage) -> QWidget:
    dialog = _settings_security(stage)
    assert isinstance(dialog, QDialog)
    dialog.reject()
    return stage.dialog(Question)


def _shortcuts(stage: Stage) -> QWidget:
    stage.choose("Keyboard shortcuts")
    return stage.dialog(ShortcutsDialog)


def _about(stage: Stage) -> QWidget:
    stage.choose("About")
    return stage.dialog(AboutDialog)


def _protection(stage: Stage) -> QWidget:
    stage.choose("What protects a run")
    return stage.dialog(ProtectionDialog)


def _changes(stage: Stage) -> QWidget:
    stage.open("strings/escape-sequences")
    stage.choose("Show changes…")
    return stage.dialog(ChangesDialog)


def _go_to_line(stage: Stage) -> QWidget:
    stage.choose("Go to line…")
    return stage.dialog(GoToLine)


def _decisions(stage: Stage) -> QWidget:
    stage.choose("Permissions…")
    return stage.dialog(DecisionsView)


def _permissions(stage: Stage) -> QWidget:
    stage.open(stage.file("demanding.py", DEMANDING))
    stage.start()
    return stage.dialog(PermissionsDialog)


def _all_denials(stage: Stage) -> QWidget:
    _denied(stage)
    card = stage.window.workbench.run_panel.denial_card
    stage.wait(card.isVisible)
    card.details_button.click()
    return stage.dialog(DenialDialog)


def _decisions_kept(stage: Stage) -> QWidget:
    _denied(stage)
    card = stage.window.workbench.run_panel.denial_card
    while (item := card.current) is not None:
        card.keep_chosen.emit(item.denial)
    return _decisions(stage)


def _limits(stage: Stage) -> QWidget:
    example = stage.session.example(str(stage.file("stranger.py", ENDLESS)))
    why = "Strong does not work here: the kernel refuses user namespaces. Kernel needs Landlock."
    remedy = "sudo sysctl -w kernel.unprivileged_userns_clone=1"
    stage.session.question_asked.emit(LimitsQuestion(example, "Downloads", why, remedy))
    return stage.dialog(LimitsDialog)


def _rename(stage: Stage) -> QWidget:
    stage.choose("New program")
    stage.choose("Rename my program…")
    return stage.dialog(NameDialog)


def _compare(stage: Stage) -> QWidget:
    stage.open(BRANCHES)
    stage.run()
    stage.choose("Compare with the expected output…")
    dialog = stage.dialog(CompareDialog)
    stage.wait(dialog.isActiveWindow)
    return dialog


def _find_output(stage: Stage) -> None:
    stage.open(BRANCHES)
    stage.run()
    stage.choose("Find in output…")
    stage.type("price")


def _old_run(stage: Stage) -> QWidget:
    _failed(stage)
    stage.window.show_page("progress")
    runs = stage.window.pages.dashboard.findChildren(RunList)[0]
    runs.run_chosen.emit(stage.session.progress.runs(1)[0])
    return stage.dialog(RunDialog)


def _waits_for_zip(stage: Stage) -> QWidget:
    window, file = stage.window, str(stage.folder / "a zip of many examples.zip")
    dialog = WaitingDialog(window.theme, stage.icons, "Reading the zip", file, window)
    dialog.open()
    dialog.show_progress(120, 400)
    return dialog


SCENES = (
    Scene("welcome", _welcome),
    Scene("welcome-demo", _welcome_demo),
    Scene("progress-empty", _progress_empty),
    Scene("decisions-empty", _decisions, DecisionsView),
    Scene("opened", _opened),
    Scene("progress-full", _progress_full),
    Scene("finished", _finished),
    Scene("failed", _failed),
    Scene("two-files", _two_files),
    Scene("newer-python", _newer_python),
    Scene("waits-for-input", _waits_for_input),
    Scene("runs", _runs),
    Scene("timed-out", _timed_out),
    Scene("colours", _colours),
    Scene("denied", _denied),
    Scene("mistake", _mistake),
    Scene("proposals", _proposals),
    Scene("find", _find),
    Scene("find-output", _find_output),
    Scene("activity", _activity),
    Scene("guide", _guide),
    Scene("search", _search),
    Scene("search-in-vain", _search_in_vain),
    Scene("long-titles", _long_titles),
    Scene("notices", _notices),
    Scene("toast", _toast),
    *(Scene(f"menu-{name.lower()}", _menu(name)) for name in ("File", "Edit", "View", "Run", "Tools")),
    Scene("palette", _palette),
    Scene("settings", _settings, SettingsDialog),
    Scene("settings-security", _settings_security, SettingsDialog),
    Scene("settings-file", _settings_file, ConfigText),
    Scene("question", _question, Question),
    Scene("shortcuts", _shortcuts, ShortcutsDialog),
    Scene("about", _about, AboutDialog),
    Scene("protection", _protection, ProtectionDialog),
    Scene("changes", _changes, ChangesDialog),
    Scene("compare", _compare, CompareDialog),
    Scene("go-to-line", _go_to_line, GoToLine),
    Scene("permissions", _permissions, PermissionsDialog),
    Scene("denials", _all_denials, DenialDialog),
    Scene("decisions", _decisions_kept, DecisionsView),
    Scene("limits", _limits, LimitsDialog),
    Scene("old-run", _old_run, RunDialog),
    Scene("waits-for-zip", _waits_for_zip, WaitingDialog),
    Scene("rename", _rename, NameDialog),
)
