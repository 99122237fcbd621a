"""In the head of a file from elsewhere, while the sandbox is off: whether its folder is trusted.

Forbids trust by one click: it is asked what that means, and the safe answer comes first.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.core.permissions import escaped
from desktop.services.session import Session
from desktop.ui.controls import Button
from desktop.ui.icons import Icons
from desktop.ui.labels import plain_tooltip
from desktop.ui.question import Question
from desktop.ui.theme import Theme


class TrustButton(Button):
    """Says how the file runs; its menu changes that. Hidden where it does not matter."""

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, icons, "", "quiet", "shield-check", small=True, parent=parent)
        self._session = session
        self._example: Example | None = None
        self._menu = QMenu(self)
        self.clicked.connect(self._on_clicked)
        session.permissions_changed.connect(self.refresh)
        session.settings_changed.connect(self._on_settings_changed)
        self.hide()

    def show_example(self, example: Example) -> None:
        """Be about this example."""
        self._example = example
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what is so now."""
        example = self._example
        is_shown = example is not None and example.is_foreign and self._session.is_permissive
        self.setVisible(is_shown)
        if example is None or not is_shown:
            return
        is_trusted = self._session.gate.is_trusted(example)
        self.setText("Trusted folder" if is_trusted else "From elsewhere: sandboxed")
        self.set_icon("shield-off" if is_trusted else "shield-check", "warn" if is_trusted else "ok")
        self.setToolTip(plain_tooltip(self._session.gate.library_title(example)))

    def menu_texts(self) -> tuple[str, ...]:
        """What the menu offers."""
        example = self._example
        if example is None:
            return ()
        return ("Do not trust",) if self._session.gate.is_trusted(example) else ("Trust this folder…",)

    @Slot()
    def _on_clicked(self) -> None:
        self._menu.clear()
        for text in self.menu_texts():
            self._menu.addAction(text, self._on_chosen)
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    @Slot()
    def _on_chosen(self) -> None:
        example = self._example
        if example is None:
            return
        if self._session.gate.is_trusted(example):
            self._do(self._session.gate.distrust, example)
        else:
            self._ask(example)

    def _ask(self, example: Example) -> None:
        question = Question(
            self._theme,
            self._icons,
            "Trust this folder?",
            "While the sandbox is off, every file in it runs with your own rights: it can read, change and "
            "delete your files and use the network. Trust it only if you know who wrote the files.",
            safe="Keep it sandboxed",
            action="Trust the folder",
            path=escaped(self._session.gate.library_title(example)),
            parent=self.window(),
        )
        question.accepted.connect(lambda: self._do(self._session.gate.trust, example))
        question.open()

    def _do(self, change: Callable[[Example], None], example: Example) -> None:
        try:
            change(example)
        except ExplorerError as error:
            self._session.notice.emit(str(error))
        self.refresh()

    @Slot(object)
    def _on_settings_changed(self, _snapshot: object) -> None:
        self.refresh()
