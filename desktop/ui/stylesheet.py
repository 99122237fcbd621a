"""The one style sheet of the application, filled in from the tokens.

Holds what Qt's style sheets can do; rings, icons, gutters and everything else that they cannot is painted.
Sizes are those of 100 % and pass through ``px``, which grows them with ``display.font_size``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_GENERAL = """
QWidget { color: $text; }
QMainWindow, QDialog { background: $window; }
QWidget[pane="window"] { background: $window; }
QWidget[pane="surface"] { background: $surface; }
QWidget[pane="sunken"] { background: $sunken; }
QLabel { background: transparent; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="error"] { color: $error; }
QLabel:disabled { color: $disabled; }
QToolTip { background: $surface; color: $text; border: 1dpx solid $edge; padding: 4px 6px; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $outline; }
QSplitter::handle:horizontal { width: 1dpx; }
QSplitter::handle:vertical { height: 1dpx; }
QStatusBar { background: $window; border-top: 1dpx solid $line; color: $text2; }
QStatusBar::item { border: none; }
QScrollArea { border: none; background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""

_MENUS = """
QMenuBar { background: $window; border-bottom: 1dpx solid $line; padding: 0 6px; }
QMenuBar::item { background: transparent; padding: 7px 10px; border-radius: 6px; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $pressed; }
QMenu { background: $surface; border: 1dpx solid $edge; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; border: 1dpx solid transparent; }
QMenu::item:selected { background: $selected; border-color: $menu_frame; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 16px; height: 16px; left: 6px; }
QMenu::indicator:checked { image: url($images:check-menu.svg); }
QMenu::separator { height: 1dpx; background: $line; margin: 4px 6px; }
QMenu::right-arrow { image: url($images:chevron-right.svg); width: 14px; height: 14px; right: 6px; }
"""

_BUTTONS = """
QPushButton { background: $surface; border: 1dpx solid $edge; border-radius: 6px; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:disabled { background: $surface; border-color: $line; color: $disabled; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
    background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $hover; border-color: $hover; color: $disabled; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $text2; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:pressed { background: $pressed; }
QPushButton[kind="quiet"]:disabled { color: $disabled; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; color: $accent; }
QPushButton[kind="link"]:hover { background: $hover; color: $accent_hover; }
QPushButton[kind="danger"] { border-color: $error; color: $error; }
QPushButton[kind="danger"]:hover { background: $error_bg; }
QPushButton[kind="danger"]:disabled { border-color: $line; color: $disabled; }
QPushButton[kind="warn"] { background: $warn_bg; border-color: $warn_bg; color: $warn; }
QPushButton[kind="warn"]:hover { border-color: $warn; }
QPushButton[kind="chip"] { border-radius: 12px; border-color: $edge; }
QPushButton[kind="chip"]:checked { background: $selected; border-color: $accent; color: $accent; }
QPushButton[kind="toast"] { background: transparent; border-color: transparent; color: $surface; }
QAbstractPrintDialog QPushButton { min-height: 28px; padding: 0 12px; }
QAbstractPrintDialog QToolButton { border: 1dpx solid $edge; min-width: 24px; min-height: 24px; }
QPushButton[kind="rail"] { background: transparent; border: 2dpx solid transparent; color: $text2; }
QPushButton[kind="rail"]:hover { background: $hover; }
QPushButton[kind="rail"]:pressed { background: $pressed; }
QPushButton[kind="rail"]:checked { background: $selected; color: $accent; }
QPushButton[kind="rail"]:focus { border: ${ring}dpx solid $focus; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialogButtonBox QPushButton { min-height: 28px; min-width: 72px; padding: 0 12px; }
QToolButton { background: transparent; border: 2dpx solid transparent; border-radius: 6px; color: $text2; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $selected; color: $accent; }
QToolButton:focus { border: ${ring}dpx solid $focus; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
"""

_FIELDS = """
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit[field="true"] {
    background: $surface; color: $text; border: 1dpx solid $outline; border-radius: 6px;
    selection-background-color: $selected; selection-color: $text; placeholder-text-color: $text3; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { padding: 2dpx 8px; min-height: 24px; }
QPlainTextEdit[field="true"] { padding: 4px 5px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
    border: ${ring}dpx solid $focus; padding: ${ring_pad}dpx ${ring_side}dpx; }
QPlainTextEdit[field="true"]:focus { border: ${ring}dpx solid $focus; padding: 3px 4px; }
QLineEdit[error="true"], QSpinBox[error="true"], QDoubleSpinBox[error="true"], QComboBox[error="true"] {
    border: 2dpx solid $error; padding: 1dpx ${error_side}dpx; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {
    background: $window; border-color: $line; color: $disabled; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit, QComboBox QLineEdit,
QSpinBox QLineEdit:focus, QDoubleSpinBox QLineEdit:focus, QComboBox QLineEdit:focus {
    border: none; background: transparent; min-height: 0; padding: 0; }
QSpinBox, QDoubleSpinBox { padding-right: 22px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {
    subcontrol-origin: border; width: 20px; height: 12px; border: none; border-radius: 3px;
    background: transparent; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-position: top right; margin: 3px 3px 0 0; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-position: bottom right; margin: 0 3px 3px 0; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover, QDoubleSpinBox::up-button:hover,
QDoubleSpinBox::down-button:hover { background: $hover; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {
    image: url($images:chevron-up.svg); width: 12px; height: 12px; }
QSpinBox::up-arrow:disabled, QDoubleSpinBox::up-arrow:disabled {
    image: url($images:chevron-up-disabled.svg); }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
    image: url($images:chevron-down.svg); width: 12px; height: 12px; }
QSpinBox::down-arrow:disabled, QDoubleSpinBox::down-arrow:disabled {
    image: url($images:chevron-down-disabled.svg); }
QComboBox::down-arrow:disabled { image: url($images:chevron-down-disabled.svg); }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url($images:chevron-down.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1dpx solid $edge; padding: 4px; outline: none;
    selection-background-color: $selected; selection-color: $text; }
QCheckBox, QRadioButton {
    spacing: 8px; background: transparent; border: 2dpx solid transparent; border-radius: 4px; padding: 1px; }
QCheckBox:focus, QRadioButton:focus { border: ${ring}dpx solid $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; border: 1dpx solid $outline; background: $surface; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $hover; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:checked { image: url($images:check.svg); }
QRadioButton::indicator:checked { image: url($images:radio.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $window; }
QCheckBox::indicator:checked:disabled { image: url($images:check-disabled.svg); }
"""

_FRAMES = """
QFrame[card="true"] { background: $surface; border: 1dpx solid $line; border-radius: 8px; }
QFrame[note="info"] { background: $info_bg; border-radius: 8px; }
QFrame[note="ok"] { background: $ok_bg; border-radius: 8px; }
QFrame[note="warn"] { background: $warn_bg; border-radius: 8px; }
QFrame[note="error"] { background: $error_bg; border-radius: 8px; }
QFrame#palette { background: $window; border: 1dpx solid $outline; }
QFrame[toast="true"] { background: $text; border-radius: 8px; }
QFrame[toast="true"] QLabel { color: $surface; }
QTextEdit[prose="true"] { background: transparent; border: none; selection-background-color: $prose_selection;
    selection-color: $text; }
QProgressBar { background: $line; border: none; border-radius: 0; }
QProgressBar::chunk { background: $accent; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $text2; border: none; border-bottom: 2dpx solid transparent;
    padding: 0 12px; height: 34px; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom: 2dpx solid $accent; }
QTabBar:focus { border: ${ring}dpx solid $focus; border-radius: 4px; }
QTreeView, QListView, QTableView { background: transparent; border: none; outline: none; }
QTreeView[surface="true"], QListView[surface="true"] { background: $surface; }
QListView[popup="true"] { background: $surface; border: 1dpx solid $edge; padding: 0;
    selection-background-color: $selected; selection-color: $text; }
QListView[popup="true"]::item { padding: 2px 6px; border: 1dpx solid transparent; }
QListView[popup="true"]::item:selected { background: $selected; border-color: $menu_frame; color: $text; }
QLabel[tip="true"] { background: $surface; border: 1dpx solid $edge; border-radius: 4px; padding: 3px 6px; }
QHeaderView::section {
    background: $window; color: $text3; border: none; border-bottom: 1dpx solid $line; padding: 4px 8px; }
QTableView QHeaderView::section { padding: 4px 3px; }
"""

_SCROLL_BARS = """
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12dpx; }
QScrollBar:horizontal { height: 12dpx; }
QScrollBar::handle { background: $edge; border-radius: 3dpx; margin: 3dpx; }
QScrollBar::handle:vertical { min-height: 28dpx; }
QScrollBar::handle:horizontal { min-width: 28dpx; }
QScrollBar::handle:hover { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_TEMPLATE = _GENERAL + _MENUS + _BUTTONS + _FIELDS + _FRAMES + _SCROLL_BARS


def style_sheet(tokens: Mapping[str, str], images: str, px: Callable[[int], int], *, thick: bool) -> str:
    """The filled template. ``images`` is the prefix of the tinted drawings, ``thick`` the 3-pixel focus ring.

    ``7px`` grows with the text, ``7dpx`` (a hairline, a ring, a scroll bar) does not.
    """
    ring = 3 if thick else 2
    values = dict(tokens) | {
        "images": images,
        "menu_frame": tokens["focus"] if thick else "transparent",
        "prose_selection": tokens["selected"],
        "ring": str(ring),
        "ring_pad": str(3 - ring),
        "ring_side": str(px(8) + 1 - ring),
        "error_side": str(px(8) - 1),
    }
    filled = re.sub(r"\$\{?([a-z_0-9]+)\}?", lambda match: values[match[1]], _TEMPLATE)
    grown = re.sub(
        r"(\d+)px", lambda match: f"{px(int(match[1]))}px", re.sub(r"(\d+)dpx", r"\1DEVICE", filled)
    )
    return grown.replace("DEVICE", "px")
