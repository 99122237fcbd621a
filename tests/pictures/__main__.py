"""Pictures of every page and dialog: ``python -m tests.pictures FOLDER [--size S]... [--scene NAME]...``.

Opens the real window on a screen that nobody sees and writes one PNG a scene, theme and size, and sheets to
compare them. Judges nothing: somebody has to look.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from math import ceil
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

THEMES = ("light", "dark", "high-contrast")
SIZES = {
    "900x600": (900, 600, 1.0),
    "1440x900": (1440, 900, 1.0),
    "1280x800@1.5": (1280, 800, 1.5),
    "1920x1080@2": (1920, 1080, 2.0),
    "3840x2160": (3840, 2160, 1.0),
}
_SHEET_WIDTH, _COLUMNS, _ROWS, _GAP = 1920, 3, 4, 8


def main() -> int:
    """Take the pictures that were asked for, one process a size, for a scale holds for a whole process."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", action="append", choices=SIZES, default=[], help="all of them if not given")
    parser.add_argument("--scene", action="append", default=[], help="all of them if not given")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    words = parser.parse_args()
    if words.child:
        _take(words.folder, words.size[0], words.scene)
        return 0
    for size in words.size or SIZES:
        _start(words.folder, size, words.scene)
        for theme in THEMES:
            _write_sheets(words.folder / size / theme)
    return 0


def _start(folder: Path, size: str, scenes: list[str]) -> None:
    width, height, scale = SIZES[size]
    with tempfile.TemporaryDirectory() as home:
        screen = Path(home) / "screen.json"
        shape = {
            "name": "screen",
            "x": 0,
            "y": 0,
            "width": round(width * scale),
            "height": round(height * scale),
        }
        screen.write_text(json.dumps({"screens": [shape]}))
        command = [sys.executable, "-m", "tests.pictures", str(folder.absolute()), "--child", "--size", size]
        command += [word for scene in scenes for word in ("--scene", scene)]
        system = {"QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "QT_SCALE_FACTOR": str(scale)}
        subprocess.run(command, check=True, env=os.environ | system, cwd=Path(__file__).parents[2])


def _take(folder: Path, size: str, scenes: list[str]) -> None:
    """One window for all scenes; in front of each the theme is changed as in the settings."""
    from desktop.app import make_application
    from tests.pictures.scenes import SCENES
    from tests.pictures.stage import Stage

    app = make_application(["pictures"], None)
    width, height, _scale = SIZES[size]
    for theme in THEMES:
        (folder / size / theme).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        stage = Stage(app, Path(home), QSize(width, height))
        for number, scene in enumerate(SCENES):
            if scenes and scene.name not in scenes:
                continue
            front = scene.set_up(stage)
            for theme in THEMES:
                stage.set_theme(theme)
                stage.picture(front).save(str(folder / size / theme / f"{number:02}-{scene.name}.png"))
            stage.clear()
        stage.window.close()


def _write_sheets(folder: Path) -> None:
    """Small pictures of all scenes of one size and theme, a few a sheet."""
    files = sorted(folder.glob("[0-9]*.png"))
    per_sheet = _COLUMNS * _ROWS
    for sheet in range(ceil(len(files) / per_sheet)):
        image = _sheet(files[sheet * per_sheet : (sheet + 1) * per_sheet])
        image.save(str(folder.with_name(f"sheet-{folder.name}-{sheet + 1}.png")))


def _sheet(files: list[Path]) -> QImage:
    width = (_SHEET_WIDTH - _GAP) // _COLUMNS - _GAP
    small = [_small(file, width) for file in files]
    height = small[0].height() + _GAP
    sheet = QImage(_SHEET_WIDTH, _GAP + height * ceil(len(files) / _COLUMNS), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    for number, picture in enumerate(small):
        row, column = divmod(number, _COLUMNS)
        painter.drawImage(_GAP + column * (width + _GAP), _GAP + row * height, picture)
    painter.end()
    return sheet


def _small(file: Path, width: int) -> QImage:
    image = QImage(str(file))
    image.setDevicePixelRatio(1)
    return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


if __name__ == "__main__":
    sys.exit(main())
