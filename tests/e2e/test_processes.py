"""Stories of windows in processes of their own: killed, terminated, started twice or without a screen."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.audit import AuditLog
from desktop.core.edits import Edits
from desktop.core.permissions import Permissions, Scope, Verdict
from desktop.core.progress import Progress, Status
from tests.e2e.driven import Driven, DrivenWindow, alive, explore, family
from tests.e2e.explorer import PATIENCE_MS, Explorer

FIRST = "control-flow/if-elif-else"
SECOND = "control-flow/truthiness"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

# Ends only by force: deaf to signals, with a daemon that left its session.
STUBBORN = (
    "import os, signal, time; "
    "[signal.signal(each, signal.SIG_IGN) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]; "
    "os.fork() or (os.setsid(), os.fork()); "
    "print('up', os.getpid(), flush=True); "
    "time.sleep(600)"
)


def edit_on_disk(data_dir: Path) -> str | None:
    return Edits(data_dir / "edits").text(FIRST, "if-elif-else.py")


def allow_programs(data_dir: Path) -> None:
    """As if the learner had said so before: the stubborn program forks."""
    Permissions(data_dir / "permissions.json").decide(Scope.LIBRARY, "core", "run", Verdict.ALLOW)


def log_of(data_dir: Path) -> AuditLog:
    return AuditLog(data_dir / "logs" / "python_explorer.log")


@linux_only
def test_kill_in_mid_run_loses_neither_a_fresh_edit_nor_a_finished_record_and_leaves_no_process(
    driven: Driven, explorer: Explorer, data_dir: Path, qtbot: QtBot
) -> None:
    allow_programs(data_dir)
    window = driven.open(FIRST)
    window.do(["press", "F5"])
    assert window.expect("finished") == "ok"
    window.do(["type", STUBBORN])
    window.expect("saved")
    window.do(["press", "F5"])
    said = ""
    while said.count("up ") < 3:  # what comes together is one output
        said += window.expect("output")
    window.do(["type", "\n# typed while it ran"])
    typed = window.expect("typed")
    window.expect("saved")
    everything = family(window.process.pid)
    assert len(everything) >= 4
    window.kill()
    qtbot.waitUntil(lambda: not alive(everything), timeout=PATIENCE_MS)

    explorer.start()
    assert explorer.code.text() == typed
    assert explorer.session.progress.status(FIRST) is Status.COMPLETED
    assert [run.outcome for run in explorer.session.progress.runs()] == ["ok"]
    assert explorer.session.audit.verify().ok
    events = [each["event"] for each in explorer.session.audit.entries()]
    assert events.count("run_started") == 2
    assert events.count("run_finished") == 1


def test_sigterm_in_mid_run_closes_in_order(driven: Driven, data_dir: Path, qtbot: QtBot) -> None:
    allow_programs(data_dir)
    window = driven.open(FIRST)
    window.do(["type", STUBBORN])
    window.expect("saved")
    window.do(["press", "F5"])
    window.expect("output")
    everything = family(window.process.pid) if sys.platform == "linux" else set()
    window.do(["type", "\n# last words"], ["terminate"])
    typed = window.expect("typed")
    assert window.end() == 0
    assert edit_on_disk(data_dir) == typed
    assert log_of(data_dir).verify().ok
    events = [each["event"] for each in log_of(data_dir).entries()]
    assert events.count("run_started") == events.count("run_finished") == 1
    qtbot.waitUntil(lambda: not alive(everything), timeout=PATIENCE_MS)


def test_second_start_raises_the_first_window_and_hands_it_the_target(driven: Driven) -> None:
    first = driven.open(FIRST)
    first.do(["minimise"])
    second = driven.start(SECOND)
    assert second.end() == 0
    assert first.expect("raised") == SECOND
    assert state(first) == [SECOND, False]
    third = driven.start()
    assert third.end() == 0
    assert first.expect("raised") == ""
    assert state(first) == [SECOND, False]
    assert not first.heard, "one start raises the window once"


def state(window: DrivenWindow) -> object:
    window.do(["state"])
    return window.expect("state")


def test_second_start_hands_over_a_file_of_its_own_folder(driven: Driven, tmp_path: Path) -> None:
    first = driven.open(FIRST)
    (tmp_path / "mine.py").write_text("print('mine')\n", encoding="utf-8")
    done = explore(driven.data_dir, "mine.py", cwd=tmp_path, environ=path_to_us())
    assert done.returncode == 0
    assert first.expect("raised") == str(tmp_path / "mine.py")


def path_to_us() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}


def test_second_window_on_the_same_progress_loses_nothing_of_either(driven: Driven, data_dir: Path) -> None:
    windows = [driven.open(FIRST), driven.open("--new-window", SECOND)]
    for window in windows:
        window.do(["press", "F5"])
    for window in windows:
        assert window.expect("finished") == "ok"
        window.do(["close"])
    assert [window.end() for window in windows] == [0, 0]
    progress = Progress(data_dir / "user_progress.json")
    assert progress.notices == ()
    assert {progress.status(FIRST), progress.status(SECOND)} == {Status.COMPLETED}
    assert sorted(run.target for run in progress.runs()) == [FIRST, SECOND]
    assert log_of(data_dir).verify().ok


def test_window_that_was_killed_does_not_keep_the_next_one_from_opening(driven: Driven) -> None:
    driven.open(FIRST).kill()
    assert state(driven.open(SECOND)) == [SECOND, False]


@linux_only
def test_start_without_a_screen_says_so_and_how_to_start_nevertheless(data_dir: Path) -> None:
    done = explore(data_dir, environ=without_screen())
    assert done.returncode == 4
    (line,) = done.stderr.decode().splitlines()
    assert "xvfb-run" in line
    assert "--platform offscreen" in line
    assert done.stdout == b""


@linux_only
def test_platform_offscreen_opens_a_window_where_there_is_no_screen(
    driven: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    window = driven.open("--platform", "offscreen", FIRST)
    window.do(["press", "F5"])
    assert window.expect("finished") == "ok"
    window.do(["terminate"])
    assert window.end() == 0


def without_screen() -> dict[str, str]:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {name: value for name, value in os.environ.items() if name not in names}


def test_unknown_target_opens_the_window_and_says_so(driven: Driven, data_dir: Path) -> None:
    window = driven.open("no-such/example")
    assert state(window) == ["", False]
    window.do(["terminate"])
    assert window.end() == 0
    assert json.loads(explore(data_dir, "progress", "--json").stdout)["examples"] == {}
