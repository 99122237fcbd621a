"""The strip under the console: how the run stands or ended, what it used, and the one useful next step.

Hides the countdown. Its height never changes, so that nothing jumps when a run ends.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from desktop.child.protocol import Outcome
from desktop.sandbox.policy import Tier
from desktop.ui.controls import Badge, Button, ElidedLabel, IconLabel, Separator, Text
from desktop.ui.icons import Icons
from desktop.ui.outcomes import figures, look_of
from desktop.ui.theme import Theme

_UPDATES_MS = 250
_HEIGHT = 34
_MAX_FIGURES = 4


class _Figures(QWidget):
    """Up to four short facts with hairlines between them; those without room are left out from the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = [Text(theme, "", "figures", "text2") for _ in range(_MAX_FIGURES)]
        self._lines = [Separator(theme, vertical=True, length=16) for _ in range(_MAX_FIGURES - 1)]
        self._values: tuple[str, ...] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for number, text in enumerate(self._texts):
            if number:
                layout.addWidget(self._lines[number - 1])
            layout.addWidget(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.set_values(())

    def set_values(self, values: tuple[str, ...], *, shown: int = _MAX_FIGURES) -> None:
        """Shows the first ``shown`` of ``values``."""
        self._values = values
        for number, text in enumerate(self._texts):
            is_shown = number < min(len(values), shown)
            text.setText(values[number] if number < len(values) else "")
            text.setVisible(is_shown)
            if number:
                self._lines[number - 1].setVisible(is_shown)
        self.updateGeometry()
        self.setAccessibleName(", ".join(values))

    @property
    def values(self) -> tuple[str, ...]:
        return self._values


class OutcomeStrip(QFrame):
    """Idle, running, waiting or ended; ``set_action`` offers what to do next."""

    action_triggered = Signal()
    focus_left = Signal()
    """What had the focus goes away; Qt would give it to whatever comes next."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._limit_s = 0.0
        self._elapsed: Callable[[], float] = float
        self._icon = IconLabel(theme, icons, "circle", "text3", 16)
        self._sentence = ElidedLabel(theme, "", "strong")
        self._figures = _Figures(theme, self)
        self._tier = Text(theme, "", "caption", "warn")
        self._off = Badge(theme, icons, "Sandbox off", "warn", "shield-off")
        self._off.hide()
        self._clock = Text(theme, "", "figures", "text2")
        self._bar = QProgressBar()
        self.action_button = Button(theme, icons, "", small=True)
        self._timer = QTimer(self, interval=_UPDATES_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.action_button.clicked.connect(self.action_triggered)
        self._arrange()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.show_idle()

    def _arrange(self) -> None:
        self.setProperty("pane", "surface")
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(120, 5)
        self._bar.setRange(0, 1000)
        self._bar.setAccessibleName("Time used")
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 1, 16, 0)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self._sentence)
        layout.addWidget(self._figures)
        layout.addStretch(1)
        for widget in (self._off, self._tier, self._clock, self._bar, self.action_button):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    # -- states --------------------------------------------------------------------------------------------

    def show_idle(self, sentence: str = "Not run yet") -> None:
        """Nothing has run here."""
        self._show("circle", "text3", sentence)
        self._sentence.set_tone("text2")

    def show_running(self, limit_s: float, elapsed: Callable[[], float]) -> None:
        """A run goes on; ``elapsed`` gives its seconds so far, ``limit_s`` 0 means no limit."""
        self._show("circle-play", "accent", "Running")
        self._limit_s, self._elapsed = limit_s, elapsed
        self._clock.show()
        self._timer.start()
        self._on_timer_timeout()
        self._fit()

    def show_waiting(self) -> None:
        """The program of the run that goes on waits for input."""
        self._icon.set_icon("text-cursor-input", "warn")
        self._sentence.set_text("Waiting for your answer")
        self._fit()

    def show_continuing(self) -> None:
        """The program waits no more."""
        self._icon.set_icon("circle-play", "accent")
        self._sentence.set_text("Running")
        self._fit()

    def show_outcome(self, outcome: Outcome) -> None:
        """The run is over."""
        look = look_of(outcome.kind)
        self._show(look.icon, look.token, outcome.sentence())
        self._figures.set_values(figures(outcome))
        self._fit()

    def set_tier(self, tier: Tier | None, *, is_permissive: bool = False) -> None:
        """How runs are confined, as far as known; a badge stays there while the sandbox is switched off."""
        self._tier.setText(tier.label if tier else "")
        self._tier.set_tone("warn" if tier is Tier.LIMITS else "ok")
        self._tier.setVisible(tier is not None and not is_permissive)
        self._off.setVisible(is_permissive)
        self._fit()

    def set_action(self, text: str, icon: str = "", hint: str = "") -> None:
        """The one useful next step; an empty text takes it away."""
        if not text and self.action_button.hasFocus():
            self.focus_left.emit()
        self.action_button.setText(text)
        self.action_button.set_icon(icon)
        self.action_button.set_hint(hint)
        self.action_button.setVisible(bool(text))
        self._fit()

    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text_whole()

    def _show(self, icon: str, token: str, sentence: str) -> None:
        self._timer.stop()
        self._clock.hide()
        self._bar.hide()
        self._icon.set_icon(icon, token)
        self._sentence.set_tone("text")
        self._sentence.set_text(sentence)
        self._figures.set_values(())
        self.set_action("")

    # -- drawing -------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """34 high."""
        return QSize(super().sizeHint().width(), self._theme.px(_HEIGHT) + 1)

    def minimumSizeHint(self) -> QSize:
        """Narrower than its figures, which give way."""
        return QSize(200, self._theme.px(_HEIGHT) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper and the line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Figures that have no room are left out."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Gives the sentence its room first; the figures from the right, then the bar go without."""
        values = self._figures.values
        self._bar.setVisible(self._timer.isActive() and self._limit_s > 0)
        for shown in range(len(values), -1, -1):
            self._figures.set_values(values, shown=shown)
            if self._has_room():
                return
        self._bar.hide()

    def _has_room(self) -> bool:
        missing = self._sentence.sizeHint().width() - self._sentence.minimumSizeHint().width()
        for layout in (self._figures.layout(), self._row):
            if layout is not None:  # what is shown has changed since it was measured
                layout.invalidate()
        return self._row.minimumSize().width() + missing <= self.width()

    @Slot()
    def _on_timer_timeout(self) -> None:
        seconds = self._elapsed()
        if self._limit_s > 0:
            self._clock.setText(f"{min(seconds, self._limit_s):.0f} s of {self._limit_s:g} s")
            self._bar.setValue(round(1000 * min(1.0, seconds / self._limit_s)))
        else:
            self._clock.setText(f"{seconds:.0f} s")

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT) + 1)
        self._fit()
        self.update()
