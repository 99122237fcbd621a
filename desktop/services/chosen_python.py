"""The Python that the settings name, asked what it is beside the window: one that hangs holds nothing up.

Hides what was answered before and that the application's own Python needs no asking.
"""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ExplorerError, SettingError
from desktop.core.example import Example
from desktop.core.interpreters import Interpreter, own, probe
from desktop.core.paths import base_interpreter
from desktop.core.settings import Settings


class StillAskedError(SettingError):
    """Nothing is known yet; ``known`` follows."""


class ChosenPython(QObject):
    """The Python that runs the examples."""

    known = Signal()
    """``get`` has another answer now."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        """Nothing is asked before ``get`` or ``ask``."""
        super().__init__(parent)
        self._settings = settings
        self._answers: dict[Path, Interpreter | SettingError] = {}
        self._asked: set[Path] = set()

    def get(self) -> Interpreter:
        """What is known. Raises SettingError with a sentence, StillAskedError the first time."""
        path = self._path()
        answer = self._answers.get(path) or own(path)
        if isinstance(answer, SettingError):
            raise answer
        if answer is None:
            self._look(path)
            raise StillAskedError(f"{path} is being asked what it is.")
        return answer

    def ask(self) -> Interpreter:
        """As ``get``, but waits for the answer, at most ten seconds: for any thread but the window's.

        What was no Python may be one now, so it is asked again. Raises SettingError.
        """
        path = self._path()
        answer = self._answers.get(path) or own(path)
        if not isinstance(answer, Interpreter):
            answer = self._probe(path)
        if isinstance(answer, SettingError):
            raise answer
        return answer

    def problem(self, example: Example, *, is_edited: bool) -> str:
        """Why it cannot run this example, as far as that is known, or an empty text."""
        try:
            return _misfit(example, self.get(), is_edited=is_edited)
        except StillAskedError:
            return ""
        except SettingError as error:
            return str(error)

    def fitting(self, example: Example, *, is_edited: bool) -> Path:
        """As ``ask``, for this example. Raises ExplorerError where it cannot run it."""
        python = self.ask()
        problem = _misfit(example, python, is_edited=is_edited)
        if problem:
            raise ExplorerError(problem)
        return python.path

    def _path(self) -> Path:
        setting = self._settings.snapshot.text("execution.interpreter")
        return base_interpreter() if setting == "auto" else Path(setting).expanduser()

    def _look(self, path: Path) -> None:
        if path not in self._asked:
            self._asked.add(path)
            threading.Thread(target=self._probe, args=(path,), daemon=True).start()

    def _probe(self, path: Path) -> Interpreter | SettingError:
        answer: Interpreter | SettingError
        try:
            answer = probe(path)
        except SettingError as error:
            answer = error
        before, self._answers[path] = self._answers.get(path), answer
        if type(before) is not type(answer):
            self._tell()
        return answer

    def _tell(self) -> None:
        try:
            self.known.emit()
        except RuntimeError:
            return  # the session was closed in the meantime, and Qt has taken the signal with it


def _misfit(example: Example, python: Interpreter, *, is_edited: bool) -> str:
    """An edit may have taken out what needed the newer Python."""
    if python.short >= example.gate or is_edited:
        return ""
    needs = ".".join(map(str, example.gate))
    return f"needs Python {needs}, you run {'.'.join(map(str, python.version))}"
