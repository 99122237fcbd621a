"""Dates, times and numbers as the learner's own system writes them.

Nothing else in the window writes one; without a language of the system they are English.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

_FORMATS = QLocale.FormatType


def locale() -> QLocale:
    """The system's, which tests replace with ``QLocale.setDefault``."""
    found = QLocale()
    if found.language() is QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return found


def number(value: int) -> str:
    """``1,234``"""
    return locale().toString(value)


def decimal(value: float, digits: int) -> str:
    """``3.2``"""
    return locale().toString(value, "f", digits)


def counted(count: int, word: str) -> str:
    """``1 example``, ``1,234 examples``"""
    return f"{number(count)} {word}" if count == 1 else f"{number(count)} {word}s"


def day_text(day: datetime | QDate) -> str:
    """``Tuesday, 24 November 2026``"""
    return locale().toString(_date(day), _FORMATS.LongFormat)


def date_text(day: datetime | QDate) -> str:
    """``24/11/2026``"""
    return locale().toString(_date(day), _FORMATS.ShortFormat)


def time_text(moment: datetime) -> str:
    """``20:14``"""
    return locale().toString(QTime(moment.hour, moment.minute, moment.second), _FORMATS.ShortFormat)


def moment_text(moment: datetime) -> str:
    """Day and minute."""
    return f"{date_text(moment)} {time_text(moment)}"


def when_text(moment: datetime, now: datetime) -> str:
    """How long ago within the hour, the time of day today, else the day."""
    minutes = int((now - moment).total_seconds() // 60)
    if 0 <= minutes < 1:
        return "now"
    if 0 <= minutes < 60:
        return f"{minutes} min ago"
    if moment.date() == now.date():
        return time_text(moment)
    if moment.date() == now.date() - timedelta(days=1):
        return f"yesterday {time_text(moment)}"
    return date_text(moment)


def local_moment(text: str) -> datetime | None:
    """A moment as files hold it, in the time of this computer; None where it is none."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _date(day: datetime | QDate) -> QDate:
    return day if isinstance(day, QDate) else QDate(day.year, day.month, day.day)
