"""The words that /proc shows of a process are replaced exactly, or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.sandbox import linux_words

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is Linux's /proc")
COMMAND = ["/bin/cat", "-", "          "]
ENVIRONMENT = ["A=1", "HOME=        "]


@pytest.fixture
def process() -> Iterator[int]:
    with subprocess.Popen(
        COMMAND,
        env=dict(word.split("=") for word in ENVIRONMENT),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
        process.stdout.read(1)  # it has been started
        yield process.pid
        process.kill()


def test_words_take_the_place_of_others(process: int) -> None:
    new = linux_words.padded(["/bin/cat", "-", "f", "é"], 1, COMMAND)
    linux_words.replace_command(process, COMMAND, new)
    assert Path(f"/proc/{process}/cmdline").read_text() == "/bin/cat\0-" + " " * 6 + "\0f\0é\0"
    linux_words.replace_environment(process, ENVIRONMENT, ["A=1", "HOME=/x"])
    assert Path(f"/proc/{process}/environ").read_text() == "A=1\0HOME=/x" + "\0" * 7


def test_what_does_not_fit_changes_nothing(process: int) -> None:
    with pytest.raises(OSError, match="too long"):
        linux_words.padded([*COMMAND, "more"], 1, COMMAND)
    with pytest.raises(OSError, match="fit"):
        linux_words.replace_environment(process, ENVIRONMENT, [*ENVIRONMENT, "B=1"])


def test_other_words_than_expected_are_left_alone(process: int) -> None:
    with pytest.raises(OSError, match="other words"):
        linux_words.replace_command(process, ["/bin/dog", *COMMAND[1:]], COMMAND)
    assert Path(f"/proc/{process}/cmdline").read_text().split("\0") == [*COMMAND, ""]
