"""Colours can be read, follow the system, and come with their fonts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.core.paths import find_paths
from desktop.ui.assets import ResourceError
from desktop.ui.console_format import readable
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from desktop.ui.tokens import TOKENS, Look, contrast

SURFACES = ("window", "surface", "sunken", "hover", "selected")
# The lowest contrast of each text token over the surfaces and its own background: light, dark, high contrast.
LOWEST = {
    "text": (13.6, 10.5, 11.6),
    "text2": (6.6, 6.5, 11.6),
    "text3": (4.5, 5.1, 8.2),
    "accent": (5.5, 6.0, 7.1),
    "ok": (4.9, 7.2, 8.3),
    "error": (5.4, 6.0, 5.8),
    "warn": (5.2, 7.3, 8.9),
    "due": (6.0, 6.1, 6.8),
}
SYNTAX = [name for name in TOKENS[Look.LIGHT] if name.startswith("syn_")]
ANSI = [name for name in TOKENS[Look.LIGHT] if name.startswith("ansi_")]


def _lowest(look: Look, name: str, backgrounds: tuple[str, ...]) -> float:
    tokens = TOKENS[look]
    own = (f"{name}_bg",) if f"{name}_bg" in tokens else ()
    return min(contrast(tokens[name], tokens[background]) for background in backgrounds + own)


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("name", list(LOWEST))
def test_text_has_the_contrast_of_the_specification_on_every_surface(look: Look, name: str) -> None:
    wanted = LOWEST[name][list(Look).index(look)]
    assert round(_lowest(look, name, SURFACES), 1) >= wanted


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("name", SYNTAX)
def test_code_can_be_read_on_every_band(look: Look, name: str) -> None:
    assert _lowest(look, name, ("surface", "hover", "selected", "now", "error_bg")) >= 4.5


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("name", ANSI)
def test_the_colours_of_programs_can_be_read_in_the_console(look: Look, name: str) -> None:
    assert _lowest(look, name, ("sunken",)) >= 4.5


@pytest.mark.parametrize("look", list(Look))
def test_what_is_pressed_and_what_has_the_focus_stands_out(look: Look) -> None:
    tokens = TOKENS[look]
    assert round(contrast(tokens["on_accent"], tokens["accent"]), 1) >= 6.6
    assert contrast(tokens["surface"], tokens["text"]) >= 13
    assert min(contrast(tokens["focus"], tokens[name]) for name in ("window", "surface")) >= 5.5
    assert min(contrast(tokens["outline"], tokens[name]) for name in ("window", "surface")) >= 3.1


@pytest.mark.parametrize("name", [*LOWEST, "accent_hover", "info", "ghost", "now_edge"])
def test_high_contrast_text_has_seven_to_one_on_every_fill(name: str) -> None:
    assert _lowest(Look.HIGH_CONTRAST, name, (*SURFACES, "pressed")) >= 7


@pytest.mark.parametrize("name", [*SYNTAX, *ANSI])
def test_high_contrast_code_and_output_have_seven_to_one_on_every_band(name: str) -> None:
    bands = ("surface", "sunken", "hover", "selected", "now", "error_bg")
    assert _lowest(Look.HIGH_CONTRAST, name, bands) >= 7


@pytest.mark.parametrize("name", ["edge", "outline", "focus", "line", "m2", "m3", "mshaky"])
def test_high_contrast_edges_and_figures_have_three_to_one_on_every_fill(name: str) -> None:
    assert _lowest(Look.HIGH_CONTRAST, name, (*SURFACES, "pressed")) >= 3


def test_high_contrast_buttons_are_told_from_what_is_on_them() -> None:
    tokens = TOKENS[Look.HIGH_CONTRAST]
    for fill in ("accent", "accent_hover"):
        assert contrast(tokens["on_accent"], tokens[fill]) >= 7
    assert contrast(tokens["surface"], tokens["text"]) >= 7  # a toast


@pytest.mark.parametrize("on", ["#000000", "#FBFAF8", "#16191D", "#808080", "#FF0000"])
def test_any_colour_of_a_program_is_moved_until_it_can_be_read(on: str) -> None:
    colors = [
        f"#{red:02X}{green:02X}{blue:02X}"
        for red in (0, 99, 255)
        for green in (0, 99, 255)
        for blue in (0, 255)
    ]
    assert min(contrast(readable(color, on), on) for color in colors) >= 4.5


class _Accessibility(QObject):
    contrastPreferenceChanged = Signal(Qt.ContrastPreference)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.preference = Qt.ContrastPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.preference


class _Hints(QObject):
    """Stands for the system's wishes, which a test cannot change."""

    colorSchemeChanged = Signal(Qt.ColorScheme)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light
        self.asked: list[Qt.ColorScheme] = []
        self._accessibility = _Accessibility()

    def accessibility(self) -> _Accessibility:
        return self._accessibility

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
        self.asked.append(scheme)

    def change(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)

    def change_contrast(self, preference: Qt.ContrastPreference) -> None:
        self._accessibility.preference = preference
        self._accessibility.contrastPreferenceChanged.emit(preference)


