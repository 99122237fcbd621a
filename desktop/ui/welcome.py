"""The first-start page: what this is, one program to run, and where to begin.

Forbids promises: what is said about safety is the sentence of the tier in force.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.highlight import Span, highlight
from desktop.sandbox.policy import Tier
from desktop.ui.actions import key_text
from desktop.ui.controls import Badge, Button, Card, IconLabel, Painted, Separator, Text, icon_row
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.labels import plain_tooltip

if TYPE_CHECKING:
    from desktop.core.example import Chapter
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme
from desktop.ui.tier_words import brief_sentence_of_tier, sentence_of_tier, status_of, tier_of

DEMO = 'name = "Ada"\nprint(f"Hello, {name}!")\n'
DEMO_WAITS = "Output appears here"
BRING = "Bring your progress from the command-line program (version 2.0) or from another computer"
WIDEST = 880
BESIDE_FROM = 720  # px of the page: from here on cards stand beside each other
SHORT_BELOW = 640  # px of height: below it the margins shrink
SECOND_CHAPTER = "functions"  # where one begins who knows another language
RADIUS = 8
PADDING = 18
LINE_HEIGHT = 23


class Welcome(QWidget):
    """Asks only: running the demo and opening examples is done by whoever listens."""

    example_chosen = Signal(str)
    demo_requested = Signal()  # run ``DEMO`` and hand its output to ``show_demo_output``
    search_requested = Signal()
    shortcuts_requested = Signal()
    folder_requested = Signal()
    import_requested = Signal()

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme, self._icons = session, theme, icons
        self._output = Text(theme, DEMO_WAITS, "body", "text3", wrap=True)
        self.run_button = Button(
            theme, icons, "Run", "primary", "play", key_text("run"), small=True, filled=True
        )
        self.run_button.clicked.connect(self.demo_requested)
        self._build()

    def show_demo_output(self, text: str) -> None:
        """What the demo printed, or why it did not run."""
        self._output.set_use("mono")
        self._output.set_tone("text")
        self._output.setText(text.rstrip("\n"))
        self._output.setAccessibleName(f"Output: {text.strip()}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.px(BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        for row in (self._cards, self._facts, self._demo_box.halves):
            row.setDirection(direction)
        side = max(24, (self.width() - WIDEST) // 2)
        top = 24 if self.height() < SHORT_BELOW else 80
        self._page.setContentsMargins(side, top, side, 24)

    # Building

    def _build(self) -> None:
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        content = QWidget()
        self._page = QVBoxLayout(content)
        self._page.setSpacing(0)
        self._cards, self._facts = self._card_row(), self._fact_row()
        self._fill(self._page)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self.setFocusProxy(self.run_button)

    def _fill(self, page: QVBoxLayout) -> None:
        theme = self._theme
        page.addWidget(Text(theme, "Learn Python by running it", "page", wrap=True))
        page.addSpacing(6)
        words = "Every example here is short, works, and is yours to change. Press Run to see this one work."
        page.addWidget(Text(theme, words, "prose", "text2", wrap=True))
        page.addSpacing(14)
        page.addWidget(self._demo())
        page.addSpacing(28)
        page.addWidget(Text(theme, "Where would you like to start?", "section"))
        page.addSpacing(10)
        page.addLayout(self._cards)
        page.addSpacing(28)
        page.addWidget(Separator(theme))
        page.addSpacing(20)
        page.addLayout(self._facts)
        page.addSpacing(20)
        page.addLayout(self._links())
        page.addStretch(1)

    def _links(self) -> QHBoxLayout:
        theme, icons = self._theme, self._icons
        brought = Button(theme, icons, "Import progress", "link", "import", small=True)
        brought.setToolTip(BRING)
        brought.setAccessibleDescription(BRING)
        brought.clicked.connect(self.import_requested)
        folder = Button(theme, icons, "Open a folder of Python files", "link", "folder-open", small=True)
        folder.clicked.connect(self.folder_requested)
        shortcuts = Button(
            theme, icons, "Keyboard shortcuts", "link", "keyboard", key_text("shortcuts"), small=True
        )
        shortcuts.clicked.connect(self.shortcuts_requested)
        links = FlowLayout(gap=4)  # big letters need more than one line in a small window
        for link in (folder, brought, shortcuts):
            links.addWidget(link)
        row = QHBoxLayout()
        row.addSpacing(-folder.side)  # its picture stands under the texts above
        row.addLayout(links, 1)
        return row

    def _demo(self) -> QWidget:
        box = self._demo_box = _DemoBox(self._theme)
        right = QHBoxLayout()
        right.setContentsMargins(PADDING, 12, PADDING, 12)
        right.setSpacing(12)
        right.addWidget(self._output, 1)
        right.addWidget(self.run_button)
        box.output.setLayout(right)
        return box

    def _card_row(self) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(14)
        chapters = [chapter for chapter in self._session.catalog.chapters if chapter.examples]
        for chapter in chapters[:1]:
            row.addWidget(self._first_card(chapter), 1)
        for chapter in (chapter for chapter in chapters[1:] if chapter.slug == SECOND_CHAPTER):
            row.addWidget(self._second_card(chapter), 1)
        row.addWidget(self._search_card(), 1)
        return row

    def _first_card(self, chapter: Chapter) -> Card:
        text = "Start at the first chapter. Each example uses only what came before it."
        button = self._start_button(chapter)
        return self._card("sprout", "I am new to programming", text, button, badge="start here")

    def _second_card(self, chapter: Chapter) -> Card:
        text = "Start where Python begins to differ: how a function takes and returns values."
        button = self._start_button(chapter)
        return self._card("arrow-left-right", "I know another language", text, button)

    def _search_card(self) -> Card:
        text = "Look for what you want to know: a title, a tag, a word of code."
        button = Button(self._theme, self._icons, "Search the library", hint=key_text("search"))
        button.clicked.connect(self.search_requested)
        return self._card("target", "I know some Python", text, button)

    def _start_button(self, chapter: Chapter) -> Button:
        button = Button(self._theme, self._icons, f"Start with “{chapter.title}”".replace("&", "&&"))
        target = chapter.examples[0].id
        button.clicked.connect(lambda: self.example_chosen.emit(target))
        return button

    def _card(self, icon: str, title: str, text: str, button: Button, *, badge: str = "") -> Card:
        card = Card(padding=PADDING)
        card.body.setSpacing(4)
        top = icon_row(IconLabel(self._theme, self._icons, icon, "accent", 20))
        if badge:
            top.addWidget(Badge(self._theme, self._icons, badge, "info"))
        card.body.addLayout(top)
        card.body.addSpacing(4)
        card.body.addWidget(Text(self._theme, title, "card", wrap=True))
        card.body.addWidget(Text(self._theme, text, "body", "text2", wrap=True))
        card.body.addStretch(1)
        card.body.addSpacing(8)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _fact_row(self) -> QBoxLayout:
        offline = (
            "wifi-off",
            "Works offline",
            "Nothing is sent anywhere. Your progress stays on this computer.",
        )
        safe = (
            "undo-2",
            "Nothing to break",
            "The originals never change. Your edits are saved as your own copy.",
        )
        self._protection = _Fact(self._theme, self._icons)
        self._session.protection_changed.connect(self._show_protection)
        self._session.settings_changed.connect(self._on_settings_changed)
        self._session.settings_changed.connect(lambda _snapshot: self._show_protection())
        self._show_protection()
        facts = [_Fact(self._theme, self._icons) for _ in (offline, safe)]
        for fact, said in zip(facts, (offline, safe), strict=True):
            fact.say(*said)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(20)
        for fact in (facts[0], self._protection, facts[1]):
            row.addWidget(fact, 1)
        return row

    @Slot()
    def _show_protection(self) -> None:
        tier, is_permissive = tier_of(self._session), self._session.is_permissive
        icon = "shield-off" if is_permissive or tier is Tier.LIMITS else "shield"
        title = status_of(tier, is_permissive=is_permissive)
        self._protection.say(icon, title, brief_sentence_of_tier(tier, is_permissive=is_permissive))
        self._protection.setToolTip(plain_tooltip(sentence_of_tier(tier, is_permissive=is_permissive)))

    @Slot(object)
    def _on_settings_changed(self, _snapshot: object) -> None:
        self._show_protection()


class _Fact(QWidget):
    """An icon, a title and a sentence."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._icon = IconLabel(theme, icons, "info", "text2", 16)
        self._title = Text(theme, "", "button", wrap=True)
        self._text = Text(theme, "", "body", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, icon: str, title: str, text: str) -> None:
        """Show these."""
        self._icon.set_icon(icon, "text2")
        self._title.setText(title)
        self._text.setText(text)


