"""What was recorded survives kill -9 at any moment and a disk that is full.

Most moments lie between two lines of the code that writes, the others where they fall; stderr shows the seed.
"""

from __future__ import annotations

import math
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from desktop.core.audit import AuditLog
from desktop.core.edits import Edits
from desktop.core.errors import StateError
from desktop.core.paths import find_paths
from desktop.core.progress import Progress
from desktop.core.settings import Settings
from tests.unit.state_writer import write_to_pipe

ROOT = Path(__file__).resolve().parents[2]
WRITER = Path(__file__).with_name("state_writer.py")
KILLS = int(os.environ.get("EXPLORER_TEST_KILLS", "200"))
KILLS_OF_ONE_STATE = 20
LINES_TO_LIVE = 5000
WRITERS = {"files.py", "journal.py", "snapshots.py", "audit.py", "confirmed.py", "pathlib.py", "tempfile.py"}


def _writer(folder: Path, first: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(folder), str(first)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _acknowledged(output: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {"ran": [], "audit": [], "edit": [], "setting": [], "refused": []}
    for line in output.splitlines(keepends=True):
        kind, _space, number = line.partition(" ")
        if line.endswith("\n"):
            found[kind].append(int(number))
    return found


def _check(folder: Path, acknowledged: dict[str, list[int]]) -> None:
    progress = Progress(folder / "user_progress.json")
    runs = [run.duration_ms for run in progress.runs()]
    assert runs == sorted(set(runs), reverse=True)
    assert set(acknowledged["ran"][-900:]) <= set(runs)
    assert progress.notices == ()
    log = AuditLog(folder / "logs" / "explorer.log")
    verification = log.verify()
    assert verification.ok, verification.problem
    recorded = {entry["details"].get("number") for entry in log.entries()}
    assert set(acknowledged["audit"]) <= recorded
    text = Edits(folder / "edits").text("a/b", "b.py") or ""
    assert len(set(text.split())) <= 1 and len(text.split()) in (0, 2000)
    assert not acknowledged["edit"] or int(text.split()[0]) >= acknowledged["edit"][-1]
    settings = Settings(find_paths(data_dir=folder))
    assert settings.notices == ()
    limit = settings.snapshot.integer("execution.timeout_seconds")
    assert not acknowledged["setting"] or limit >= acknowledged["setting"][-1]
    assert settings.snapshot.integer("display.font_size") == 19
    assert "# mine" in settings.file.read_text(encoding="utf-8")
    assert not list(folder.rglob("*.corrupt-*"))


def _prepare(folder: Path) -> None:
    """A settings file with lines of the learner's own, which no kill may take."""
    folder.mkdir(exist_ok=True)
    (folder / "config.yaml").write_text("# mine\ndisplay:\n  font_size: 19  # mine too\n", encoding="utf-8")


def _chance() -> random.Random:
    seed = random.SystemRandom().randrange(10**6)
    sys.stderr.write(f"seed {seed}\n")
    return random.Random(seed)


def _die_after(lines: int) -> Callable[[FrameType, str, object], object]:
    """A trace that kills its own process before that many further lines of Python have begun.

    A clock would nearly always hit the waiting for the disk; between two lines lie the moments that matter.
    """
    left = lines

    def trace(frame: FrameType, event: str, _argument: object) -> object:
        nonlocal left
        if frame.f_code.co_filename.rpartition(os.sep)[2] not in WRITERS:
            return None
        left -= event == "line"
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def _killed_writer(folder: Path, first: int, chance: random.Random) -> dict[str, list[int]]:
    """Fork a writer, kill it at a moment nobody chose, and return what it had said by then."""
    lines_to_live = chance.randrange(LINES_TO_LIVE) if chance.random() < 0.8 else None
    reading, writing = os.pipe()
    writer = os.fork()
    if writer == 0:
        try:
            if lines_to_live is not None:
                sys.settrace(_die_after(lines_to_live))
            write_to_pipe(folder, first, writing)
        except StateError as error:
            os.write(writing, f"refused 0\n{error}".encode())
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        lines = []
        if lines_to_live is None:
            lines = [said.readline() for _ in range(chance.randrange(1, 30))]
            os.kill(writer, signal.SIGKILL)
        output = b"".join(lines) + said.read()
    os.waitpid(writer, 0)
    return _acknowledged(output.decode())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a thousand starts of Python would take too long")
def test_acknowledged_record_survives_hundreds_of_kills(tmp_path: Path) -> None:
    """Progress, log, edits and settings together; each state is killed often, so that damage would add up."""
    chance = _chance()
    for number in range(math.ceil(KILLS / KILLS_OF_ONE_STATE)):
        folder = tmp_path / str(number)
        _prepare(folder)
        _kill_often(folder, chance)
        _tamper(folder)


def _kill_often(folder: Path, chance: random.Random) -> None:
    acknowledged: dict[str, list[int]] = {}
    first = 1
    for _kill in range(KILLS_OF_ONE_STATE):
        for kind, numbers in _killed_writer(folder, first, chance).items():
            acknowledged.setdefault(kind, []).extend(numbers)
        assert not acknowledged["refused"], "the writer was refused"
        first = max(first, *acknowledged["ran"]) + 2 if acknowledged["ran"] else first + 2
        _check(folder, acknowledged)
    assert acknowledged["ran"]


def _tamper(folder: Path) -> None:
    """After all the kills a changed letter is still told from them."""
    log = AuditLog(folder / "logs" / "explorer.log")
    lines = log.file.read_bytes().splitlines(keepends=True)
    lines[0] = lines[0].replace(b'"event": "', b'"event": "x', 1)
    log.file.write_bytes(b"".join(lines))
    verification = log.verify()
    assert not verification.ok
    assert "line 1" in verification.problem


def test_acknowledged_record_survives_the_kill_of_a_whole_process(tmp_path: Path) -> None:
    chance = _chance()
    _prepare(tmp_path)
    with _writer(tmp_path, 1) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(chance.randrange(1, 40))]
        writer.kill()
        output = "".join(lines) + writer.stdout.read()
    _check(tmp_path, _acknowledged(output))


def test_two_writers_killed_at_once_leave_one_whole_state(tmp_path: Path) -> None:
    writers = [_writer(tmp_path, first) for first in (0, 10**6)]
    outputs = []
    for writer in writers:
        assert writer.stdout is not None
        outputs.append("".join(writer.stdout.readline() for _ in range(30)))
    for writer in writers:
        writer.kill()
    for number, writer in enumerate(writers):
        with writer:
            assert writer.stdout is not None
            outputs[number] += writer.stdout.read()
    runs = {run.duration_ms for run in Progress(tmp_path / "user_progress.json").runs()}
    recorded = AuditLog(tmp_path / "logs" / "explorer.log")
    assert recorded.verify().ok, recorded.verify().problem
    for output in outputs:
        assert set(_acknowledged(output)["ran"][-400:]) <= runs
        assert set(_acknowledged(output)["audit"]) <= {e["details"].get("number") for e in recorded.entries()}


def _limited(command: str, folder: Path, first: int) -> subprocess.CompletedProcess[str]:
    shell = f'{command} && exec "$0" "$1" "$2" "$3"'
    return subprocess.run(
        ["bash", "-c", shell, sys.executable, str(WRITER), str(folder), str(first)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="the limit is set by a shell")
def test_file_that_must_not_grow_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    _prepare(tmp_path)
    done = _limited("ulimit -f 8", tmp_path, 0)
    assert "would become larger" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    acknowledged = _acknowledged(done.stdout)
    assert acknowledged["refused"] and acknowledged["ran"]
    _check(tmp_path, acknowledged)


def _can_mount() -> bool:
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    probe = ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _can_mount(), reason="a small disk can be mounted by root on Linux only")
def test_disk_that_fills_up_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    kept = tmp_path / "kept"
    disk.mkdir()
    _prepare(tmp_path / "before")
    script = (
        f'mount -t tmpfs -o size=200k none "{disk}" && cp "{tmp_path}/before/config.yaml" "{disk}" '
        f'&& "$0" "$1" "{disk}" 0; cp -a "{disk}" "{kept}"'
    )
    done = subprocess.run(
        ["unshare", "-m", "bash", "-c", script, sys.executable, str(WRITER)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "the disk is full" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    acknowledged = _acknowledged(done.stdout)
    assert acknowledged["refused"] and acknowledged["ran"]
    _check(kept, acknowledged)
