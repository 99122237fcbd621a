"""The bar that finds, and where the text may be changed replaces.

Speaks to any ``Findable``; hides when a search runs, so that neither a long text nor a hostile pattern holds
the window up.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.actions import key_text
from desktop.ui.announce import announce
from desktop.ui.controls import Button, ElidedLabel, IconButton, IconLabel, Separator, Text, set_property
from desktop.ui.finding import Findable, Finding, Folding, Hit, Query, Replaceable, Search
from desktop.ui.icons import Icons
from desktop.ui.labels import plain_tooltip
from desktop.ui.localised import counted, number
from desktop.ui.theme import Theme

_SLICE_S = 0.02
_REFRESH_MS = 120
_LONGEST_QUERY = 1000
_FIELD_WIDTHS = (120, 320)
_COUNT_WIDTH = 104
_MARGIN = 20


class FindBar(QWidget):
    """Hidden until ``open``. Its owner calls ``refresh`` whenever the text has changed."""

    closed = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, *, replaces: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._text: Findable | None = None
        self._search: Finding = Search(Query(""), ())
        self._place: Hit | None = None
        self._seeks = False
        self._is_announced = True
        self.field = self._field("Find")
        self.case = self._toggle("case-sensitive", "Match case")
        self.word = self._toggle("whole-word", "Whole words only")
        self.pattern = self._toggle("regex", "Regular expression")
        self.count = Text(theme, "", "figures", "text2")
        self.previous = IconButton(theme, icons, "chevron-up", "Previous hit", key_text("find_previous"))
        self.next = IconButton(theme, icons, "chevron-down", "Next hit", key_text("find_next"))
        self._close = IconButton(theme, icons, "x", "Close the find bar", "Esc")
        self.problem = ElidedLabel(theme, "", "body", "error")
        self._problem_row = QWidget(self)
        self.replacement = self._field("Replace with")
        self.replace_one = Button(theme, icons, "Replace", small=True)
        self.replace_every = Button(theme, icons, "Replace all", small=True)
        self._replace_row = QWidget(self)
        self._replaces = replaces
        self._refreshing = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._slices = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()
        self.hide()

    # ---- what its owner asks for ----

    def set_text(self, text: Findable | None) -> None:
        """Searches another text from now on; the one before loses its marks."""
        if self._text is not None and text is not self._text and self.isVisible():
            self._text.show_hits(None, None)
        self._text = text
        self._place = None
        if self.isVisible():
            self._begin(seeks=False)

    def open(self, *, replaces: bool = False) -> None:
        """Comes up with what is selected as the query."""
        if self._text is None:
            return
        words = self._text.selected_words()
        was_hidden = self.isHidden()
        keeps_row = not was_hidden and not self._replace_row.isHidden()
        shows_row = self._replaceable() is not None and (replaces or keeps_row)
        self._replace_row.setVisible(shows_row)
        self.show()
        if words and not (self.pattern.isChecked() and not was_hidden):
            self.field.setText(words)
        target = self.replacement if replaces and shows_row and not was_hidden else self.field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        target.selectAll()
        self._begin(seeks=True)

    def close_bar(self) -> None:
        """Takes the marks away and gives the focus back."""
        if self.isHidden():
            return
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self._slices.stop()
        self._refreshing.stop()
        self.hide()
        if self._text is not None:
            self._text.show_hits(None, None)
            if had_focus:
                self._text.take_focus()
        self.closed.emit()

    def find_next(self) -> None:
        """Goes to the hit after the current one; opens the bar where it is closed."""
        self._step(1)

    def find_previous(self) -> None:
        """Goes to the hit before the current one; opens the bar where it is closed."""
        self._step(-1)

    def refresh(self) -> None:
        """The text has changed. A text that never rests is searched again and again, each time to the end."""
        if self.isVisible() and not self._refreshing.isActive():
            self._refreshing.start()

    def replace_all(self) -> None:
        """Puts the replacement in place of every hit, as one step of undo."""
        if self.isHidden() or self._replace_row.isHidden():
            return
        self._catch_up()
        hits = [self._search[index] for index in range(len(self._search))]
        if self._replace(hits):
            self._begin(seeks=False)
            self._say(f"{_times(len(hits))} replaced")
            announce(self, f"{_times(len(hits))} replaced")

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in order."""
        find = (self.field, self.case, self.word, self.pattern, self.previous, self.next, self._close)
        return (*find, self.replacement, self.replace_one, self.replace_every)

    # ---- building ----

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setMaxLength(_LONGEST_QUERY)
        field.installEventFilter(self)
        return field

    def _toggle(self, icon: str, words: str) -> IconButton:
        button = IconButton(self._theme, self._icons, icon, words)
        button.setCheckable(True)
        button.toggled.connect(self._on_query_changed)
        return button

    def _build(self) -> None:
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Find")
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        least, most = (self._theme.px(width) for width in _FIELD_WIDTHS)
        for field in (self.field, self.replacement):
            field.setMinimumWidth(least)
            field.setMaximumWidth(most)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.count.setMinimumWidth(self._theme.px(_COUNT_WIDTH))
        find = QHBoxLayout()
        find.setSpacing(4)
        find.addWidget(self.field, 1)
        for button in (self.case, self.word, self.pattern):
            find.addWidget(button)
        find.addSpacing(8)
        for part in (self.previous, self.next, self.count):
            find.addWidget(part)
        find.addStretch()
        find.addWidget(self._close)
        replace = QHBoxLayout(self._replace_row)
        replace.setContentsMargins(0, 0, 0, 0)
        replace.setSpacing(8)
        replace.addWidget(self.replacement, 1)
        replace.addWidget(self.replace_one)
        replace.addWidget(self.replace_every)
        replace.addStretch()
        problem = QHBoxLayout(self._problem_row)
        problem.setContentsMargins(0, 0, 0, 0)
        problem.setSpacing(7)
        icon = IconLabel(self._theme, self._icons, "circle-alert", "error", 14)
        problem.addWidget(icon)
        problem.addWidget(self.problem, 1)
        rows = QVBoxLayout()
        rows.setContentsMargins(_MARGIN, 6, 12, 6)
        rows.setSpacing(6)
        rows.addLayout(find)
        rows.addWidget(self._problem_row)
        rows.addWidget(self._replace_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(rows)
        column.addWidget(Separator(self._theme))
        self._problem_row.hide()
        self._replace_row.hide()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_query_changed)
        self.replacement.textChanged.connect(self._on_replacement_changed)
        self.previous.clicked.connect(self.find_previous)
        self.next.clicked.connect(self.find_next)
        self._close.clicked.connect(self.close_bar)
        self.replace_one.clicked.connect(self._on_replace_clicked)
        self.replace_every.clicked.connect(self.replace_all)
        self._refreshing.timeout.connect(self._on_refreshing_timeout)
        self._slices.timeout.connect(self._on_slice)

    # ---- keys ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a field goes on or replaces, with Shift back."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return super().eventFilter(watched, event)
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain:
            return super().eventFilter(watched, event)
        if watched is self.replacement:
            self._on_replace_clicked()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.find_previous()
        else:
            self.find_next()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, and Enter presses the icon that has the focus."""
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, IconButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    # ---- searching ----

    @Slot()
    def _on_query_changed(self) -> None:
        self._begin(seeks=True)

    @Slot()
    def _on_refreshing_timeout(self) -> None:
        if self._search.is_done:
            self._begin(seeks=False)
        else:
            self.refresh()

    def _begin(self, *, seeks: bool) -> None:
        """Searches anew; ``seeks`` goes to the first hit from where the learner is."""
        if self._text is None or self.isHidden():
            return
        self._refreshing.stop()
        query = Query(
            self.field.text(), self.case.isChecked(), self.word.isChecked(), self.pattern.isChecked()
        )
        self._seeks = seeks
        self._is_announced = not seeks
        self._search = self._text.search(query)
        self._on_slice()

    @Slot()
    def _on_slice(self) -> None:
        self._search.work(_SLICE_S)
        if not self._search.is_done:
            if self._seeks:
                self._show_so_far()
            self._slices.start()
            return
        self._slices.stop()
        self._settle()

    def _show_so_far(self) -> None:
        """The hits there are while the search goes on."""
        count = len(self._search)
        self._say(f"{number(count)} so far…" if count else "Searching…")
        if count and self._text is not None:
            self._text.show_hits(self._search, None)

    def _settle(self) -> None:
        assert self._text is not None
        if self._seeks or self._index_of_place() is None:
            self._place = self._first_from_here()
        if self._seeks and self._place is not None:
            self._text.reveal_hit(self._place)
        self._show()

    def _first_from_here(self) -> Hit | None:
        """What is folded away comes last: it would be unfolded for a word that stands in the code as well."""
        assert self._text is not None
        hits = self._search
        if not len(hits):
            return None
        first = hits.before(*self._text.find_start())
        around = (hits[(first + step) % len(hits)] for step in range(len(hits)))
        return next((hit for hit in around if not self._is_folded(hit)), hits[first % len(hits)])

    def _index_of_place(self) -> int | None:
        """Which of the hits the current one is."""
        if self._place is None or not len(self._search):
            return None
        index = self._search.before(self._place.line, self._place.start)
        return index if index < len(self._search) and self._search[index] == self._place else None

    def _is_folded(self, hit: Hit) -> bool:
        return isinstance(self._text, Folding) and self._text.is_folded(hit)

    def _step(self, by: int) -> None:
        if self.isHidden():
            if self._text is None:
                return
            self._place = None
            self.show()
            self._replace_row.hide()
            self._begin(seeks=False)
        self._catch_up()
        if not len(self._search) or self._text is None:
            return
        self._place = self._hit_after(by)
        self._text.reveal_hit(self._place)
        self._is_announced = False
        self._show()

    def _hit_after(self, by: int) -> Hit:
        """The next hit, counted from where the cursor is: the learner may have moved it.

        From a hit it goes on through everything, from elsewhere not into what is folded away.
        """
        assert self._text is not None
        hits, here = self._search, self._text.find_start()
        before = hits.before(*here)
        is_on_hit = before < len(hits) and (hits[before].line, hits[before].start) == here
        is_current = is_on_hit and hits[before] == self._place
        first = before - 1 if by < 0 else before + is_current
        if is_current:
            return hits[first % len(hits)]
        circle = (hits[(first + by * step) % len(hits)] for step in range(len(hits)))
        return next((hit for hit in circle if not self._is_folded(hit)), hits[first % len(hits)])

    def _show(self) -> None:
        assert self._text is not None
        self._text.show_hits(self._search, self._place)
        self._say(self._words())
        if not self._is_announced:
            self._is_announced = True
            announce(self, self._search.problem or self._words())
        self._show_problem(self._search.problem or self._template_problem())
        for button in (self.previous, self.next):
            button.setEnabled(len(self._search) > 0)
        self._enable_replacing()

    def _words(self) -> str:
        hits, place = self._search, self._index_of_place()
        if not self.field.text():
            return ""
        if not len(hits):
            return "" if self._search.problem else "No hits"
        at = 0 if place is None else place + 1
        many = "more than " if self._search.is_cut else ""
        return f"{number(at)} of {many}{number(len(hits))}" if at else f"{many}{number(len(hits))} hits"

    def _say(self, words: str) -> None:
        self.count.setText(words)

    def _show_problem(self, sentence: str) -> None:
        self.problem.set_text(sentence)
        self._problem_row.setVisible(bool(sentence))
        is_query = bool(self._search.problem) and not len(self._search)
        set_property(self.field, "error", is_query)
        set_property(self.replacement, "error", bool(sentence) and not self._search.problem)
        self.field.setToolTip(plain_tooltip(sentence))

    # ---- replacing ----

    def _replaceable(self) -> Replaceable | None:
        text = self._text
        return text if self._replaces and isinstance(text, Replaceable) and text.can_replace else None

    def _template_problem(self) -> str:
        if self._replace_row.isHidden() or self._search.problem:
            return ""
        return self._search.query.template_problem(self.replacement.text())

    def _enable_replacing(self) -> None:
        is_possible = len(self._search) > 0 and not self._template_problem()
        self.replace_one.setEnabled(is_possible)
        self.replace_every.setEnabled(is_possible)

    @Slot()
    def _on_replacement_changed(self) -> None:
        if self.isVisible():
            self._show_problem(self._search.problem or self._template_problem())
            self._enable_replacing()

    @Slot()
    def _on_replace_clicked(self) -> None:
        self._catch_up()
        if self._place is not None and self._replace([self._place]):
            self._begin(seeks=True)

    def _catch_up(self) -> None:
        """The places are those of the text as it is now."""
        if self._refreshing.isActive():
            self._begin(seeks=False)

    def _replace(self, hits: list[Hit]) -> bool:
        """Whether anything was replaced."""
        text = self._replaceable()
        if text is None or not hits or not self._search.is_done or self._template_problem():
            return False
        lines, query, template = text.find_lines(), self._search.query, self.replacement.text()
        text.replace_hits([(hit, query.replacement(lines[hit.line - 1], hit, template)) for hit in hits])
        return True


def _times(count: int) -> str:
    return counted(count, "hit")