class _DemoCode(Painted):
    """The two lines in their colours."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = DEMO.splitlines()
        self._spans: list[list[Span]] = highlight(DEMO)
        self.setAccessibleName(DEMO)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("mono"))
        width = max(metrics.horizontalAdvance(line) for line in self._lines)
        return QSize(width + 2 * PADDING, len(self._lines) * self._line_height() + 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font("mono")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        height = self._line_height()
        top = (self.height() - len(self._lines) * height) // 2
        for number, (line, spans) in enumerate(zip(self._lines, self._spans, strict=False)):
            base = top + number * height + (height + metrics.ascent() - metrics.descent()) // 2
            for span in spans:
                x = PADDING + metrics.horizontalAdvance(line[: span.start])
                painter.setPen(self._theme.color(f"syn_{span.role.value}"))
                painter.drawText(x, base, line[span.start : span.start + span.length])

    def _line_height(self) -> int:
        return self._theme.px(LINE_HEIGHT)


class _DemoBox(QWidget):
    """Code, and beside it or below its output on the colour of the console, one frame around both."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.output = QWidget()
        self.output.setMinimumWidth(theme.px(240))
        self._code = _DemoCode(theme)
        layout = self.halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._code, 2)
        layout.addWidget(self.output, 1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        code = self._code.geometry()
        is_beside = self.output.x() > code.x()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        painter.save()
        painter.setClipRect(QRect(QPoint(0, 0), code.bottomRight()))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        edge = QRect(self.output.x(), 1, 1, self.height() - 2)
        if not is_beside:
            edge = QRect(1, self.output.y(), self.width() - 2, 1)
        painter.fillRect(edge, self._theme.color("line"))
