"""The settings dialog: every declared setting, searchable, checked as one types, written on Save.

Hides which values are not saved yet. What a setting is and takes comes from the declaration alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.errors import ExplorerError
from desktop.core.settings import SETTINGS
from desktop.ui.config_text import ConfigText
from desktop.ui.controls import Button, EmptyState, Note, Separator, Text
from desktop.ui.labels import plain_tooltip
from desktop.ui.permissions_row import PermissionsRow
from desktop.ui.question import Question
from desktop.ui.search_field import SearchField
from desktop.ui.settings_fields import InterpreterField
from desktop.ui.settings_groups import GroupList
from desktop.ui.settings_rows import MARGIN, SettingRow

if TYPE_CHECKING:
    from desktop.core.interpreters import Interpreter
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

SIZE = QSize(880, 650)
SIDE_WIDTH = 206
BESIDE_FROM = 520  # px of the page: from here on controls stand beside their words
HEADING_SPACE = 20
SECURITY = "Security"
MODE_KEY = "theme.mode"
SIZE_KEY = "display.font_size"


class _Finder(QObject):
    """Looks for interpreters beside the dialog, because asking each for its version takes a moment.

    In a daemon: a folder that never answers does not hold up the end of the application.
    """

    found = Signal(list)

    def __init__(self, look: Callable[[], list[Interpreter]]) -> None:
        super().__init__()
        self._look = look

    def start(self) -> None:
        """``found`` follows."""
        threading.Thread(target=self._run, name="interpreters", daemon=True).start()

    def _run(self) -> None:
        found = self._look()
        try:
            self.found.emit(found)
        except RuntimeError:
            return  # the window was closed in the meantime, and Qt has taken the signal with it


class SettingsDialog(QDialog):
    """Show it with ``open``; it closes itself after saving, or after asking about what is not saved."""

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme, self._icons = session, theme, icons
        shown = list(SETTINGS)
        default = session.settings.default
        self.rows = {
            setting.key: SettingRow(setting, default(setting.key), theme, icons) for setting in shown
        }
        self._groups = list(dict.fromkeys(setting.group for setting in shown))
        self._headings: dict[str, QWidget] = {}
        self._search = SearchField("Find a setting", theme, icons)
        self._list = GroupList(self._groups, theme, icons)
        self._permissions = PermissionsRow(session, theme, icons)
        self._note = Note(theme, icons, "error", "")
        self._status = Text(theme, "", "body", "text2")
        self.reset_all_button = Button(theme, icons, "Reset all…", "quiet")
        self._cancel = Button(theme, icons, "Cancel")
        self.save_button = Button(theme, icons, "Save", "primary")
        self._build()
        self._connect()
        self._load()
        self._finder = _Finder(session.interpreters)
        self._finder.found.connect(self._on_finder_found)
        self._finder.start()

    # What is changed

    def changes(self) -> dict[str, object]:
        """Key to value for everything that differs from what is in force."""
        snapshot = self._session.settings.snapshot
        return {key: row.value() for key, row in self.rows.items() if row.value() != snapshot[key]}

    def show_setting(self, key: str) -> None:
        """Scroll to a setting and put the focus on its control."""
        row = self.rows[key]
        layout = self._content.layout()
        if layout is not None:
            layout.activate()  # rows have no place yet in a dialog that has just been opened
        self._area.ensureWidgetVisible(row, 0, 40)
        self._list.show_group(row.setting.group)
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Close without saving; asks first when there is something to lose."""
        if not self.changes():
            super().reject()
            return
        count = len(self.changes())
        question = Question(
            self._theme,
            self._icons,
            "Close without saving?",
            f"{_changes_text(count)} in the settings {'is' if count == 1 else 'are'} not saved yet.",
            safe="Keep editing",
            action="Discard changes",
            parent=self,
        )
        question.accepted.connect(self._discard)
        question.open()

    @Slot()
    def _fit_rows(self) -> None:
        """Big letters in a small window leave no room for words and controls beside each other."""
        room = self.width() - self._theme.px(SIDE_WIDTH)
        for row in self.rows.values():
            row.set_narrow(room < self._theme.px(BESIDE_FROM))

    # Building

    def _build(self) -> None:
        self.setWindowTitle("Settings")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.setMinimumSize(640, 420)
        self.resize(self._fitting_size())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side())
        middle.addWidget(Separator(self._theme, vertical=True))
        middle.addWidget(self._page(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(Separator(self._theme))
        layout.addLayout(self._footer())

    def _fitting_size(self) -> QSize:
        wanted = QSize(self._theme.px(SIZE.width()), self._theme.px(SIZE.height()))
        parent = self.parentWidget()
        return wanted if parent is None else wanted.boundedTo(parent.window().size() - QSize(40, 40))

    def _side(self) -> QWidget:
        side = _pane("window")
        side.setFixedWidth(self._theme.px(SIDE_WIDTH))
        self.file_button = Button(
            self._theme, self._icons, "Show config.yaml", "quiet", "file-code", small=True
        )
        self._path = Text(self._theme, "", "caption", "text3")
        layout = QVBoxLayout(side)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._search)
        layout.addWidget(self._list, 1)
        layout.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._path)
        self._show_path()
        return side

    def _page(self) -> QWidget:
        page = _pane("surface")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._fill(QVBoxLayout(self._content))
        self._area.setWidget(self._content)
        self._area.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self._nothing = EmptyState(self._theme, self._icons, "search", "", "")
        self._note.hide()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(14, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._nothing)
        layout.addWidget(self._area, 1)
        self._nothing.hide()
        return page

    def _fill(self, layout: QVBoxLayout) -> None:
        layout.setContentsMargins(0, 14, 26, 16)
        layout.setSpacing(0)
        for notice in self._general_notices():
            layout.addWidget(Note(self._theme, self._icons, "warn", notice))
            layout.addSpacing(8)
        for group in self._groups:
            heading = Text(self._theme, group, "card")
            heading.setContentsMargins(MARGIN, 0 if group == self._groups[0] else HEADING_SPACE, 0, 0)
            self._headings[group] = heading
            layout.addWidget(heading)
            for row in self.rows.values():
                if row.setting.group == group:
                    layout.addWidget(row)
            if group == SECURITY:
                layout.addWidget(self._permissions)
        layout.addStretch(1)

    def _general_notices(self) -> list[str]:
        return [notice.message for notice in self._session.settings.notices if notice.key not in self.rows]

    def _footer(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._status, 1)
        for button in (self.reset_all_button, self._cancel, self.save_button):
            buttons.addWidget(button)
        footer = QVBoxLayout()
        footer.setContentsMargins(16, 12, 16, 12)
        footer.setSpacing(12)
        footer.addWidget(self._note)
        footer.addLayout(buttons)
        self.save_button.setDefault(True)
        return footer

    def _connect(self) -> None:
        for row in self.rows.values():
            row.changed.connect(self._on_row_changed)
        self._search.textChanged.connect(self._on_search_changed)
        self._search.down_pressed.connect(lambda: self._list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._search.entered.connect(self._on_search_entered)
        self._list.group_chosen.connect(self._on_group_chosen)
        self._area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.file_button.clicked.connect(self._on_file_clicked)
        self.reset_all_button.clicked.connect(self._on_reset_all_clicked)
        self._cancel.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._on_save_clicked)
        self._session.settings_changed.connect(self._on_settings_changed)
        self._theme.changed.connect(self._fit_rows)

    # Values

    def _load(self) -> None:
        settings = self._session.settings
        for key, row in self.rows.items():
            row.set_value(settings.snapshot[key])
        for notice in settings.notices:
            if notice.key in self.rows:
                self.rows[notice.key].show_notice(notice.message)
        self._saved = {key: settings.snapshot[key] for key in self.rows}
        self._refresh()

    @Slot(list)
    def _on_finder_found(self, found: list[Interpreter]) -> None:
        for row in self.rows.values():
            if isinstance(row.field, InterpreterField):
                row.field.offer(found)

    @Slot(object)
    def _on_settings_changed(self, _snapshot: object) -> None:
        """Rows that were not touched here follow a change that was made elsewhere."""
        snapshot = self._session.settings.snapshot
        for key, row in self.rows.items():
            if row.value() == self._saved[key]:
                row.set_value(snapshot[key])
            row.set_in_force(snapshot[key])
            self._saved[key] = snapshot[key]
        self._refresh()

    @Slot(str)
    def _on_row_changed(self, key: str) -> None:
        row = self.rows[key]
        if not row.problem():
            self._preview(key, row.value())
        self._note.hide()
        self._refresh()

    def _preview(self, key: str, value: object) -> None:
        previews: dict[str, Callable[[], None]] = {
            MODE_KEY: lambda: self._theme.set_mode(str(value)),
            SIZE_KEY: lambda: self._theme.set_font_size(int(str(value))),
        }
        if key in previews:
            previews[key]()

    def _refresh(self) -> None:
        problems = [row for row in self.rows.values() if row.problem()]
        count = len(self.changes())
        self._status.setText(_status_text(count, len(problems)))
        self._status.set_tone("error" if problems else "text2")
        self.save_button.setEnabled(count > 0 and not problems)
        self.reset_all_button.setEnabled(any(not row.is_default() for row in self.rows.values()))
        for group in self._groups:
            rows = [row for row in self.rows.values() if row.setting.group == group]
            self._list.mark(
                group,
                is_changed=any(not row.is_default() for row in rows),
                is_wrong=any(row.problem() for row in rows),
                is_weaker=any(row.weakens() for row in rows),
            )

    @Slot()
    def _discard(self) -> None:
        snapshot = self._session.settings.snapshot
        for key in (MODE_KEY, SIZE_KEY):
            if key in self.rows:
                self._preview(key, snapshot[key])
        super().reject()

    @Slot()
    def _on_save_clicked(self) -> None:
        try:
            self._session.save_settings(self.changes())
        except ExplorerError as error:
            self._note.set_note("error", str(error))
            self._note.show()
            return
        self.accept()

    @Slot()
    def _on_reset_all_clicked(self) -> None:
        count = sum(not row.is_default() for row in self.rows.values())
        question = Question(
            self._theme,
            self._icons,
            "Reset all settings?",
            f"{count} of them {'goes' if count == 1 else 'go'} back to the default here. "
            "Nothing is written before you press Save.",
            safe="Keep them",
            action="Reset all",
            parent=self,
        )
        question.accepted.connect(self._reset_rows)
        question.open()

    @Slot()
    def _reset_rows(self) -> None:
        for row in self.rows.values():
            if not row.is_default():
                row.reset()
        self.reset_all_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Finding

    @Slot(str)
    def _on_search_changed(self, query: str) -> None:
        found = {key for key, row in self.rows.items() if row.matches(query)}
        has_permissions = self._permissions.matches(query)
        own = {SECURITY} if has_permissions else set()
        groups = frozenset({self.rows[key].setting.group for key in found} | own)
        for key, row in self.rows.items():
            row.setVisible(key in found)
        self._permissions.setVisible(has_permissions)
        for group, heading in self._headings.items():
            heading.setVisible(group in groups)
        self._list.show_only(groups)
        self._nothing.set_texts(
            f"Nothing found for “{query}”", "Try another word, or a part of a key such as timeout."
        )
        self._nothing.setVisible(not groups)
        self._area.setVisible(bool(groups))
        self._area.verticalScrollBar().setValue(0)

    @Slot()
    def _on_search_entered(self) -> None:
        """Enter goes to the first setting that was found."""
        first = next((key for key, row in self.rows.items() if row.isVisible()), None)
        if first is not None and self._search.text():
            self.show_setting(first)

    @Slot(str)
    def _on_group_chosen(self, group: str) -> None:
        bar = self._area.verticalScrollBar()
        bar.blockSignals(True)
        top = self._headings[group].y()
        bar.setValue(0 if group == self._groups[0] else top + HEADING_SPACE - 14)
        bar.blockSignals(False)
        self._content.move(0, -bar.value())

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        passed = [group for group in self._groups if self._headings[group].y() <= value + HEADING_SPACE]
        self._list.show_group(passed[-1] if passed else self._groups[0])

    # The file

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_path()
        self._fit_rows()

    def _show_path(self) -> None:
        path = str(self._session.settings.file)
        metrics = QFontMetrics(self._path.font())
        width = self._theme.px(SIDE_WIDTH) - 26
        self._path.setText(metrics.elidedText(path, Qt.TextElideMode.ElideMiddle, width))
        self._path.setToolTip(plain_tooltip(path))
        self._path.setAccessibleName(f"Settings are kept in {path}")

    @Slot()
    def _on_file_clicked(self) -> None:
        shown = ConfigText(self._session.settings.file, self._theme, self._icons, self)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()


def _pane(name: str) -> QWidget:
    pane = QWidget()
    pane.setProperty("pane", name)
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return pane


def _changes_text(count: int) -> str:
    return "1 change" if count == 1 else f"{count} changes"


def _status_text(changes: int, problems: int) -> str:
    if problems:
        return "1 value cannot be saved" if problems == 1 else f"{problems} values cannot be saved"
    return f"{_changes_text(changes)}, not saved yet" if changes else ""
