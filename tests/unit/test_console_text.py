"""What the console keeps of a program's output, and what it says about the rest."""

from __future__ import annotations

from desktop.child.protocol import Stream
from desktop.ui.console_backlog import MAX_CHARACTERS, MAX_LINES, Backlog
from desktop.ui.console_text import ConsoleText

OUT, ERR = Stream.STDOUT, Stream.STDERR


def _text(*chunks: tuple[Stream, bytes], files: dict[str, str] | None = None) -> ConsoleText:
    backlog, text = Backlog(), ConsoleText()
    text.set_run_files(files or {})
    for stream, data in chunks:
        backlog.put(stream, data)
    while (item := backlog.take()) is not None:
        text.apply(item)
    text.finish()
    return text


def _lines(text: ConsoleText) -> list[str]:
    return [line.text for line in text.lines]


def test_the_streams_keep_the_order_in_which_they_were_written() -> None:
    text = _text((OUT, b"one\n"), (ERR, b"two\n"), (OUT, b"three"))
    assert [(line.text, line.is_error) for line in text.lines] == [
        ("one", False),
        ("two", True),
        ("three", False),
    ]


def test_a_character_cut_between_chunks_is_whole_again() -> None:
    euro = "€".encode()
    assert _lines(_text((OUT, b"5 " + euro[:1]), (ERR, b""), (OUT, euro[1:]))) == ["5 €"]


def test_the_last_ten_thousand_lines_stay_and_the_others_are_counted() -> None:
    chunk = b"".join(b"line %d\n" % number for number in range(25_000))
    text = _text((OUT, chunk))
    assert len(text.lines) <= MAX_LINES
    assert text.earlier + len(text.lines) - 1 == 25_000
    assert _lines(text)[-2:] == ["line 24999", ""]


def test_lines_are_counted_the_same_however_the_output_is_cut() -> None:
    data = b"".join(b"line %d\n" % number for number in range(30_000))
    pieces = [(OUT, data[place : place + 777]) for place in range(0, len(data), 777)]
    text = _text(*pieces)
    assert text.earlier + len(text.lines) - 1 == 30_000
    assert _lines(text)[-2] == "line 29999"


def test_a_flood_does_not_grow_what_waits_to_be_shown() -> None:
    backlog = Backlog()
    for _ in range(200):
        backlog.put(OUT, b"x" * 99 + b"\n" + b"y" * 1_000_000)
        assert backlog.size < 10 * 1024 * 1024
    for _ in range(200):
        backlog.put(ERR, b"short\n" * 100_000)
        assert backlog.size < 10 * 1024 * 1024


def test_of_a_long_line_the_first_characters_stay_and_the_others_are_counted() -> None:
    text = _text((OUT, b"x" * 1_000_000), (OUT, "é".encode() * 5_000 + b"\nend"))
    first, last = text.lines
    assert len(first.text) == MAX_CHARACTERS
    assert len(first.text) + first.extra == 1_005_000
    assert last.text == "end"


def test_colours_begun_in_output_that_was_dropped_still_hold() -> None:
    data = b"\x1b[31m" + b"".join(b"line %d\n" % number for number in range(12_000))
    text = _text((OUT, data))
    assert text.lines[-2].parts[0].style.fg == "red"


def test_a_lone_carriage_return_writes_over_the_line() -> None:
    assert _lines(_text((OUT, b"10 %\r"), (OUT, b"100 %\r99"))) == ["990 %"]


def test_a_carriage_return_before_a_newline_is_a_line_end() -> None:
    assert _lines(_text((OUT, b"one\r"), (OUT, b"\ntwo\r\n"))) == ["one", "two", ""]


TRACEBACK = b"""Traceback (most recent call last):
  File "/tmp/run 1/main.py", line 12, in <module>
    go()
  File "/usr/lib/python3.13/json/__init__.py", line 3, in go
ValueError: no
and more
"""


def test_only_files_of_the_run_become_links_and_are_shown_by_their_name() -> None:
    text = _text((ERR, TRACEBACK), files={"/tmp/run 1/main.py": "main.py"})
    links = [part for line in text.lines for part in line.parts if part.link]
    assert [(part.text, part.link) for part in links] == [('"main.py", line 12', ("/tmp/run 1/main.py", 12))]
    assert _lines(text)[1] == '  File "main.py", line 12, in <module>'
    assert "/usr/lib/python3.13/json/__init__.py" in _lines(text)[3]


def test_the_message_at_the_end_of_a_traceback_is_found() -> None:
    text = _text((ERR, TRACEBACK))
    assert [line.text for line in text.lines if line.is_last_of_traceback] == ["ValueError: no"]


def test_the_message_of_a_syntax_error_is_found() -> None:
    text = _text((ERR, b'  File "a.py", line 1\n    x = \n       ^\nSyntaxError: invalid syntax\n'))
    assert [line.text for line in text.lines if line.is_last_of_traceback] == ["SyntaxError: invalid syntax"]


def test_the_indented_body_of_a_chained_traceback_does_not_end_it_early() -> None:
    data = (
        TRACEBACK + b"\nDuring handling of the above exception, another exception occurred:\n\n" + TRACEBACK
    )
    text = _text((ERR, data))
    assert [line.text for line in text.lines if line.is_last_of_traceback] == ["ValueError: no"] * 2


def test_each_update_begins_with_the_line_shown_last() -> None:
    backlog, text = Backlog(), ConsoleText()
    shown: list[str] = []
    for data in (b"a", b"b\nc", b"d\n", b"\ne"):
        backlog.put(OUT, data)
        while (item := backlog.take()) is not None:
            text.apply(item)
        update = text.update()
        shown = [*([] if update.is_reset else shown[:-1]), *(line.text for line in update.lines)]
    assert shown == ["ab", "cd", "", "e"]
