"""What the keys of the code editor do to the text: indent, outdent, comment, new line.

Knows cursors and documents, no widget; each change is one step of undo.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from desktop.core.highlight import LONGEST_LINE
from desktop.ui.code_places import lines_between

INDENT = 4
MANY = 100
"""Changes; more are quicker made as one."""
# (line, column) to whether a bracket there counts: not one inside a string or a comment.
IsCode = Callable[[int, int], bool]
Change = Callable[[QTextCursor], None]
_OPENING = {"(": ")", "[": "]", "{": "}"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_ANY_BRACKET = re.compile(r"[()\[\]{}]")
_LEAVES_BLOCK = re.compile(r"\s*(?:return|pass|break|continue|raise)\b")
_CLAUSE = re.compile(r"\s*(else|elif|except|finally|case)\b[^#]*:$")
_CLAUSE_HEADS = {
    "else": re.compile(r"\s*(?:if|elif|for|async for|while|except)\b"),
    "elif": re.compile(r"\s*(?:if|elif)\b"),
    "except": re.compile(r"\s*(?:try|except)\b"),
    "finally": re.compile(r"\s*(?:try|except|else)\b"),
    "case": re.compile(r"\s*case\b"),
}
# Of each some milliseconds: while one types a call, its bracket has no partner yet.
_FARTHEST_BRACKET, _MOST_BRACKETS, _GIVEN_UP = 30_000, 1_500, -1


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


def selected_lines(cursor: QTextCursor) -> tuple[int, list[str]]:
    """The number, from 0, of the first line the selection touches, and all their texts.

    A last line of which nothing is selected does not count.
    """
    first, texts = lines_between(cursor.document(), cursor.selectionStart(), cursor.selectionEnd())
    last = cursor.document().findBlock(cursor.selectionEnd())
    if len(texts) > 1 and cursor.selectionEnd() == last.position():
        texts.pop()
    return first, texts


def spans_lines(cursor: QTextCursor) -> bool:
    """Whether the selection covers more than a piece of one line."""
    document = cursor.document()
    return document.findBlock(cursor.selectionStart()) != document.findBlock(cursor.selectionEnd())


def indent(cursor: QTextCursor) -> None:
    """Selected lines one level in; without lines selected spaces up to the next level."""
    if not spans_lines(cursor):
        column = QTextCursor(cursor)
        column.setPosition(cursor.selectionStart())
        cursor.insertText(" " * (INDENT - column.positionInBlock() % INDENT))
        return
    margin = " " * INDENT
    first, texts = selected_lines(cursor)
    _change_lines(cursor, first, texts, [margin + text if text.strip() else text for text in texts])


def outdent(cursor: QTextCursor) -> None:
    """The line or the selected lines one level out."""
    first, texts = selected_lines(cursor)
    _change_lines(cursor, first, texts, [text[_surplus(text) :] for text in texts])


def _surplus(text: str) -> int:
    """The characters of the last level of its margin."""
    margin = len(text) - len(text.lstrip(" "))
    return (margin - 1) % INDENT + 1 if margin else int(text.startswith("\t"))


def _change_lines(
    cursor: QTextCursor, first: int, old: list[str], new: list[str], start: Callable[[str], int] = lambda _: 0
) -> None:
    """Some lines, from ``first`` on, as one step; each is longer or shorter at its ``start``, in its margin.

    What is selected stays so. Many are put in as one text: one by one each takes Qt ten microseconds.
    """
    if new == old:
        return
    document = cursor.document()
    places = []
    for position in (cursor.anchor(), cursor.position()):
        block = document.findBlock(position)
        line, column = block.blockNumber(), position - block.position()
        if first <= line < first + len(old) and column >= start(old[line - first]):
            grown = len(new[line - first]) - len(old[line - first])
            column = max(start(old[line - first]), column + grown)
        places.append((line, column))
    if len(old) > MANY:
        replace_lines(document, first, len(old), new)
    else:
        with one_step(cursor):
            for line, (before, after) in enumerate(zip(old, new, strict=True), first):
                _lengthen(document.findBlockByNumber(line), start(before), len(after) - len(before), after)
    for (line, column), mode in zip(places, QTextCursor.MoveMode, strict=True):
        cursor.setPosition(document.findBlockByNumber(line).position() + column, mode)


def _lengthen(block: QTextBlock, start: int, by: int, text: str) -> None:
    if by > 0:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.insertText(text[start : start + by])
    elif by < 0:
        _remove(block, start, -by)


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
    """A new line as deep as the next statement: in after a colon or open bracket, out after ``return``.

    Between a bracket and its partner it opens a line for what belongs inside.
    """
    with one_step(cursor):
        cursor.removeSelectedText()
        before = text_before(cursor)
        margin = _next_margin(before, cursor.block(), is_code)
        after = cursor.document().characterAt(cursor.position())
        cursor.insertText("\n" + " " * margin)
        if (
            before
            and _OPENING.get(before[-1]) == after
            and is_code(cursor.blockNumber() - 1, _length(before) - 1)
        ):
            place = cursor.position()
            cursor.insertText("\n" + " " * (margin - INDENT))
            cursor.setPosition(place)


def _next_margin(before: str, block: QTextBlock, is_code: IsCode) -> int:
    if not before.strip():
        return len(before.expandtabs(INDENT))
    line = block.blockNumber()
    last = _last_code_character(before, line, is_code)
    opened, closed = _unmatched(before, line, is_code)
    if opened:
        return margin_of(before) + INDENT
    head, first = before, block
    if closed is not None:
        first = _opening_line(block, closed, is_code)
        head = first.text() if first != block else before
    if last == ":":
        return margin_of(head) + INDENT
    if _LEAVES_BLOCK.match(head) and is_code(first.blockNumber(), len(head) - len(head.lstrip())):
        return max(0, margin_of(head) - INDENT)
    return margin_of(head)


def margin_of(text: str) -> int:
    """How deep a line begins, in columns."""
    expanded = text.expandtabs(INDENT)
    return len(expanded) - len(expanded.lstrip())


def _unmatched(before: str, line: int, is_code: IsCode) -> tuple[bool, int | None]:
    """Whether a bracket of the line is open at its end; the column of the last that closes one from above."""
    depth, closed = 0, None
    for column, character in enumerate(_units(before)):
        if character in _OPENING and is_code(line, column):
            depth += 1
        elif character in _CLOSING and is_code(line, column):
            if depth:
                depth -= 1
            else:
                closed = column
    return depth > 0, closed


def _opening_line(block: QTextBlock, column: int, is_code: IsCode) -> QTextBlock:
    """The line of the bracket that the one at ``column`` closes; the same line where there is none."""
    document = block.document()
    position = block.position() + column
    partner = _partner(block, position, document.characterAt(position), is_code)
    return block if partner is None or partner == _GIVEN_UP else document.findBlock(partner)


def colon(cursor: QTextCursor) -> None:
    """A colon; behind ``else`` and its like it moves the line out to the statement it belongs to."""
    with one_step(cursor):
        cursor.insertText(":")
        _fit_clause(cursor)


def _fit_clause(cursor: QTextCursor) -> None:
    line = text_before(cursor)
    found = _CLAUSE.match(line)
    if not found or not cursor.atBlockEnd():
        return
    block, deepest = cursor.block().previous(), margin_of(line)
    while block.isValid():
        text = block.text()
        if text.strip() and margin_of(text) <= deepest:
            deepest = margin_of(text)
            if _CLAUSE_HEADS[found[1]].match(text):
                break
        block = block.previous()
    surplus = margin_of(line) - deepest
    if block.isValid() and 0 < surplus <= len(line) - len(line.lstrip(" ")):
        _remove(cursor.block(), 0, surplus)


def _length(text: str) -> int:
    return len(_units(text))


def _last_code_character(before: str, line: int, is_code: IsCode) -> str:
    units = _units(before)
    for column in range(len(units) - 1, -1, -1):
        if not units[column].isspace() and is_code(line, column):
            return units[column]
    return ""


def toggle_comment(cursor: QTextCursor) -> None:
    """Comments the lines out; when all of them are comments already, makes them code again."""
    first, texts = selected_lines(cursor)
    code = [text for text in texts if text.strip()]
    if not code:
        return
    if all(text.lstrip().startswith("#") for text in code):
        new = [re.sub(r"# ?", "", text, count=1) for text in texts]
        _change_lines(cursor, first, texts, new, lambda text: max(0, text.find("#")))
    else:
        margin = min(len(text) - len(text.lstrip()) for text in code)
        new = [f"{text[:margin]}# {text[margin:]}" if text.strip() else text for text in texts]
        _change_lines(cursor, first, texts, new, lambda _text: margin)


def _remove(block: QTextBlock, column: int, count: int) -> None:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + column)
    cursor.setPosition(block.position() + column + count, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()


def matching_brackets(cursor: QTextCursor, is_code: IsCode) -> tuple[int, int | None] | None:
    """Positions of the bracket beside the cursor and of its partner (``None`` where it has none).

    The bracket before the cursor comes first, then the one after it. None where there is no bracket, in a
    line that is shown plain, and where the search was given up.
    """
    document = cursor.document()
    for position in (cursor.position() - 1, cursor.position()):
        character = document.characterAt(position) if position >= 0 else ""
        if character in _OPENING or character in _CLOSING:
            block = document.findBlock(position)
            if is_code(block.blockNumber(), position - block.position()):
                partner = _partner(block, position, character, is_code)
                return None if partner == _GIVEN_UP else (position, partner)
    return None


def is_plain(block: QTextBlock) -> bool:
    """Whether a line is so long that it is shown without colours and its brackets are not looked for."""
    return block.length() - 1 > LONGEST_LINE


def _partner(block: QTextBlock, position: int, character: str, is_code: IsCode) -> int | None:
    """The position of the partner, None for none, ``_GIVEN_UP`` where it is too far to be looked for."""
    is_forward = character in _OPENING
    depth = 0
    for place, other in _brackets(block, position, is_code, is_forward=is_forward):
        if place == _GIVEN_UP:
            return _GIVEN_UP
        depth += 1 if (other in _OPENING) == is_forward else -1
        if depth == 0:
            expected = _OPENING[character] if is_forward else _CLOSING[character]
            return place if other == expected else None
    return None


def _brackets(
    block: QTextBlock, position: int, is_code: IsCode, *, is_forward: bool
) -> Iterator[tuple[int, str]]:
    """Positions of brackets from ``position`` on, in one direction; ``_GIVEN_UP`` where that gets too far."""
    seen = count = 0
    while block.isValid():
        if seen > _FARTHEST_BRACKET or count > _MOST_BRACKETS or is_plain(block):
            yield _GIVEN_UP, ""
            return
        # UTF-16 as Qt counts, so that characters outside the first plane do not shift the columns.
        start, units = block.position(), _units(block.text())
        found = [match.start() for match in _ANY_BRACKET.finditer(units)]
        for column in found if is_forward else reversed(found):
            is_there = start + column >= position if is_forward else start + column <= position
            if is_there and is_code(block.blockNumber(), column):
                count += 1
                yield start + column, units[column]
        seen += len(units) + 1
        block = block.next() if is_forward else block.previous()


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
