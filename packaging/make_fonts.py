"""Makes resources/fonts: the two families of the window, renamed, cut to the scripts it shows.

Run by hand when a font changes: ``python packaging/make_fonts.py``; the same input gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from npm_package import unpacked

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"


@dataclass(frozen=True, slots=True)
class Family:
    """One family: where it comes from, what it is called here, which styles are taken."""

    package: str
    version: str
    sha512: str
    old_name: str
    new_name: str
    styles: tuple[str, ...]
    line_metrics: tuple[int, int] | None = None  # ascent and descent, in units of 1000 to the em


SANS = Family(
    package="@expo-google-fonts/inter",
    version="0.4.2",
    sha512="syfiImMaDmq7cFi0of+waE2M4uSCyd16zgyWxdPOY7fN2VBmSLKEzkfbZgeOjJq61kSqPBNNtXjggiQiSD6gMQ==",
    old_name="Inter",
    new_name="Explorer Sans",
    styles=("400Regular", "400Regular_Italic", "500Medium", "600SemiBold"),
)
MONO = Family(
    package="@expo-google-fonts/jetbrains-mono",
    version="0.4.1",
    sha512="CslACrtMOcRwoWXCO7OMEI+9w3fukWSoBtvNz46OqPoogEuuoY0tkDY1O8sFumk8t0pC6Cx0Xr95O0TOQhpkug==",
    old_name="JetBrains Mono",
    new_name="Explorer Mono",
    styles=("400Regular", "400Regular_Italic", "600SemiBold"),
    line_metrics=(1160, 440),  # 21 px at 13 px: QPlainTextEdit takes the height of a line from the font only
)
KEPT = (
    (0x0020, 0x02FF),  # Latin and its modifiers
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin additional
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x20BF),  # superscripts, subscripts, currency
    (0x2100, 0x218F),  # letterlike, number forms
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2300, 0x23FF),  # technical, key caps
    (0x2500, 0x25FF),  # box drawing, blocks, shapes
    (0x2600, 0x27BF),  # symbols
    (0x27E0, 0x27FF),  # more mathematics and arrows
    (0xFFFD, 0xFFFD),  # what an undecodable byte becomes
)
NAMES_WITH_FAMILY = (1, 3, 4, 6, 16)
NOTE = """\
{new_name} is {old_name} with these changes, made by packaging/make_fonts.py:
- it is named "{new_name}", so that it never mixes with an installed {old_name} of another kind;
- characters outside Latin, Greek, Cyrillic and general symbols are left out;
{metrics}
It comes from the npm package {package} {version}. The original declares no reserved font name; its
copyright and its licence, the SIL Open Font License 1.1, stay in force and follow in {licence}.
"""


def main() -> None:
    """Writes every font file, its licence and the note on its changes."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for family in (SANS, MONO):
        with unpacked(family.package, family.version, family.sha512) as package:
            for style in family.styles:
                _make(family, package / style, style)
            stem = family.new_name.replace(" ", "")
            licence = TARGET / f"{stem}-OFL.txt"
            licence.write_bytes((package / "LICENSE_FONT").read_bytes())
            (TARGET / f"{stem}-CHANGES.txt").write_text(_note(family, licence.name), encoding="utf-8")


def _make(family: Family, folder: Path, style: str) -> None:
    (source,) = folder.glob("*.ttf")
    font = TTFont(source, recalcTimestamp=False)
    _cut(font)
    _rename(font, family)
    if family.line_metrics is not None:
        _set_line(font, *family.line_metrics)
    weight = style.lstrip("0123456789").replace("_", "").replace("RegularItalic", "Italic")
    font.save(TARGET / f"{family.new_name.replace(' ', '')}-{weight}.ttf")


def _cut(font: TTFont) -> None:
    options = Options()
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.layout_features += ["tnum", "zero", "case"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
    subsetter.subset(font)


def _rename(font: TTFont, family: Family) -> None:
    """New family names; the name without spaces stands in the PostScript name and in the unique one."""
    old_joined, new_joined = family.old_name.replace(" ", ""), family.new_name.replace(" ", "")
    for record in font["name"].names:
        if record.nameID in NAMES_WITH_FAMILY:
            text = record.toUnicode()
            joined = record.nameID in (3, 6)
            record.string = (
                text.replace(old_joined, new_joined)
                if joined
                else text.replace(family.old_name, family.new_name)
            )


def _set_line(font: TTFont, ascent: int, descent: int) -> None:
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent


def _note(family: Family, licence: str) -> str:
    metrics = "- no other change."
    if family.line_metrics is not None:
        metrics = "- the height of a line is ascent {} and descent {} of 1000.".format(*family.line_metrics)
    return NOTE.format(
        new_name=family.new_name,
        old_name=family.old_name,
        package=family.package,
        version=family.version,
        metrics=metrics,
        licence=licence,
    )


if __name__ == "__main__":
    main()
