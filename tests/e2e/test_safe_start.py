"""Stories: the window opens whatever the circumstances, says what they are, and an error does not end it."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.core.edits import Edits
from desktop.core.progress import Progress
from tests.e2e.driven import Driven, DrivenWindow, explore

FIRST = "control-flow/if-elif-else"
SETTINGS = b"execution:\n  timeout_seconds: 77  # mine\n"
SHIFT = 0xFFE1
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and mounts of Unix")


def looks(window: DrivenWindow) -> Any:
    window.do(["look"])
    return window.expect("looks")


def work_a_day(driven: Driven) -> None:
    """A window that left something to restore, and settings of the learner's own."""
    driven.data_dir.mkdir()
    (driven.data_dir / "config.yaml").write_bytes(SETTINGS)
    window = driven.open(FIRST)
    window.do(["close"])
    assert window.end() == 0


def test_safe_mode_has_default_settings_restores_nothing_says_so_and_changes_nothing(driven: Driven) -> None:
    work_a_day(driven)
    kept = (driven.data_dir / "window.ini").read_bytes()
    window = driven.open("--safe")
    seen = looks(window)
    assert (seen["timeout"], seen["page"]) == (30, "welcome")
    assert seen["title"] == "Safe mode — Python Features Explorer"
    assert "close the window and start without --safe or Shift" in seen["notices"][0]
    window.do(["close"])
    assert window.end() == 0
    assert (driven.data_dir / "config.yaml").read_bytes() == SETTINGS
    assert (driven.data_dir / "window.ini").read_bytes() == kept
    ordinary = driven.open()
    assert looks(ordinary)["timeout"] == 77
    assert looks(ordinary)["page"] == "library"


def test_safe_mode_opens_beside_a_window_that_is_open(driven: Driven) -> None:
    driven.open(FIRST)
    assert looks(driven.open("--safe"))["title"] == "Safe mode — Python Features Explorer"


@pytest.fixture
def shift() -> Iterator[None]:
    """The key is held down on the virtual screen."""
    names = [ctypes.util.find_library(name) for name in ("X11", "Xtst")]
    if None in names or not os.environ.get("DISPLAY"):
        pytest.skip("no X server with the XTest extension, so no key can be held down")
    x11, test = (ctypes.CDLL(name) for name in names)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    key = x11.XKeysymToKeycode(display, SHIFT)
    test.XTestFakeKeyEvent(display, key, True, 0)
    x11.XSync(display, False)
    yield
    test.XTestFakeKeyEvent(display, key, False, 0)
    x11.XSync(display, False)
    x11.XCloseDisplay(display)


def test_shift_held_at_the_start_is_safe_mode(driven: Driven, shift: None) -> None:
    assert looks(driven.open(FIRST))["title"] == "Safe mode — Python Features Explorer"


