"""A recorded run in words, for lists and for the dialog that shows it.

Reads records and the catalogue; a kind of outcome that this version does not know is shown as it is.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.child.protocol import OutcomeKind
from desktop.core.record import RunRecord
from desktop.ui.dashboard_lists import RunLine
from desktop.ui.localised import local_moment, when_text
from desktop.ui.outcomes import OutcomeLook, duration, look_of

if TYPE_CHECKING:
    from desktop.core.catalog import Catalog

_AS_EXPECTED = OutcomeLook("circle-check", "ok", "as expected")


def run_look(run: RunRecord) -> OutcomeLook:
    """An example that ends with an error on purpose did not fail."""
    if run.outcome == OutcomeKind.FAILED and run.is_expected:
        return _AS_EXPECTED
    if run.outcome in set(OutcomeKind):
        return look_of(OutcomeKind(run.outcome))
    return OutcomeLook("circle", "text2", run.outcome)


def run_title(run: RunRecord, catalog: Catalog) -> str:
    """The title of the example that ran, or the name of the file."""
    return catalog.example(run.target).title if run.target in catalog else Path(run.target).name


def run_line(run: RunRecord, catalog: Catalog, now: datetime) -> RunLine:
    """The row of a run."""
    started, look = local_moment(run.started), run_look(run)
    return RunLine(
        run_title(run, catalog),
        look.icon,
        look.token,
        look.word.capitalize(),
        duration(run.duration_ms),
        when_text(started, now) if started is not None else run.started,
        run,
        f"{run.target}\nShows what it printed",
    )
