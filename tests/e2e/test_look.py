"""Story: somebody changes the look while an example is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QProgressBar, QTreeView

from desktop.ui.settings_dialog import SettingsDialog
from desktop.ui.tokens import TOKENS, Look
from desktop.ui.waiting_dialog import WaitingDialog
from tests.e2e.explorer import Explorer, picture

TARGET = "control-flow/if-elif-else"
MODES = {"Light": Look.LIGHT, "Dark": Look.DARK, "High contrast": Look.HIGH_CONTRAST}


def test_theme_chosen_in_the_settings_restyles_the_open_window_and_stays(explorer: Explorer) -> None:
    explorer.start(TARGET)
    for label, look in MODES.items():
        choose(explorer, label)
        shows(explorer, look)
    explorer.reopen()
    shows(explorer, Look.HIGH_CONTRAST)


def test_theme_is_tried_in_the_dialog_and_goes_back_on_cancel(explorer: Explorer) -> None:
    explorer.start(TARGET)
    choose(explorer, "Light")
    dialog = open_at_the_theme(explorer)
    select(explorer, "Dark")
    shows(explorer, Look.DARK)
    dialog.reject()
    explorer.wait(lambda: explorer.app.activeWindow() not in (dialog, explorer.window))
    explorer.click("Discard changes", explorer.app.activeWindow())
    explorer.wait(lambda: not explorer.window.findChildren(SettingsDialog))
    shows(explorer, Look.LIGHT)


def test_nothing_in_the_window_is_animated(explorer: Explorer) -> None:
    """Qt's own effects are off, and no bar runs to and fro."""
    window = explorer.start(TARGET)
    assert not any(explorer.app.isEffectEnabled(effect) for effect in Qt.UIEffect)
    assert not any(tree.isAnimated() for tree in window.findChildren(QTreeView))
    dialog = WaitingDialog(window.theme, window.pages.dashboard._icons, "Importing", "many.zip", window)
    dialog.show_progress(120, 0)
    (bar,) = dialog.findChildren(QProgressBar)
    assert bar.minimum() < bar.maximum()
    dialog.end()


def choose(explorer: Explorer, label: str) -> None:
    """Choose a theme and save; one that is in force already needs no saving."""
    dialog = open_at_the_theme(explorer)
    select(explorer, label)
    if dialog.save_button.isEnabled():
        explorer.click("Save", dialog)
    else:
        dialog.reject()
    explorer.wait(lambda: not explorer.window.findChildren(SettingsDialog))
    explorer.activate()


def open_at_the_theme(explorer: Explorer) -> SettingsDialog:
    explorer.press("Ctrl+,")
    (dialog,) = explorer.window.findChildren(SettingsDialog)
    explorer.wait(dialog.isActiveWindow)
    dialog.show_setting("theme.mode")
    return dialog


def select(explorer: Explorer, label: str) -> None:
    box = explorer.focus
    assert isinstance(box, QComboBox)
    box.setCurrentText(label)


def shows(explorer: Explorer, look: Look) -> None:
    """Paper of code, console and library have exactly the colours of the design."""
    tokens = TOKENS[look]
    code, console = explorer.code.viewport(), explorer.console.view.viewport()
    for widget, token in (
        (code, "surface"),
        (console, "sunken"),
        (explorer.window.library, "window"),
        (explorer.window.status_bar, "window"),
    ):
        image = picture(widget)
        corner = image.pixelColor(image.width() - 4, image.height() - 4).name()
        assert corner == tokens[token].lower(), (look, widget, token)
    image = picture(code)
    colours = {image.pixelColor(x, y).name() for x in range(300) for y in range(image.height())}
    assert tokens["syn_keyword"].lower() in colours, "the code's colours are not those of the look"
