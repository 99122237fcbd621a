"""Every dialog of the window is photographed for those who look at it before a release."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QDialog

import desktop.ui
from tests.pictures.scenes import SCENES

ROOT = Path(__file__).parents[2]

MODULES = sorted(Path(desktop.ui.__path__[0]).glob("*.py"))


def _dialogs(of: type) -> Iterator[type]:
    for kind in of.__subclasses__():
        yield kind
        yield from _dialogs(kind)


def test_each_dialog_of_the_window_has_a_scene() -> None:
    """Add the dialog to ``SCENES`` in tests/pictures/scenes.py, with the steps that open it."""
    for module in MODULES:
        importlib.import_module(f"desktop.ui.{module.stem}")
    ours = {each for each in _dialogs(QDialog) if each.__module__.startswith("desktop.ui.")}
    openable = {each for each in ours if not any(issubclass(other, each) for other in ours - {each})}
    assert len(openable) > 5
    assert openable - {scene.shows for scene in SCENES} == set()


def test_no_two_scenes_write_the_same_picture() -> None:
    names = [scene.name for scene in SCENES]
    assert sorted(names) == sorted(set(names))


def test_a_scene_is_written_in_each_theme_and_onto_a_sheet(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.pictures", str(tmp_path), "--size", "900x600", "--scene", "about"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    folder = tmp_path / "900x600"
    themes = ("dark", "high-contrast", "light")
    assert sorted(each.parent.name for each in folder.glob("*/*-about.png")) == sorted(themes)
    assert len({each.read_bytes() for each in folder.glob("*/*-about.png")}) == len(themes)
    assert sorted(each.name for each in folder.glob("*.png")) == [f"sheet-{each}-1.png" for each in themes]
