"""Makes resources/icons and resources/theme: the drawings of the window, and the application's own icon.

Run by hand when icons.txt or a colour changes: ``python packaging/make_icons.py``. Has no colour of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
from pathlib import Path

from npm_package import unpacked
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.tokens import TOKENS, Look

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
LUCIDE = ("lucide-static", "1.62.0")
LUCIDE_SHA512 = "WBZA/m2PvkFpMGHDtsBck5P2A9G4ehLlYu4GwwICcmEm1BvYVgj00lCDxKRWLlbMlOibLaiwdQ88G5pHkSWgwA=="
ICONS = Path(__file__).with_name("icons.txt").read_text(encoding="utf-8").split()

# What a style sheet draws; it can give an image no colour. File name: (icon, token).
SHEET_IMAGES = {
    "check": ("check", "on_accent"),
    "check-disabled": ("check", "disabled"),
    "check-menu": ("check", "text"),
    "chevron-down": ("chevron-down", "text2"),
    "chevron-down-disabled": ("chevron-down", "disabled"),
    "chevron-left": ("chevron-left", "text2"),
    "chevron-right": ("chevron-right", "text2"),
    "chevron-up": ("chevron-up", "text2"),
    "chevron-up-disabled": ("chevron-up", "disabled"),
    "x": ("x", "text2"),
}
RADIO_DOT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="3.5" fill="{}"/></svg>
"""

APP_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
APP_ICON = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect x="2" y="2" width="60" height="60" rx="14" fill="{tile}"/>
  <path d="M15 19 28 32 15 45" fill="none" stroke="{ink}" stroke-width="7" stroke-linecap="round" \
stroke-linejoin="round"/>
  <path d="M44 16 51 32 37 32Z" fill="{needle}"/>
  <path d="M44 48 51 32 37 32Z" fill="{ink}"/>
</svg>
"""


def main() -> None:
    """Writes every drawing anew; a drawing no longer named goes away."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    for name in ("icons", "theme", "application"):
        shutil.rmtree(RESOURCES / name, ignore_errors=True)
    _copy_icons(RESOURCES / "icons")
    for look in Look:
        _tint_sheet_images(RESOURCES / "theme" / look, look)
    _make_application_icon(RESOURCES / "application")
    application.quit()


def _copy_icons(target: Path) -> None:
    target.mkdir()
    with unpacked(*LUCIDE, LUCIDE_SHA512) as package:
        for name in ICONS:
            text = (package / "icons" / f"{name}.svg").read_text(encoding="utf-8")
            (target / f"{name}.svg").write_text(_one_line(text), encoding="utf-8", newline="\n")
        (target / "LICENSE").write_bytes((package / "LICENSE").read_bytes())


def _one_line(svg: str) -> str:
    """Without the comment, the class and the line breaks; the licence stands beside the files."""
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\s+class="[^"]*"', "", svg)
    return re.sub(r"\s+", " ", svg).replace("> <", "><").replace(" >", ">").strip() + "\n"


def _tint_sheet_images(target: Path, look: Look) -> None:
    target.mkdir(parents=True)
    for name, (icon, token) in SHEET_IMAGES.items():
        text = (RESOURCES / "icons" / f"{icon}.svg").read_text(encoding="utf-8")
        tinted = text.replace("currentColor", TOKENS[look][token])
        (target / f"{name}.svg").write_text(tinted, encoding="utf-8", newline="\n")
    dot = RADIO_DOT.format(TOKENS[look]["on_accent"])
    (target / "radio.svg").write_text(dot, encoding="utf-8", newline="\n")


def _make_application_icon(target: Path) -> None:
    """A prompt and the needle of a compass: SVG, PNG of each usual size, ICO for Windows."""
    target.mkdir()
    colors = TOKENS[Look.LIGHT]
    svg = APP_ICON.format(
        tile=colors["accent"], ink=colors["on_accent"], needle=TOKENS[Look.DARK]["ok"]
    ).encode()
    (target / "icon.svg").write_bytes(svg)
    drawn = {size: _png(svg, size) for size in APP_SIZES}
    for size, png in drawn.items():
        (target / f"icon-{size}.png").write_bytes(png)
    (target / "icon.ico").write_bytes(_ico({size: png for size, png in drawn.items() if size <= 256}))


def _png(svg: bytes, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def _ico(images: dict[int, bytes]) -> bytes:
    """An ICO file of PNG images, as Windows reads it since Vista; a size of 256 is written as 0."""
    head = struct.pack("<HHH", 0, 1, len(images))
    offset = len(head) + 16 * len(images)
    for size, png in images.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), offset)
        offset += len(png)
    return head + b"".join(images.values())


if __name__ == "__main__":
    main()
