"""Finding in the output: every line that is kept, right while more comes; and how the output is laid out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Outcome, OutcomeKind, Stream
from desktop.ui.console import Console
from desktop.ui.find_bar import FindBar
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

OUT, ERR = Stream.STDOUT, Stream.STDERR
OK = Outcome(OutcomeKind.OK, exit_code=0)


class Page(QWidget):
    """A bar over a console, joined as the panel below the code joins them."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.theme = theme
        self.console = Console(theme, icons, self)
        self.bar = FindBar(theme, icons, parent=self)
        self.bar.set_text(self.console.hits)
        self.console.text_changed.connect(self.bar.refresh)
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(self.console, 1)

    def write(self, data: bytes, stream: Stream = OUT) -> None:
        self.console.feed(stream, data)
        self.console.flush()

    def find(self, query: str) -> None:
        self.bar.open()
        self.bar.field.setText(query)

    @property
    def selected(self) -> str:
        return self.console.view.selected_text()

    @property
    def line(self) -> str:
        """The line in which the selection is."""
        return self.console.view.layouts.of(self.console.view.cursor_in_text.span[0].paragraph).text

    def marked(self) -> int:
        """Pixels in the colour of hits."""
        image = self.console.view.viewport().grab().toImage()
        return _count(image, self.theme.color("now"))


def _count(image: QImage, color: QColor) -> int:
    wanted = color.rgb()
    places = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return sum(image.pixel(x, y) == wanted for x, y in places)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, icons: Icons) -> Page:
    page = Page(theme, icons)
    qtbot.addWidget(page)
    page.resize(700, 400)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.console.start()
    return page


def test_hits_of_both_streams_are_counted_marked_and_walked_through(page: Page) -> None:
    page.write(b"one apple\n")
    page.write(b"no Apple here\n", ERR)
    page.find("apple")
    assert page.bar.count.text() == "1 of 2"
    assert (page.selected, page.line) == ("apple", "one apple")
    assert page.marked() > 100
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    assert (page.selected, page.line) == ("Apple", "no Apple here")
    page.bar.close_bar()
    assert page.marked() == 0
    assert page.console.view.hasFocus()


def test_hits_are_found_beyond_characters_that_take_two_places(page: Page) -> None:
    page.write("😀😀 apple\n".encode())
    page.find("apple")
    assert page.selected == "apple"


def test_every_hit_is_marked_in_each_row_a_long_line_wraps_into(page: Page) -> None:
    page.write(b"x" * 300 + b"\n")
    page.find("x" * 300)
    rects = list(page.console.view.rects_of(1, 0, 300))
    assert len(rects) > 2
    assert sum(rect.width() for rect in rects) == pytest.approx(
        300 * rects[0].width() / _letters(page), abs=8
    )


def _letters(page: Page) -> int:
    """How many letters the first row has."""
    return page.console.view.layouts.geometry.columns


def test_the_count_follows_an_output_that_never_rests(qtbot: QtBot, page: Page) -> None:
    """The bar is told of every batch, sooner than it searches again."""
    page.find("apple")
    assert page.bar.count.text() == "No hits"

    def write_and_look() -> bool:
        page.write(b"apple\n")
        return page.bar.count.text() != "No hits"

    qtbot.waitUntil(write_and_look)


def test_a_hit_stays_the_current_one_while_more_lines_come(qtbot: QtBot, page: Page) -> None:
    page.write(b"".join(b"%d apple\n" % number for number in range(200_000)))
    page.find("150000 apple")
    qtbot.waitUntil(lambda: page.bar.count.text() == "1 of 1")
    assert page.line == "150000 apple"
    page.bar.field.setText("apple")
    page.write(b"more\n" * 2_000 + b"the last apple\n")
    qtbot.waitUntil(lambda: page.bar.count.text() == "150,001 of 200,001")
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    assert (page.line, page.bar.count.text()) == ("150001 apple", "150,002 of 200,001")
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.line == "150000 apple"


