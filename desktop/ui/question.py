"""A question that must be answered before something is lost: safe answer first, in focus and at Escape.

Forbids Qt's message box, which guesses HTML and puts the buttons in the system's order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.controls import Button, ElidedLabel, IconLabel, Prose, Text

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

WIDTH = 440


class Question(QDialog):
    """``accepted`` means the action, everything else the safe answer. Show it with ``open``.

    ``path`` is what it is about, where that is a file or a folder; nothing in it is read as a mark.
    """

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        title: str,
        sentence: str,
        *,
        safe: str,
        action: str,
        path: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.px(WIDTH))
        self.safe_button = Button(theme, icons, safe)
        self.action_button = Button(theme, icons, action, "primary")
        self.safe_button.setDefault(True)
        self.safe_button.clicked.connect(self.reject)
        self.action_button.clicked.connect(self.accept)
        self.setAccessibleDescription(sentence)
        self._build(theme, icons, title, sentence, path)
        self.safe_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, theme: Theme, icons: Icons, title: str, sentence: str, path: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(Text(theme, title, "section", wrap=True))
        if path:
            middle = Qt.TextElideMode.ElideMiddle
            words.addWidget(ElidedLabel(theme, path, "mono_small", mode=middle))
        words.addWidget(Prose(theme, sentence, "body", "text2"))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(IconLabel(theme, icons, "triangle-alert", "warn", 20), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.safe_button)
        buttons.addWidget(self.action_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addLayout(buttons)