@pytest.fixture
def hints() -> _Hints:
    return _Hints()


@pytest.fixture
def following(qapp: QApplication, hints: _Hints) -> Theme:
    return Theme(find_paths().resources, hints)  # type: ignore[arg-type]


def test_auto_follows_the_system_while_it_runs(qtbot: QtBot, hints: _Hints, following: Theme) -> None:
    assert following.look is Look.LIGHT
    with qtbot.waitSignal(following.changed):
        hints.change(Qt.ColorScheme.Dark)
    assert following.tokens["surface"] == TOKENS[Look.DARK]["surface"]
    with qtbot.waitSignal(following.changed):
        hints.change_contrast(Qt.ContrastPreference.HighContrast)
    assert following.look is Look.HIGH_CONTRAST


def test_a_chosen_look_does_not_follow_the_system(qtbot: QtBot, hints: _Hints, following: Theme) -> None:
    following.set_mode("dark")
    with qtbot.assertNotEmitted(following.changed):
        hints.change_contrast(Qt.ContrastPreference.HighContrast)
        hints.change(Qt.ColorScheme.Light)
    assert following.look is Look.DARK
    following.set_mode("auto")
    assert following.look is Look.HIGH_CONTRAST


def test_the_system_is_told_the_look_and_given_the_choice_back(hints: _Hints, following: Theme) -> None:
    following.set_mode("dark")
    following.set_mode("auto")
    assert hints.asked == [Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown]


def test_an_unknown_look_is_refused(following: Theme) -> None:
    with pytest.raises(ValueError, match="sepia"):
        following.set_mode("sepia")


def test_the_bundled_fonts_are_used_with_their_weights(theme: Theme) -> None:
    assert QFontInfo(theme.font("title")).family() == "Explorer Sans"
    assert QFontInfo(theme.font("code")).family() == "Explorer Mono"
    assert QFontInfo(theme.font("button")).weight() == 500
    assert QFontInfo(theme.font("console_strong")).weight() == 600


def test_code_is_shown_without_ligatures(theme: Theme) -> None:
    assert theme.font("code").featureValue(QFont.Tag("calt")) == 0


def test_the_font_size_scales_the_table_and_the_zoom_only_code(theme: Theme) -> None:
    theme.set_font_size(26)
    assert (theme.font("title").pixelSize(), theme.font("code").pixelSize()) == (40, 26)
    theme.set_code_zoom(3)
    assert (theme.font("title").pixelSize(), theme.font("code").pixelSize()) == (40, 29)


def test_the_zoom_stays_within_what_can_be_read(theme: Theme) -> None:
    theme.set_code_zoom(-50)
    assert theme.font("code").pixelSize() == 7
    theme.set_code_zoom(50)
    assert theme.font("code").pixelSize() == 40


@pytest.mark.parametrize("look", list(Look))
def test_what_stands_in_an_empty_field_has_the_colour_for_it(qtbot: QtBot, theme: Theme, look: Look) -> None:
    theme.set_mode(look.value)
    field, note = QLineEdit(), QPlainTextEdit()
    note.setProperty("field", True)
    for widget in (field, note):
        qtbot.addWidget(widget)
        widget.show()
        color = widget.palette().color(QPalette.ColorRole.PlaceholderText)
        assert color.name(QColor.NameFormat.HexArgb).upper() == "#FF" + TOKENS[look]["text3"][1:]


def test_missing_fonts_are_an_error_that_names_the_folder(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="Explorer Sans"):
        Theme(tmp_path, qapp.styleHints())


def test_a_missing_icon_is_an_error_that_names_the_file(theme: Theme, tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"play\.svg"):
        Icons(tmp_path, theme).icon("play")


def test_icons_are_drawn_anew_in_the_colours_of_another_look(theme: Theme, icons: Icons) -> None:
    def middle() -> str:
        return icons.pixmap("play", "accent", 16, 1.0, filled=True).toImage().pixelColor(8, 8).name().upper()

    assert middle() == TOKENS[Look.LIGHT]["accent"]
    theme.set_mode("dark")
    assert middle() == TOKENS[Look.DARK]["accent"]


def test_an_icon_for_a_fine_screen_has_more_pixels_in_the_same_place(icons: Icons) -> None:
    pixmap = icons.pixmap("play", "text", 16, 2.0)
    assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (32, 16)
