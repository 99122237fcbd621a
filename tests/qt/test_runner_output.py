"""What a program writes arrives whole, raw, and in the order in which it wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Limits, OnOutputLimit, OutcomeKind
from tests.qt.real_runs import Programs


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


def test_a_thousand_lines_arrive_in_order(programs: Programs) -> None:
    run = programs.run("for i in range(1000): print(i)")
    assert run.stdout == b"".join(b"%d\n" % i for i in range(1000))
    assert run.outcome.kind is OutcomeKind.OK
    assert (run.outcome.stdout_bytes, run.outcome.stderr_bytes, run.outcome.lines) == (3890, 0, 1000)


def test_one_line_of_ten_megabytes_arrives_whole(programs: Programs) -> None:
    run = programs.run('print("a" * 10**7)')
    assert len(run.stdout) == 10**7 + 1
    assert run.stdout.strip(b"a") == b"\n"


def test_what_is_printed_without_a_newline_arrives_at_the_end(programs: Programs) -> None:
    run = programs.run('print("no newline", end="")')
    assert (run.stdout, run.outcome.lines) == (b"no newline", 1)


def test_two_streams_that_alternate_keep_the_order_of_the_program(programs: Programs) -> None:
    run = programs.run(
        "import sys\nfor i in range(1000):\n print('out', i)\n print('err', i, file=sys.stderr)\n"
    )
    expected = [f"{name} {i}".encode() for i in range(1000) for name in ("out", "err")]
    assert run.merged.splitlines() == expected


def test_a_stream_written_in_pieces_keeps_its_place(programs: Programs) -> None:
    run = programs.run(
        "import sys\n"
        "print('a' * 100_000)\n"
        "sys.stderr.write('b' * 100_000 + '\\n')\n"
        "print('c')\n"
        "sys.stderr.write('d\\n')\n"
    )
    assert run.merged == b"a" * 100_000 + b"\n" + b"b" * 100_000 + b"\nc\nd\n"


def test_a_busy_window_mixes_up_nothing(programs: Programs) -> None:
    """The window takes its time with each piece, so that much is read together."""
    run = programs.make(
        "import subprocess, sys\n"
        "for i in range(20):\n"
        "    print('out', i)\n"
        "    subprocess.run(['echo', 'sub'], check=True)\n"
        "    print('err', i, file=sys.stderr)\n"
    )
    run.runner.output.connect(lambda stream, data: sum(range(200_000)))
    programs.finish(programs.start(run))
    own = [line for line in run.merged.decode().splitlines() if line != "sub"]
    assert own == [f"{name} {i}" for i in range(20) for name in ("out", "err")]


def test_processes_of_the_program_disturb_neither_its_order_nor_their_own(programs: Programs) -> None:
    run = programs.run(
        "import subprocess, sys\n"
        "for i in range(30):\n"
        "    print('out', i)\n"
        "    subprocess.run(['sh', '-c', f'echo sub {i}; echo sub-err {i} >&2'], check=True)\n"
        "    print('err', i, file=sys.stderr)\n"
    )
    names = ("out", "sub", "sub-err", "err")
    own = [line for line in run.merged.decode().splitlines() if not line.startswith("sub")]
    assert own == [f"{name} {i}" for i in range(30) for name in ("out", "err")]
    assert sorted(run.merged.decode().splitlines()) == sorted(
        f"{name} {i}" for i in range(30) for name in names
    )


def test_bytes_that_are_no_utf_8_pass_unchanged(programs: Programs) -> None:
    run = programs.run("import sys\nsys.stdout.buffer.write(bytes(range(256)))\n")
    assert run.stdout == bytes(range(256))


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.ISO-8859-1"])
def test_text_is_utf_8_whatever_the_locale(programs: Programs, locale: str) -> None:
    run = programs.run("print('ÅÄÖ 🎉 \\udcff')", environment=(("LC_ALL", locale),))
    assert run.stdout == "ÅÄÖ 🎉 \\udcff\n".encode()


def test_a_program_may_close_its_own_stdout(programs: Programs) -> None:
    run = programs.run(
        "import sys, os\nprint('x')\nsys.stdout.close()\nos.close(1)\nprint('y', file=sys.stderr)\n"
    )
    assert run.merged == b"x\ny\n"
    assert run.outcome.kind is OutcomeKind.OK


def test_an_interrupted_flood_repeats_and_loses_no_line(programs: Programs) -> None:
    for _ in range(10):
        run = programs.make(
            "i = 0\nwhile True:\n    print(i)\n    i += 1\n", limits=Limits(stop_grace_ms=20_000)
        )
        programs.start(run, until=lambda run=run: len(run.stdout) > 20_000)
        run.runner.stop()
        programs.finish(run)
        numbers = run.stdout.split()
        assert numbers == [b"%d" % i for i in range(len(numbers))]
        assert run.outcome.kind is OutcomeKind.STOPPED


def test_too_much_output_ends_the_program_at_the_limit(programs: Programs) -> None:
    run = programs.run("while True: print('x' * 1000)", limits=Limits(max_output_mb=2))
    assert run.outcome.kind is OutcomeKind.OUTPUT_LIMIT
    assert len(run.merged) == 2 * 1024 * 1024
    assert run.processes() == []


def test_too_much_output_may_be_dropped_instead(programs: Programs) -> None:
    limits = Limits(max_output_mb=1, on_output_limit=OnOutputLimit.DROP)
    run = programs.run("import sys\nfor _ in range(3000): print('x' * 1023)\nsys.exit(7)", limits=limits)
    assert (run.outcome.kind, run.outcome.exit_code) == (OutcomeKind.FAILED, 7)
    assert len(run.merged) == 1024 * 1024
    assert run.outcome.dropped_bytes == 2000 * 1024 - 24 * 1024


def test_a_program_that_scribbles_on_the_control_pipe_harms_itself_alone(programs: Programs) -> None:
    run = programs.run(
        "import os\n"
        "junk = [b'\\xff' * 100_000 + b'\\n', b'[' * 50_000 + b'\\n',\n"
        '        b\'{"kind": "end", "exit_code": 0}\\n\',\n'
        '        b\'{"kind": "order", "at": [1e99, -1], "active": 7}\\n\', b\'x\' * 20_000_000]\n'
        "for name in os.listdir('/proc/self/fd'):\n"
        "    if int(name) > 2:\n"
        "        try:\n"
        "            for part in junk: os.write(int(name), part)\n"
        "        except OSError: pass\n"
        "print('still here')\n"
        "raise SystemExit(3)\n"
    )
    assert run.stdout == b"still here\n"
    assert (run.outcome.kind, run.outcome.exit_code) == (OutcomeKind.FAILED, 3)
