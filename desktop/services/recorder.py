"""Takes down what the current run prints, and keeps it with the last runs.

Hears output alone; input never comes by here.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.child.protocol import Stream
from desktop.core.errors import StateError
from desktop.core.files import reason
from desktop.core.kept_outputs import KeptOutput, KeptOutputs, Tape
from desktop.core.progress import Progress, RunRecord
from desktop.core.settings import Settings
from desktop.services.runner import Runner


class Recorder(QObject):
    """The outputs of as many last runs as ``progress.kept_outputs`` says."""

    def __init__(
        self,
        outputs: KeptOutputs,
        progress: Progress,
        settings: Settings,
        runner: Runner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._outputs, self._progress, self._settings = outputs, progress, settings
        self._tape = Tape()
        runner.started.connect(self._on_runner_started)
        runner.output.connect(self._on_runner_output)

    @property
    def limit(self) -> int:
        """Of how many last runs the output is kept; 0 for none."""
        return self._settings.snapshot.integer("progress.kept_outputs")

    def keep(self, run: RunRecord) -> None:
        """The run that was taken down is this one, and it is in the progress. Raises StateError."""
        try:
            if self.limit:
                self._outputs.keep(run, self._tape.output())
        except OSError as error:
            raise StateError(
                f"The output of this run could not be kept for later: {reason(error)}. It is in the console."
            ) from None
        finally:
            self._tape = Tape()
            self.tidy()

    def tidy(self) -> None:
        """Delete what is not to be kept any more."""
        limit = self.limit
        self._outputs.drop_all_but(self._progress.runs(limit) if limit else ())

    def output(self, run: RunRecord) -> KeptOutput | None:
        """What a run printed; None where that is not kept."""
        return self._outputs.output(run) if self.limit else None

    @Slot(object)
    def _on_runner_started(self, _spec: object) -> None:
        self._tape = Tape()

    @Slot(object, bytes)
    def _on_runner_output(self, stream: Stream, data: bytes) -> None:
        if self.limit:
            self._tape.put(stream, data)
