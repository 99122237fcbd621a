"""Asks another process what Python files are, because reading a hostile one can crash who reads it.

Hides that process, its death and its silence: every file gets an answer.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

_LONGEST_ANSWER_S = 20.0
_Answer = dict[str, object]


class Examiner:
    """One process that reads files of one library, started when it is first needed. Used by one thread."""

    def __init__(self, interpreter: Path, code_root: Path, root: Path) -> None:
        """``interpreter``: the Python of the examples. ``code_root`` holds ``desktop/``."""
        script = code_root / "desktop" / "child" / "examine.py"
        self._command = [str(interpreter), "-I", "-X", "utf8", str(script), str(root)]
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def ask(self, files: Sequence[Path]) -> list[_Answer]:
        """What each file is, in the words of ``child/examine.py``. Raises OSError when none can be asked."""
        answers, problem = (None, "") if self._is_stopped else self._ask_once(files)
        if answers is not None:
            return answers
        if self._is_stopped:
            return [{} for _file in files]
        if len(files) == 1:
            return [{"problem": problem}]
        return [answer for file in files for answer in self.ask([file])]

    def stop(self) -> None:
        """From any thread: an ``ask`` that waits returns, and whatever is asked later has no answer."""
        self._is_stopped = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process; called by the thread that asks."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with contextlib.suppress(OSError):  # what it has not read
            process.communicate()

    def _ask_once(self, files: Sequence[Path]) -> tuple[list[_Answer] | None, str]:
        """The answers, or None and what became of the process."""
        process = self._running()
        assert process.stdin is not None and process.stdout is not None  # both were asked for
        is_late = threading.Event()

        def end() -> None:
            is_late.set()
            process.kill()

        watch = threading.Timer(_LONGEST_ANSWER_S, end)
        watch.daemon = True
        watch.start()
        try:
            process.stdin.write(json.dumps([os.fspath(file) for file in files]).encode() + b"\n")
            process.stdin.flush()
            answers = json.loads(process.stdout.readline())
        except (OSError, ValueError, RecursionError):
            answers = None
        finally:
            watch.cancel()
        if isinstance(answers, list) and len(answers) == len(files):
            return answers, ""
        self.close()
        return None, "slow" if is_late.is_set() else "crashed"

    def _running(self) -> subprocess.Popen[bytes]:
        import subprocess

        if self._process is None:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
                start_new_session=True,
            )
        return self._process
