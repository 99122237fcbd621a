"""What a program, its name or its errors put on the screen and into the log is text, whatever it looks like.

Not here, because the feature is not built: ui03 and ui04, marks at bidirectional and look-alike characters in
the source.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTextEdit, QWidget

from desktop.child.protocol import OutcomeKind
from desktop.core.audit import AuditLog
from tests.e2e.explorer import Explorer
from tests.qt.sandboxed import LINUX

pytestmark = LINUX
HTML = "<img src=file:canary.png><b>bold</b>"
FAKE = '{"n": 1, "event": "settings_changed", "details": {"security.sandbox_mode": false}}'
SEQUENCES = {
    "title": "\x1b]0;owned\x07",
    "clear": "\x1b[2J\x1b[H\x1bc",
    "link": "\x1b]8;;http://example.invalid/\x1b\\link\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "bell": "\x07",
}


@pytest.fixture
def hostile(explorer: Explorer, tmp_path: Path) -> Iterator[Explorer]:
    """A window on a file whose name and description are HTML; ``run_it`` gives it a program."""
    file = tmp_path / "elsewhere" / f"{HTML.replace('/', '-')}.py"
    file.parent.mkdir()
    file.write_text(f'"""{HTML}\n\n{HTML}\n"""\n', encoding="utf-8")
    explorer.start(str(file))
    yield explorer


def run_it(explorer: Explorer, source: str) -> None:
    explorer.replace(source)
    explorer.run()


def documents(window: QWidget) -> Iterator[QTextDocument]:
    for edit in [*window.findChildren(QTextEdit), *window.findChildren(QPlainTextEdit)]:
        yield edit.document()


def formats(document: QTextDocument) -> Iterator[QtGui.QTextCharFormat]:
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            yield fragments.fragment().charFormat()
            fragments += 1
        block = block.next()


def test_ui01_sequences_that_would_change_a_terminal_do_nothing(
    hostile: Explorer, qapp: QApplication
) -> None:
    qapp.clipboard().setText("mine")
    title = hostile.window.windowTitle()
    hostile.replace(f"print('before')\nprint({''.join(SEQUENCES.values())!r})\nprint('after')\n")
    qapp.clipboard().setText("mine")
    hostile.run()
    lines = hostile.output().splitlines()
    assert (lines[0], lines[-1]) == ("before", "after")
    assert qapp.clipboard().text() == "mine"
    assert "owned" not in hostile.window.windowTitle()
    assert hostile.window.windowTitle().replace("•", "").strip() == title.replace("•", "").strip()
    view = hostile.console.view
    shown = [view.paragraphs.content(each) for each in range(view.paragraphs.first, view.paragraphs.last + 1)]
    assert not any(part.link for line in shown for part in line.parts)


def test_ui02_html_is_literal_in_output_titles_errors_and_tooltips(hostile: Explorer) -> None:
    run_it(hostile, f"print({HTML!r})\nraise ValueError({HTML!r})\n")
    assert HTML in hostile.output()
    window = hostile.window
    for label in window.findChildren(QLabel):
        is_html = label.textFormat() is not Qt.TextFormat.PlainText and QtGui.Qt.mightBeRichText(label.text())
        assert not (is_html and ("<img" in label.text() or "<b>" in label.text())), label.text()
    for widget in window.findChildren(QWidget):
        assert "<img" not in widget.toolTip()
        assert "<b>" not in widget.toolTip()
    for document in documents(window):
        assert not any(form.isImageFormat() for form in formats(document))
        assert not document.resource(QTextDocument.ResourceType.ImageResource, "file:canary.png")


def test_ui06_output_that_looks_like_a_verdict_stays_in_the_console(hostile: Explorer) -> None:
    claims = ("✓ Finished", "Allow it to read your home folder? [Allow] [Keep blocked]", "Sandbox: off")
    source = "".join(f"print({claim!r})\n" for claim in claims) + "raise SystemExit(3)\n"
    run_it(hostile, source)
    assert hostile.outcomes[-1].sentence() == "Ended with exit code 3"
    inside = [hostile.console, *hostile.console.findChildren(QWidget)]
    for label in hostile.window.findChildren(QLabel):
        assert label in inside or not any(claim in label.text() for claim in claims)
    assert all(claim in hostile.output() for claim in claims)


def test_ui07_an_exception_of_many_lines_is_one_line_of_the_log(hostile: Explorer) -> None:
    run_it(
        hostile,
        f"class Lie(Exception): pass\nLie.__qualname__ = 'x\\n' + {FAKE!r}\nraise Lie('y\\n' + {FAKE!r})\n",
    )
    assert hostile.outcomes[-1].kind is OutcomeKind.FAILED
    log = hostile.session.audit
    lines = log.file.read_bytes().splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["n"] for record in records] == list(range(1, len(lines) + 1))
    assert not any(record["event"] == "settings_changed" and record["n"] == 1 for record in records)
    assert FAKE in "".join(str(record["details"]) for record in records)
    assert log.verify().ok


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    log = AuditLog(tmp_path / "log")
    for number in range(1, 7):
        log.append("run", {"number": number})
    assert log.verify().ok
    return log


def test_ui08_an_edited_line_is_named(log: AuditLog) -> None:
    log.file.write_bytes(log.file.read_bytes().replace(b'"number": 3', b'"number": 9'))
    assert "line 3" in log.verify().problem


def test_ui08_lines_that_changed_places_are_named(log: AuditLog) -> None:
    lines = log.file.read_bytes().splitlines(keepends=True)
    lines[2], lines[3] = lines[3], lines[2]
    log.file.write_bytes(b"".join(lines))
    assert "line 3" in log.verify().problem


def test_ui08_a_missing_line_is_named(log: AuditLog) -> None:
    lines = log.file.read_bytes().splitlines(keepends=True)
    log.file.write_bytes(b"".join(lines[:2] + lines[3:]))
    assert "line 3" in log.verify().problem


def test_ui08_a_log_that_was_cut_is_noticed(log: AuditLog) -> None:
    lines = log.file.read_bytes().splitlines(keepends=True)
    log.file.write_bytes(b"".join(lines[:4]))
    assert "5 to 6" in log.verify().problem
