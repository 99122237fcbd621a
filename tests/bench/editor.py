"""Shows a file of 10,000 lines in the editor or in a plain text edit and prints milliseconds.

``open``: until it is painted. ``key``: one in the middle of it, painted, the median of many. ``stall``: the
longest turn of the event loop while the colours come. ``lex``: all of it once, by our lexer or Pygments' own.
Each with ``explorer`` or ``plain``.
"""

from __future__ import annotations

import inspect
import os
import statistics
import sys
import tempfile
import time
import typing
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from desktop.core.highlight import highlight

_LINES, _KEYS = 10_000, 60


def _text() -> str:
    lines = inspect.getsource(typing).split("\n")
    return "\n".join((lines * (_LINES // len(lines) + 1))[:_LINES])


def _timed_ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _lex_ms(kind: str, text: str) -> float:
    if kind == "explorer":
        return _timed_ms(lambda: highlight(text))
    from pygments.lexers.python import PythonLexer

    lexer = PythonLexer()
    list(lexer.get_tokens_unprocessed("x"))
    return _timed_ms(lambda: list(lexer.get_tokens_unprocessed(text)))


def _edit(kind: str, app: QApplication) -> QPlainTextEdit:
    if kind == "plain":
        return QPlainTextEdit()
    from desktop.core.paths import find_paths
    from desktop.ui.code_view import CodeView
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

    paths = find_paths(data_dir=Path(tempfile.mkdtemp()))
    theme = Theme(paths.resources, app.styleHints(), app)
    theme.apply(app)
    return CodeView(theme, Icons(paths.resources, theme, app))


def _longest_turn_ms(app: QApplication, edit: QPlainTextEdit) -> float:
    turns = [0.0]
    started = time.perf_counter()
    while not getattr(edit, "is_coloured", True) or time.perf_counter() - started < 0.3:
        turns.append(_timed_ms(app.processEvents))
    return max(turns)


def _key_ms(edit: QPlainTextEdit) -> float:
    edit.setTextCursor(QTextCursor(edit.document().findBlockByNumber(_LINES // 2)))
    edit.centerCursor()
    edit.repaint()

    def press(letter: str) -> None:
        QTest.keyClicks(edit, letter)
        edit.viewport().repaint()

    press("x")  # with the first key the proposals are made
    return statistics.median(_timed_ms(partial(press, "abc = "[number % 6])) for number in range(_KEYS))


def main() -> None:
    """Measure it once."""
    what, kind = sys.argv[1:]
    text = _text()
    highlight("")
    if what == "lex":
        print(_lex_ms(kind, text))
        return
    app = QApplication([])
    edit = _edit(kind, app)
    edit.resize(900, 600)
    edit.show()
    app.processEvents()
    put = getattr(edit, "set_text", edit.setPlainText)
    opened = _timed_ms(lambda: (put(text), edit.viewport().repaint()))
    stall = _longest_turn_ms(app, edit)
    print({"open": opened, "stall": stall}.get(what) or _key_ms(edit))


if __name__ == "__main__":
    main()
