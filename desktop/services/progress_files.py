"""Bringing progress into a session and out of it, as the window asks for it.

Knows no format: the core reads and writes the files, here the session's views are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop.core.errors import StateError
from desktop.core.progress import Status
from desktop.core.progress_file import Format, export_file, import_file, take_over
from desktop.services.session import Session


def import_progress(session: Session, file: Path) -> str:
    """Add what the file holds; what came of it in sentences. Raises StateError."""
    if not session.settings.snapshot.flag("progress.enabled"):
        raise StateError("Progress is switched off, so nothing was imported. Switch it on in the settings.")
    before = dict(session.progress.statuses())
    reading = import_file(file, session.progress, session.catalog.chapters, session.audit.append)
    _tell_changes(session, before)
    return " ".join((reading.summary, *reading.remarks))


def export_progress(session: Session, file: Path) -> str:
    """Write all progress into a file, as its name ends; where it is, in a sentence. Raises StateError."""
    form = Format.CSV if file.suffix.lower() == ".csv" else Format.JSON
    export_file(file, session.progress, form)
    return f"Your progress is in “{file}”."


def take_over_predecessor(session: Session) -> tuple[str, ...]:
    """Bring in a file of version 2.0 that lay in the place of ours; sentences about it."""
    before = dict(session.progress.statuses())
    try:
        return take_over(session.progress, session.catalog.chapters, session.audit.append)
    except StateError as error:
        return (str(error),)
    finally:
        _tell_changes(session, before)


def _tell_changes(session: Session, before: Mapping[str, Status]) -> None:
    for example_id, status in session.progress.statuses().items():
        if before.get(example_id) is not status:
            session.status_changed.emit(example_id)
