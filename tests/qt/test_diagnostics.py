"""Nothing is silent: what nobody expected is written down and told, and the program goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from desktop.services import diagnostics


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The hooks and the log of the test process are its own."""
    log, hook = logging.getLogger("desktop"), sys.excepthook
    thread_hook, unraisable = threading.excepthook, sys.unraisablehook
    handlers, level = list(log.handlers), log.level
    yield
    for handler in set(log.handlers) - set(handlers):
        log.removeHandler(handler)
        handler.close()
    log.setLevel(level)
    sys.excepthook = hook
    threading.excepthook, sys.unraisablehook = thread_hook, unraisable
    qInstallMessageHandler(None)


def test_an_unexpected_error_is_written_down_with_its_place_and_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    failures: list[diagnostics.Failure] = []
    diagnostics.start(tmp_path / "logs", lambda _sentence: None, failures.append)
    try:
        raise KeyError("lost")
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    record = (tmp_path / "logs" / "diagnostics.log").read_text(encoding="utf-8")
    assert "unexpected error" in record
    assert "test_diagnostics.py" in record
    (failure,) = failures
    assert "KeyError in test_diagnostics.py, line" in failure.summary
    assert "Traceback" in failure.details
    assert "lost" in failure.details
    assert "Python Features Explorer" in failure.details
    assert "KeyError" in capsys.readouterr().err


def test_an_error_in_a_thread_is_told_as_well_and_ctrl_c_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    failures: list[diagnostics.Failure] = []
    diagnostics.start(tmp_path, lambda _sentence: None, failures.append)
    thread = threading.Thread(target=lambda: {}["missing"])
    thread.start()
    thread.join()
    assert "KeyError" in failures[0].summary
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert len(failures) == 1


def test_what_qt_says_is_kept_by_the_level_of_the_setting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "diagnostics.log"
    diagnostics.start(tmp_path, lambda _sentence: None, lambda _failure: None)
    diagnostics.set_level("WARNING")
    qWarning("a first word of Qt")
    diagnostics.set_level("CRITICAL")
    qWarning("a second word of Qt")
    assert "a first word of Qt" in file.read_text(encoding="utf-8")
    assert "a second word of Qt" not in file.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_told_and_stops_no_start(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file in the way")
    told: list[str] = []
    diagnostics.start(tmp_path / "logs" / "deeper", told.append, lambda _failure: None)
    assert "Diagnostics cannot be written" in told[0]
