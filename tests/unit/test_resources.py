"""The fonts, icons and theme images are complete, and are what the scripts in packaging/ make."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from desktop import __version__
from desktop.ui.tokens import TOKENS, Look

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
SVG = "{http://www.w3.org/2000/svg}svg"
FONTS = sorted((RESOURCES / "fonts").glob("*.ttf"))


def test_each_weight_of_both_families_is_there() -> None:
    assert [font.stem for font in FONTS] == [
        "ExplorerMono-Italic",
        "ExplorerMono-Regular",
        "ExplorerMono-SemiBold",
        "ExplorerSans-Italic",
        "ExplorerSans-Medium",
        "ExplorerSans-Regular",
        "ExplorerSans-SemiBold",
    ]


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_a_bundled_font_never_mixes_with_an_installed_one(file: Path) -> None:
    """The names by which systems group fonts are ours; the copyright stays."""
    with TTFont(file) as font:
        names = {record.nameID: record.toUnicode() for record in font["name"].names}
    family = "Explorer Mono" if "Mono" in file.stem else "Explorer Sans"
    assert names.get(16, names[1]) == family
    assert all(names[number].startswith(family.split()[0]) for number in (1, 4, 6))
    assert "Authors" in names[0]


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_a_font_has_what_python_and_its_readers_write(file: Path) -> None:
    with TTFont(file) as font:
        characters = font.getBestCmap()
    for character in "aZ09_@#{}[]()<>=!→×›éßñΩλЖя…“”–—":
        assert ord(character) in characters, character


@pytest.mark.parametrize("file", [font for font in FONTS if "Mono" in font.stem], ids=lambda file: file.stem)
def test_a_line_of_code_is_21_pixels_high_at_13(file: Path) -> None:
    """QPlainTextEdit takes the height of a line from the font and knows no other way."""
    with TTFont(file) as font:
        hhea, os2, units = font["hhea"], font["OS/2"], font["head"].unitsPerEm
    assert (hhea.ascent, -hhea.descent, hhea.lineGap) == (1160, 440, 0)
    assert (os2.sTypoAscender, -os2.sTypoDescender, os2.usWinAscent, os2.usWinDescent) == (
        1160,
        440,
        1160,
        440,
    )
    assert round(13 * (hhea.ascent - hhea.descent) / units) == 21


@pytest.mark.parametrize("name", ["ExplorerMono", "ExplorerSans"])
def test_each_family_comes_with_its_licence_and_its_changes(name: str) -> None:
    assert "SIL OPEN FONT LICENSE" in (RESOURCES / "fonts" / f"{name}-OFL.txt").read_text(encoding="utf-8")
    assert "changes" in (RESOURCES / "fonts" / f"{name}-CHANGES.txt").read_text(encoding="utf-8")


def test_the_icons_are_those_of_the_list_and_take_any_colour() -> None:
    listed = (ROOT / "packaging" / "icons.txt").read_text(encoding="utf-8").split()
    files = {file.stem: file for file in (RESOURCES / "icons").glob("*.svg")}
    assert sorted(files) == sorted(listed)
    for file in files.values():
        assert ET.fromstring(file.read_bytes()).tag == SVG
        assert 'stroke="currentColor"' in file.read_text(encoding="utf-8"), file
    assert "ISC" in (RESOURCES / "icons" / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("look", list(Look))
def test_each_theme_has_the_same_images_in_its_own_colours(look: Look) -> None:
    light = sorted(file.name for file in (RESOURCES / "theme" / "light").iterdir())
    files = sorted((RESOURCES / "theme" / look).iterdir())
    assert [file.name for file in files] == light
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "currentColor" not in text
        assert any(color in text for color in TOKENS[look].values()), f"{file}: run packaging/make_icons.py"


def test_the_application_icon_has_every_usual_size() -> None:
    folder = RESOURCES / "application"
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        data = (folder / f"icon-{size}.png").read_bytes()
        assert struct.unpack(">II", data[16:24]) == (size, size)
    kind, count = struct.unpack("<HH", (folder / "icon.ico").read_bytes()[2:6])
    assert (kind, count) == (1, 7)


def test_the_changelog_begins_with_the_version_of_the_code() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text[text.index("## [") :].startswith(f"## [{__version__}]")


def test_both_locks_name_the_same_versions_with_hashes_and_no_index() -> None:
    def versions(name: str) -> dict[str, str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")
        pins = [line.split(" ")[0].split("==") for line in text.splitlines() if "==" in line.split(" ")[0]]
        return {package: version for package, version in pins}

    run, develop = versions("requirements.txt"), versions("requirements-dev.txt")
    assert run.items() <= develop.items()
