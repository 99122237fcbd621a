"""Code on its way out: on paper, and to another program with its colours.

Always in the colours of the light look, whatever is on the screen: paper and pages are white. QtPrintSupport
is loaded when something is first printed.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont, QTextDocument, QTextOption
from PySide6.QtWidgets import QDialog, QWidget

from desktop.core.highlight import Role, highlight
from desktop.ui.clipboard import mime_data
from desktop.ui.theme import Theme
from desktop.ui.tokens import TOKENS, Look

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_COLORS = TOKENS[Look.LIGHT]
_PRINTED_PT = 9


def code_html(text: str) -> str:
    """One ``pre`` element with a ``span`` for each coloured piece."""
    body = "".join(_pieces(text))
    style = f"font-family: 'JetBrains Mono', Consolas, Menlo, monospace; color: {_COLORS['text']}"
    return f'<pre style="{style}; white-space: pre-wrap">{body}</pre>'


def _pieces(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for number, (line, spans) in enumerate(zip(lines, highlight(text), strict=False)):
        raw = line.encode("utf-16-le", "surrogatepass")
        for span in spans:
            piece = raw[2 * span.start : 2 * (span.start + span.length)].decode("utf-16-le", "replace")
            yield _coloured(html.escape(piece), span.role)
        if number + 1 < len(lines):
            yield "\n"


def _coloured(piece: str, role: Role) -> str:
    if role is Role.TEXT or not piece.strip():
        return piece
    italic = "; font-style: italic" if role is Role.COMMENT else ""
    return f'<span style="color: {_COLORS[f"syn_{role.value}"]}{italic}">{piece}</span>'


def html_mime(text: str) -> QMimeData:
    """For the clipboard: coloured for programs that know HTML, plain for the others."""
    data = mime_data()
    data.setHtml(code_html(text))
    data.setText(text)
    return data


def print_code(text: str, title: str, theme: Theme, parent: QWidget) -> bool:
    """Asks for a printer and prints; False where the learner thought better of it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"Print {title}")
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    print_on(printer, text, theme)
    return True


def print_on(printer: QPrinter, text: str, theme: Theme) -> None:
    """Prints in small type; long lines go on in the next, and pages are numbered."""
    document = QTextDocument()
    font = QFont(theme.font("mono"))
    font.setPointSizeF(_PRINTED_PT)
    document.setDefaultFont(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setHtml(code_html(text).replace("'JetBrains Mono', Consolas", f"'{font.family()}'"))
    document.print_(printer)