def test_start_that_fails_unexpectedly_is_tried_again_in_safe_mode_and_says_why(
    driven: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_a_day(driven)
    monkeypatch.setenv("EXPLORER_TEST_FAILING_START", "1")
    window = driven.open()
    seen = looks(window)
    assert (seen["page"], seen["example"]) == ("welcome", ""), "what was open may be what failed"
    assert seen["title"] == "Safe mode — Python Features Explorer"
    assert any("ZeroDivisionError in hand.py" in sentence for sentence in seen["notices"])


def test_error_in_a_slot_is_written_down_shown_with_its_details_and_the_window_lives_on(
    driven: Driven,
) -> None:
    window = driven.open(FIRST)
    window.do(["fail"], ["fail"])
    while not (notices := looks(window)["notices"]):
        pass
    assert len(notices) == 1
    assert "LookupError in hand.py" in notices[0]
    window.do(["click", "Copy details"])
    assert "nobody expected this" in window.expect("clicked")
    log = (driven.data_dir / "logs" / "diagnostics.log").read_text(encoding="utf-8")
    assert log.count("nobody expected this") >= 1
    window.do(["press", "F5"])
    assert window.expect("finished") == "ok"
    window.do(["close"])
    assert window.end() == 0


# -- folders that cannot be had ----------------------------------------------------------------


def without_data_dir(environ: dict[str, str], *words: str) -> DrivenWindow:
    window = DrivenWindow([sys.executable, "-m", "tests.e2e.hand", *words], environ)
    window.expect("open")
    return window


def homeless(home: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | {"HOME": home}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no folder from anybody, root included")
def test_home_that_cannot_be_written_is_told_and_a_folder_of_its_own_is_used() -> None:
    window = without_data_dir(homeless("/proc/nobody"), FIRST)
    seen = looks(window)
    try:
        assert "/proc/nobody" in seen["notices"][0]
        assert seen["data"] in seen["notices"][0]
        assert "--data-dir" in seen["notices"][0]
        window.do(["type", "\nprint('kept')"])
        window.expect("saved")
        window.do(["press", "F5"])
        assert window.expect("finished") == "ok"
        window.do(["close"])
        assert window.end() == 0
        assert "kept" in (Edits(Path(seen["data"]) / "edits").text(FIRST, "if-elif-else.py") or "")
    finally:
        window.errors()
        shutil.rmtree(seen["data"])


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no folder from anybody, root included")
def test_a_data_folder_that_was_asked_for_and_cannot_be_made_is_refused_with_a_sentence() -> None:
    done = explore(Path("/proc/nobody/data"))
    assert done.returncode == 1
    assert b"cannot be made" in done.stderr
    assert b"Traceback" not in done.stderr
    for words in (["list"], ["progress"], ["doctor"], ["log"]):
        done = explore(Path("/proc/nobody/data"), *words)
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 125)


@pytest.mark.ordinary_user
def test_data_folder_that_can_only_be_read_shows_what_is_there_and_runs(driven: Driven) -> None:
    work_a_day(driven)
    folders = [driven.data_dir, *(each for each in driven.data_dir.rglob("*") if each.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        window = driven.open(FIRST)
        assert any("no right to do that" in notice for notice in looks(window)["notices"])
        assert looks(window)["timeout"] == 77
        window.do(["press", "F5"])
        assert window.expect("finished") == "ok"
        window.do(["close"])
        assert window.end() == 0
        assert Progress(driven.data_dir / "user_progress.json").last_opened == FIRST
    finally:
        for folder in folders:
            folder.chmod(0o755)


def _can_mount() -> bool:
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    probe = ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _can_mount(), reason="a small disk can be mounted by root on Linux only")
def test_window_opens_on_a_full_disk_runs_and_says_what_it_cannot_keep(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        f'mount -t tmpfs -o size=64k none "{disk}" && mkdir "{disk}/data" && '
        f'{{ head -c 1000000 /dev/zero > "{disk}/fill"; '
        f'exec "$0" -m tests.e2e.hand --data-dir "{disk}/data" {FIRST}; }}'
    )
    window = DrivenWindow(["unshare", "-m", "bash", "-c", script, sys.executable], dict(os.environ))
    try:
        window.expect("open")
        assert any("the disk is full" in notice for notice in looks(window)["notices"])
        window.do(["press", "F5"])
        assert window.expect("finished") == "ok"
        window.do(["terminate"])
        assert window.end() == 0
    finally:
        window.errors()


# -- a disk that hangs -------------------------------------------------------------------------


class HangingDisk:
    """A window that sees a disk which answers nothing before ``answer``."""

    def __init__(self, folder: Path, data_dir: Path) -> None:
        self._gate = folder / "gate"
        mountpoint = folder / "far away"
        mountpoint.mkdir()
        self.file = mountpoint / "slow.py"
        disk = [sys.executable, "-m", "tests.e2e.slow_disk", str(mountpoint), str(self._gate)]
        hand = [sys.executable, "-m", "tests.e2e.hand", "--data-dir", str(data_dir)]
        environ = os.environ | {"PYENV_ROOT": str(mountpoint)}  # interpreters are looked for there
        self.window = DrivenWindow(["unshare", "-m", *disk, *hand, FIRST], environ)

    def answer(self) -> None:
        self._gate.touch()

    def hang(self) -> None:
        self._gate.unlink()

    def close(self) -> None:
        """What hangs on the disk ends with its server."""
        self.answer()
        self.window.errors()


@pytest.fixture
def hanging(tmp_path: Path, data_dir: Path) -> Iterator[HangingDisk]:
    if not _can_mount() or not os.access("/dev/fuse", os.R_OK | os.W_OK):
        pytest.skip("a disk that hangs is made with /dev/fuse, by root on Linux")
    hanging = HangingDisk(tmp_path, data_dir)
    yield hanging
    hanging.close()


def test_file_on_a_disk_that_hangs_keeps_nobody_waiting_and_opens_when_it_answers(
    hanging: HangingDisk,
) -> None:
    window = hanging.window
    window.expect("open")
    window.do(["open", str(hanging.file)])
    assert "does not answer yet" in looks(window)["state"]
    window.do(["press", "F5"])
    assert window.expect("finished") == "ok"
    assert looks(window)["example"] != "slow.py"
    hanging.answer()
    while looks(window)["example"] != "slow.py":
        pass
    window.do(["press", "F5"])
    assert window.expect("started") == str(hanging.file)
    assert window.expect("finished") == "ok"


def test_window_closes_while_a_file_still_does_not_answer(hanging: HangingDisk) -> None:
    window = hanging.window
    window.expect("open")
    window.do(["open", str(hanging.file)])
    assert "does not answer yet" in looks(window)["state"]
    window.do(["close"])
    assert window.end() == 0


def open_and_hang(hanging: HangingDisk) -> DrivenWindow:
    """The file on the disk is in front, and from now on the disk does not answer."""
    window = hanging.window
    window.expect("open")
    hanging.answer()
    window.do(["open", str(hanging.file)])
    while looks(window)["example"] != "slow.py":
        pass
    hanging.hang()
    return window


def test_run_whose_file_does_not_answer_holds_up_neither_the_next_run_nor_the_end(
    hanging: HangingDisk,
) -> None:
    window = open_and_hang(hanging)
    window.do(["press", "F5"])
    assert looks(window)["runs"]
    window.do(["open", FIRST])
    while looks(window)["example"] == "slow.py":
        pass
    window.do(["press", "F5"])
    assert window.expect("finished") == "stopped"
    assert window.expect("finished") == "ok"
    window.do(["close"])
    assert window.end() == 0


def test_what_is_typed_is_kept_although_the_disk_of_the_original_hangs(
    hanging: HangingDisk, data_dir: Path
) -> None:
    window = open_and_hang(hanging)
    window.do(["type", "# mine"])
    window.expect("saved")
    window.do(["close"])
    assert window.end() == 0
    assert any(b"# mine" in file.read_bytes() for file in (data_dir / "edits").rglob("*") if file.is_file())


def test_window_closes_while_interpreters_are_looked_for_on_a_disk_that_hangs(hanging: HangingDisk) -> None:
    window = hanging.window
    window.expect("open")
    window.do(["act", "settings"])
    assert looks(window)
    window.do(["dismiss"])
    window.do(["close"])
    assert window.end() == 0