@pytest.mark.parametrize("options", [(), ("case",), ("word",), ("pattern",)])
def test_hits_are_those_of_each_line_as_it_is_shown(
    qtbot: QtBot, page: Page, options: tuple[str, ...]
) -> None:
    lines = [
        f"{number} ap\x1b[31mple\x1b[0m Apple pineapple é {'apple' * (number % 3)}" for number in range(9_000)
    ]
    page.write("\n".join(lines).encode(), ERR)
    for name in options:
        getattr(page.bar, name).setChecked(True)
    page.find("apple")
    query = page.bar._search.query
    shown = [line.replace("\x1b[31m", "").replace("\x1b[0m", "") for line in lines]
    wanted = [(number, *place) for number, text in enumerate(shown, 1) for place in query.hits_in(text) or ()]
    qtbot.waitUntil(lambda: page.bar.count.text() == f"1 of {len(wanted):,}")
    hits = page.bar._search
    assert [(hit.line, hit.start, hit.end) for hit in map(hits.__getitem__, range(len(hits)))] == wanted


def test_a_long_search_goes_on_in_slices_and_counts_as_it_goes(qtbot: QtBot, page: Page) -> None:
    page.write(b"".join(b"%d an apple and no more\n" % number for number in range(400_000)))
    counts: list[str] = []
    page.bar.pattern.setChecked(True)
    page.bar.open()
    page.bar.field.setText("an? app?le")
    while not page.bar._search.is_done:
        counts.append(page.bar.count.text())
        page.bar._slices.timeout.emit()
    assert page.bar.count.text() == "1 of 400,000"
    assert len([count for count in counts if count.endswith("so far…")]) > 3


def test_a_reader_who_looks_at_a_hit_is_not_taken_to_the_end(page: Page) -> None:
    page.write(b"an apple\n" + b"x\n" * 500)
    page.find("apple")
    page.write(b"x\n" * 500)
    page.console.finish(OK)
    assert next(page.console.view.lines_in_view()) < 5


def test_a_new_run_has_none_of_the_marks(qtbot: QtBot, page: Page) -> None:
    page.write(b"apple\n")
    page.find("apple")
    page.console.start()
    page.write(b"pear!\n")
    qtbot.waitUntil(lambda: page.bar.count.text() == "No hits")
    assert page.marked() == 0


# -- layout ------------------------------------------------------------------------------------------------


def test_without_wrapping_a_line_is_one_row_and_can_be_scrolled_to(page: Page) -> None:
    page.write(b"x" * 300 + b"\n")
    view = page.console.view
    assert view.layouts.of(0).rows > 1
    page.console.set_wrapped(False)
    page.console.view.grab()
    assert view.layouts.of(0).rows == 1
    assert view.horizontalScrollBar().maximum() > 0
    page.console.set_wrapped(True)
    page.console.view.grab()
    assert view.layouts.of(0).rows > 1
    assert view.horizontalScrollBar().maximum() == 0


def test_lines_keep_their_numbers_while_others_pass_out_at_the_top(page: Page) -> None:
    page.console.start(limit_mb=1)
    page.console.set_numbered(True)
    page.write(b"".join(b"line %d\n" % number for number in range(1, 400_001)))
    view = page.console.view
    assert view.last_line_number == 400_001
    view.verticalScrollBar().setValue(0)
    numbers = list(view.lines_in_view())
    texts = [laid.text for _paragraph, laid, _corner in view.in_view()]
    assert numbers[0] == 0  # our note
    assert [f"line {number}" for number in numbers[1:]] == texts[1:]


def test_numbers_take_room_and_give_it_back(page: Page) -> None:
    page.write(b"x\n" * 3)
    narrow = page.console.view.text_x
    page.console.set_numbered(True)
    wide = page.console.view.text_x
    assert wide > narrow
    page.write(b"x\n" * 9_999)
    assert page.console.view.text_x > wide
    page.console.set_numbered(False)
    assert page.console.view.text_x == narrow


def test_the_field_for_an_answer_begins_where_the_text_begins(page: Page) -> None:
    page.console.set_numbered(True)
    page.console.want_input(1)
    field = page.console.input.field
    assert field.mapTo(page.console, field.rect().topLeft()).x() == page.console.view.text_x
