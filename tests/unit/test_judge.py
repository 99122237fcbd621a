"""An exercise's program is judged by its check alone, and whatever it does becomes a verdict or none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

JUDGE = Path(__file__).resolve().parents[2] / "desktop" / "child" / "judge.py"
DOUBLES = "assert run('4\\n') == '8\\n', f'4 doubled is 8, not {run(chr(52))!r}.'\n"


def judged(folder: Path, program: str, check: str) -> dict[str, object]:
    (folder / "program.py").write_text(program)
    (folder / "check.py").write_text(check)
    command = [sys.executable, JUDGE, folder / "program.py", folder / "check.py"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=folder)
    last = done.stdout.rstrip("\n").rpartition("\n")[2]
    try:
        verdict: dict[str, object] = json.loads(last)
    except ValueError:
        return {}
    return verdict


def test_a_program_that_does_what_is_asked_passes(tmp_path: Path) -> None:
    passed = {"passed": True, "message": "", "is_fair": True}
    assert judged(tmp_path, "print(int(input()) * 2)\n", DOUBLES) == passed


@pytest.mark.parametrize(
    ("program", "check", "message"),
    [
        ("print(int(input()) * 3)\n", DOUBLES, "4 doubled is 8, not '12\\n'."),
        ("print(1 / 0)\n", DOUBLES, "Your program ended with ZeroDivisionError in line 1: division by zero"),
        ("x = 1\nprint('a\n", DOUBLES, "Your program ended with SyntaxError in line 2: unterminated"),
        ("input(); input()\n", DOUBLES, "ended with EOFError in line 1: it asked for more input"),
        ("import sys\nsys.exit(3)\n", DOUBLES, "Your program ended itself with exit code 3."),
        ("", "namespace['area'](2)\n", "There is no name area in your program."),
        ("def area(a):\n    return a.b\n", "namespace['area'](2)\n", "ended with AttributeError in line 2"),
        ("x = 1\n", "assert namespace.get('x') == 2, 'x should be 2.'\n", "x should be 2."),
        ("x = 1\n", "run(rows=[2])\n", "There is no name rows in your program."),
        ("rows = [1]\nrows[5]\n", "run(rows=[2])\n", "ended with IndexError in line 2"),
        ("x = 1\n", "assert len(tree.body) == 2, 'Write two statements.'\n", "Write two statements."),
    ],
)
def test_a_program_that_fails_is_told_why_and_the_check_is_in_order(
    tmp_path: Path, program: str, check: str, message: str
) -> None:
    verdict = judged(tmp_path, program, check)
    assert message in str(verdict["message"])
    assert (verdict["passed"], verdict["is_fair"]) == (False, True)


def test_a_program_is_run_with_other_values_than_it_begins_with(tmp_path: Path) -> None:
    """Also one that changes the name later, and prints in its own way."""
    program = "rows = [1]\nprint(*rows, sep='-', end='!')\nrows = 5\nprint(rows)\n"
    check = "assert run(rows=[2, 3]) == '2-3!5\\n', 'others'\nassert run() == '1!5\\n', 'its own again'\n"
    assert judged(tmp_path, program, check)["passed"] is True


@pytest.mark.parametrize("check", ["assert run() == '2'\n", "undefined\n", "def\n", "pass\n", "1 / 0\n"])
def test_a_check_that_breaks_or_asks_nothing_is_not_fair(tmp_path: Path, check: str) -> None:
    verdict = judged(tmp_path, "print(1)\n", check)
    assert (verdict["passed"], verdict["is_fair"]) == (False, False)


@pytest.mark.parametrize(
    "program",
    [
        "import os\nos._exit(0)\n",
        "import builtins, sys\nprint('{\"passed\": true}', file=sys.__stdout__)\nimport os\nos._exit(0)\n",
    ],
)
def test_a_program_that_ends_the_process_has_no_whole_verdict(tmp_path: Path, program: str) -> None:
    assert "is_fair" not in judged(tmp_path, program, DOUBLES)


def test_each_run_starts_afresh_and_its_names_are_those_of_a_main_program(tmp_path: Path) -> None:
    program = (
        "import sys\nname = __name__\nassert sys.modules['__main__'].name == name\n"
        "seen = 'again' in globals()\nagain = 1\n"
    )
    check = (
        "run()\nrun()\nassert namespace['name'] == '__main__', 'No.'\n"
        "assert not namespace['seen'], 'Stale.'\n"
    )
    assert judged(tmp_path, program, check)["passed"] is True
