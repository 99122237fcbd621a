"""The fonts and drawings that ship with the window.

Hides the folders they lie in; a missing file is an error that names it, never another font or an empty icon.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtGui import QFontDatabase

from desktop.core.errors import ExplorerError
from desktop.ui.tokens import Look

SANS = "Explorer Sans"
MONO = "Explorer Mono"


class ResourceError(ExplorerError):
    """A file that belongs to the application is missing or cannot be read."""


def load_fonts(resources: Path) -> None:
    """Makes both families known to Qt; needs a QGuiApplication."""
    families: set[str] = set()
    for file in sorted((resources / "fonts").glob("*.ttf")):
        families.update(QFontDatabase.applicationFontFamilies(_add_font(file)))
    for family in (SANS, MONO):
        if family not in families:
            raise ResourceError(
                f"The font family “{family}” is missing in {resources / 'fonts'}. "
                "Install the application again, or restore that folder."
            )


def _add_font(file: Path) -> int:
    number = QFontDatabase.addApplicationFont(str(file))
    if number < 0:
        raise ResourceError(f"The font file {file} cannot be read. Install the application again.")
    return number


def svg(resources: Path, name: str) -> str:
    """The text of the drawing ``name``, with ``currentColor`` where the colour goes."""
    file = resources / "icons" / f"{name}.svg"
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError(f"The icon {file} cannot be read: {error.strerror}.") from error


def style_sheet_images(resources: Path, look: Look) -> str:
    """The prefix of the tinted drawings of ``look`` in a style sheet, as in ``url(PREFIX:check.svg)``.

    Each theme has a prefix of its own, because Qt caches style sheet images by their address.
    """
    folder = resources / "theme" / look
    if not folder.is_dir():
        raise ResourceError(f"The folder {folder} is missing. Install the application again.")
    prefix = "theme" + look.replace("-", "")
    QDir.setSearchPaths(prefix, [str(folder)])
    return prefix
