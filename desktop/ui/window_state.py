"""Where the window was and how it was divided, kept from one start to the next.

Hides the file; anything in it that makes no sense is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QMainWindow, QSplitter

from desktop.core import files

_MAX_BYTES = 1_000_000
_FRAME = QSize(16, 40)
"""What a title bar and borders take at most; they are not known before the window is shown."""


def room_on(screen: QScreen) -> QSize:
    """How large a window may be there, without its frame."""
    return screen.availableSize() - _FRAME


class WindowState:
    """Named values in ``window.ini``; Qt writes it atomically.

    With ``is_forgetful`` nothing is restored and nothing is kept, and the file stays as it is.
    """

    def __init__(self, data_dir: Path, *, is_forgetful: bool = False) -> None:
        file = data_dir / "window.ini"
        can_use = not is_forgetful and _is_usable(file)
        self._file = QSettings(str(file), QSettings.Format.IniFormat) if can_use else None

    def _value(self, name: str, default: object = None) -> object:
        return self._file.value(name, default) if self._file is not None else default

    def text(self, name: str) -> str:
        """A kept text, empty if there is none."""
        return str(self._value(name, ""))

    def flag(self, name: str, default: bool) -> bool:
        """A kept yes or no."""
        return str(self._value(name, default)).lower() == "true"

    def whole(self, name: str, default: int) -> int:
        """A kept whole number."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def mapping(self, name: str) -> Mapping[str, object]:
        """A kept mapping, empty if there is none."""
        value = self._value(name)
        return value if isinstance(value, dict) else {}

    def set(self, name: str, value: object) -> None:
        """Keep a value; ``sync`` makes sure it is on the disk."""
        if self._file is not None:
            self._file.setValue(name, value)

    def sync(self) -> None:
        """Write the file now."""
        if self._file is not None:
            self._file.sync()

    def save_window(self, window: QMainWindow, splitters: Mapping[str, QSplitter]) -> None:
        """Keep place, size and division."""
        self.set("geometry", window.saveGeometry())
        for name, splitter in splitters.items():
            self.set(name, splitter.saveState())

    def restore_place(self, window: QMainWindow) -> None:
        """Put the window back, within the screen there is now."""
        self._restored("geometry", window.restoreGeometry)
        window.resize(window.size().boundedTo(room_on(window.screen())))

    def restore_division(self, splitters: Mapping[str, QSplitter]) -> bool:
        """Divide the window as it was. True when all of that was kept."""
        return all([self._restored(name, splitter.restoreState) for name, splitter in splitters.items()])

    def _restored(self, name: str, restore: Callable[[QByteArray], bool]) -> bool:
        value = self._value(name)
        return isinstance(value, QByteArray) and restore(value)


def _is_usable(file: Path) -> bool:
    """Whether Qt can be given the file; it would wait for a pipe and read a gigabyte, so these go aside."""
    try:
        files.read(file, _MAX_BYTES)
    except files.UnfitFileError:
        return _has_gone_aside(file)
    except OSError:
        return True  # not there yet, or Qt says nothing and starts without it
    return True


def _has_gone_aside(file: Path) -> bool:
    try:
        files.set_aside(file, "corrupt")
    except OSError:
        return False
    return True
