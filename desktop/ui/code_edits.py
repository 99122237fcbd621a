"""What the keys of the code editor do to the text: indent, outdent, comment, new line.

Knows cursors and documents, no widget; each change is one step of undo.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

INDENT = 4
# (line, column) to whether a bracket there counts: not one inside a string or a comment.
IsCode = Callable[[int, int], bool]
Change = Callable[[QTextCursor], None]
_OPENING = {"(": ")", "[": "]", "{": "}"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_LEAVES_BLOCK = re.compile(r"\s*(?:return|pass|break|continue|raise)\b")
_FARTHEST_BRACKET = 100_000


@contextmanager
def one_step(cursor: QTextCursor) -> Iterator[None]:
    """Everything inside is undone together."""
    cursor.beginEditBlock()
    try:
        yield
    finally:
        cursor.endEditBlock()


def text_before(cursor: QTextCursor) -> str:
    """What stands between the beginning of the line and the cursor."""
    before = QTextCursor(cursor.block())
    before.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
    return before.selectedText()


def selected_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """The lines the selection touches; a last line of which nothing is selected does not count."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    if last != block and cursor.selectionEnd() == last.position():
        last = last.previous()
    blocks = [block]
    while block != last:
        block = block.next()
        blocks.append(block)
    return blocks


def spans_lines(cursor: QTextCursor) -> bool:
    """Whether the selection covers more than a piece of one line."""
    document = cursor.document()
    return document.findBlock(cursor.selectionStart()) != document.findBlock(cursor.selectionEnd())


def indent(cursor: QTextCursor) -> None:
    """Selected lines one level in; without lines selected spaces up to the next level."""
    with one_step(cursor):
        if not spans_lines(cursor):
            column = QTextCursor(cursor)
            column.setPosition(cursor.selectionStart())
            cursor.insertText(" " * (INDENT - column.positionInBlock() % INDENT))
            return
        for block in selected_blocks(cursor):
            if block.text().strip():
                _insert(block, 0, " " * INDENT)


def outdent(cursor: QTextCursor) -> None:
    """The line or the selected lines one level out."""
    with one_step(cursor):
        for block in selected_blocks(cursor):
            text = block.text()
            margin = len(text) - len(text.lstrip(" "))
            if text.startswith("\t"):
                _remove(block, 0, 1)
            elif margin:
                _remove(block, 0, (margin - 1) % INDENT + 1)


def backspace_level(cursor: QTextCursor) -> bool:
    """Takes away one level where only spaces are before the cursor; ``False`` when it did nothing."""
    before = text_before(cursor)
    if cursor.hasSelection() or not before or before.strip(" "):
        return False
    with one_step(cursor):
        count = (len(before) - 1) % INDENT + 1
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, count)
        cursor.removeSelectedText()
    return True


def new_line(cursor: QTextCursor, is_code: IsCode) -> None:
    """A new line as deep as the next statement: in after a colon or open bracket, out after ``return``."""
    with one_step(cursor):
        cursor.removeSelectedText()
        margin = _next_margin(text_before(cursor), cursor.blockNumber(), is_code)
        cursor.insertText("\n" + " " * margin)


def _next_margin(before: str, line: int, is_code: IsCode) -> int:
    expanded = before.expandtabs(INDENT)
    margin = len(expanded) - len(expanded.lstrip())
    if not before.strip():
        return len(expanded)
    last = _last_code_character(before, line, is_code)
    if last == ":" or last in _OPENING:
        return margin + INDENT
    if _LEAVES_BLOCK.match(before) and is_code(line, len(before) - len(before.lstrip())):
        return max(0, margin - INDENT)
    return margin


def _last_code_character(before: str, line: int, is_code: IsCode) -> str:
    units = _units(before)
    for column in range(len(units) - 1, -1, -1):
        if not units[column].isspace() and is_code(line, column):
            return units[column]
    return ""


def toggle_comment(cursor: QTextCursor) -> None:
    """Comments the lines out; when all of them are comments already, makes them code again."""
    blocks = [block for block in selected_blocks(cursor) if block.text().strip()]
    if not blocks:
        return
    with one_step(cursor):
        if all(block.text().lstrip().startswith("#") for block in blocks):
            for block in blocks:
                text = block.text()
                place = text.index("#")
                _remove(block, place, 2 if text[place + 1 : place + 2] == " " else 1)
            return
        margin = min(len(block.text()) - len(block.text().lstrip()) for block in blocks)
        for block in blocks:
            _insert(block, margin, "# ")


def _insert(block: QTextBlock, column: int, text: str) -> None:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + column)
    cursor.insertText(text)


def _remove(block: QTextBlock, column: int, count: int) -> None:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + column)
    cursor.setPosition(block.position() + column + count, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()


def matching_brackets(cursor: QTextCursor, is_code: IsCode) -> tuple[int, int | None] | None:
    """Positions of the bracket beside the cursor and of its partner (``None`` where it has none).

    The bracket before the cursor comes first, then the one after it.
    """
    document = cursor.document()
    for position in (cursor.position() - 1, cursor.position()):
        character = document.characterAt(position) if position >= 0 else ""
        if character in _OPENING or character in _CLOSING:
            block = document.findBlock(position)
            if is_code(block.blockNumber(), position - block.position()):
                return position, _partner(document, position, character, is_code)
    return None


def _partner(document: QTextDocument, position: int, character: str, is_code: IsCode) -> int | None:
    is_forward = character in _OPENING
    depth = 0
    for place, other in _characters(document, position, is_forward=is_forward):
        if other not in _OPENING and other not in _CLOSING:
            continue
        block = document.findBlock(place)
        if not is_code(block.blockNumber(), place - block.position()):
            continue
        depth += 1 if (other in _OPENING) == is_forward else -1
        if depth == 0:
            expected = _OPENING[character] if is_forward else _CLOSING[character]
            return place if other == expected else None
    return None


def _characters(document: QTextDocument, position: int, *, is_forward: bool) -> Iterator[tuple[int, str]]:
    """Positions and characters from ``position`` on, in one direction, within 100,000 characters."""
    block = document.findBlock(position)
    column = position - block.position()
    seen = 0
    while block.isValid() and seen < _FARTHEST_BRACKET:
        # UTF-16 as Qt counts, so that characters outside the first plane do not shift the columns.
        units = _units(block.text())
        places = range(column, len(units)) if is_forward else range(min(column, len(units) - 1), -1, -1)
        for place in places:
            yield block.position() + place, units[place]
        seen += len(units) + 1
        block = block.next() if is_forward else block.previous()
        column = 0 if is_forward else len(block.text()) * 2


def _units(text: str) -> str:
    if text.isascii():
        return text
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(raw[i] | raw[i + 1] << 8) for i in range(0, len(raw), 2))


def replace_lines(document: QTextDocument, start: int, count: int, lines: Sequence[str]) -> None:
    """Puts ``lines`` in place of ``count`` lines from ``start`` (from 0), as one step."""
    cursor = QTextCursor(document)
    with one_step(cursor):
        if start >= document.blockCount():
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText("\n" + "\n".join(lines))
            return
        cursor.setPosition(document.findBlockByNumber(start).position())
        following = document.findBlockByNumber(start + count)
        if following.isValid():
            cursor.setPosition(following.position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText("".join(f"{line}\n" for line in lines))
            return
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        if not lines and start:
            cursor.setPosition(document.findBlockByNumber(start).position() - 1)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText("\n".join(lines))
