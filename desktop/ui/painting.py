"""What painted widgets and delegates share: the focus ring, the ring of what is done, a line of text.

Holds no state; every colour comes from the theme.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from desktop.ui.theme import Theme
from desktop.ui.tokens import Look


def focus_width(theme: Theme) -> int:
    """2 pixels, 3 in high contrast."""
    return 3 if theme.look is Look.HIGH_CONTRAST else 2


def paint_focus(painter: QPainter, rect: QRectF, theme: Theme, radius: float) -> None:
    """The focus ring just inside ``rect``; ``radius`` is that of its outer edge."""
    width = focus_width(theme)
    inset = width / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("focus"), width))
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)
    painter.restore()


def paint_ring(painter: QPainter, rect: QRectF, share: float, width: float, theme: Theme) -> None:
    """A share from 0 to 1 as an arc that begins at twelve o'clock and goes round with the clock."""
    inset = width / 2
    box = rect.adjusted(inset, inset, -inset, -inset)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("line"), width))
    painter.drawEllipse(box)
    if share > 0:
        painter.setPen(QPen(theme.color("m3"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(box, 90 * 16, -round(360 * 16 * min(share, 1.0)))
    painter.restore()


def paint_text(
    painter: QPainter, rect: QRect, text: str, font: QFont, color: QColor, alignment: Qt.AlignmentFlag
) -> None:
    """One line of plain text in the middle of ``rect``, elided at its right end."""
    painter.setFont(font)
    painter.setPen(color)
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    flags = alignment | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), elided)
