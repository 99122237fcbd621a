"""Stories of the command line: what scripts and terminals rely on."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from desktop import __version__
from tests.e2e.driven import PATIENCE_S, ROOT, Driven, explore
from tests.own_folders import place_outside_tmp

CHOICE = "control-flow/if-elif-else"
ASKS = "first-steps/ask-with-input"
FAILS = "first-steps/read-a-traceback"
GATED = "exceptions/except-without-brackets"
RUN_KEYS = {
    "outcome",
    "exit_code",
    "duration_ms",
    "cpu_ms",
    "peak_memory_mb",
    "tier",
    "denied",
    "files_written",
    "stdout_sha256",
    "stderr_sha256",
}
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="these tiers are Linux's")
unix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of Unix")


class Program:
    """A file of the learner's own, which has nothing to do with the library."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __call__(self, source: str) -> str:
        self.file.write_text(source, encoding="utf-8")
        return str(self.file)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "program.py")


def facts(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    """The object in the last line of standard error."""
    found: dict[str, Any] = json.loads(done.stderr.splitlines()[-1])
    return found


def stored(name: str) -> bytes:
    (file,) = (ROOT / "examples" / "core").glob(f"*{name}.out")
    return file.read_bytes()


# ---- the library, the progress, the computer ----


def test_list_names_every_example_with_its_status(data_dir: Path) -> None:
    explore(data_dir, "run", CHOICE)
    done = explore(data_dir, "list", "--json")
    assert done.returncode == 0
    examples = json.loads(done.stdout)["examples"]
    by_id = {each["id"]: each for each in examples}
    assert len(by_id) == len(examples) >= 24
    assert by_id[CHOICE]["status"] == "completed"
    assert by_id[FAILS]["status"] == "new"
    assert by_id[GATED]["requires_python"] == "3.14"
    text = explore(data_dir, "list").stdout.decode()
    assert all(each["id"] in text for each in examples)


def test_progress_holds_runs_of_examples_and_of_foreign_files(data_dir: Path, program: Program) -> None:
    target = program("raise SystemExit(3)\n")
    explore(data_dir, "run", CHOICE)
    explore(data_dir, "run", target)
    found = json.loads(explore(data_dir, "progress", "--json").stdout)
    assert set(found) == {"examples", "runs"}
    assert found["examples"] == {CHOICE: "completed"}
    assert [(run["target"], run["outcome"]) for run in found["runs"]] == [(target, "failed"), (CHOICE, "ok")]
    assert all(set(run) == {"target", "outcome", "started", "duration_ms"} for run in found["runs"])
    assert "1 of 16 completed" in explore(data_dir, "progress").stdout.decode()


def test_doctor_says_what_is_here_and_what_protects(data_dir: Path) -> None:
    done = explore(data_dir, "doctor", "--json")
    assert done.returncode == 0
    words = done.stdout.decode()
    assert __version__ in words
    assert str(data_dir) in words
    for part in ("Limits only", "walls", "advice only", "eval, exec", "by an index of SQLite"):
        assert part in words
        assert part in explore(data_dir, "doctor").stdout.decode()
    if sys.platform == "linux":
        assert json.loads(done.stdout)["Protection"]["tier"] == "Strong (security.tier: auto)"


# ---- run: exit codes ----


@pytest.mark.parametrize(
    ("source", "code", "outcome"),
    [
        ("print('fine')", 0, "ok"),
        ("raise SystemExit(7)", 7, "failed"),
        ("1 / 0", 1, "failed"),
        pytest.param("import os; os.kill(os.getpid(), 11)", 128 + 11, "crashed", marks=unix_only),
        pytest.param("import os; os.abort()", 128 + 6, "crashed", marks=unix_only),
        ("while True: print('x' * 100000)", 137, "output_limit"),
        ("x = []\nwhile True: x.append(bytearray(10 ** 7))", 137, "memory_limit"),
    ],
)
def test_run_ends_with_the_code_of_its_outcome(
    data_dir: Path, program: Program, source: str, code: int, outcome: str
) -> None:
    data_dir.mkdir()
    limits = "execution:\n  max_output_mb: 1\n  max_memory_mb: 128\n"
    (data_dir / "config.yaml").write_text(limits, encoding="utf-8")
    done = explore(data_dir, "run", "--json", program(source))
    assert done.returncode == code, done.stderr[-500:]
    assert facts(done)["outcome"] == outcome


def test_run_past_its_time_ends_with_124_and_says_why(data_dir: Path, program: Program) -> None:
    done = explore(data_dir, "run", "--timeout", "0.5", program("while True: pass"))
    assert done.returncode == 124
    assert b"Stopped at the time limit of 0.5 s" in done.stderr


@unix_only
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_in_mid_run_stops_the_program_and_ends_with_130(
    data_dir: Path, program: Program, number: int
) -> None:
    target = program("print('up', flush=True)\nimport time\nwhile True: time.sleep(0.1)\n")
    with command(data_dir, "run", "--json", target) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"up\n"
        running.send_signal(number)
        _out, err = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 130
    assert json.loads(err.splitlines()[-1])["outcome"] == "stopped"
    assert b"KeyboardInterrupt" in err


def command(data_dir: Path, *words: str, **options: Any) -> subprocess.Popen[bytes]:
    """The command as a process that can be talked to."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    own = [sys.executable, "-m", "desktop", "--data-dir", str(data_dir)]
    return subprocess.Popen([*own, *words], cwd=ROOT, **{**pipes, **options})


# ---- run: refused ----


@pytest.mark.parametrize(
    "words",
    [
        ["run"],
        ["run", "no-such/example"],
        ["run", "../config.yaml"],
        ["run", "control-flow/../control-flow/if-elif-else"],
        ["run", "no-such-file.py"],
        ["run", "."],
        ["run", os.devnull],
        ["run", CHOICE, "--timeout", "soon"],
        ["run", CHOICE, "--timeout", "-1"],
        ["run", CHOICE, "--timeout", "nan"],
        ["run", CHOICE, "--interpreter", "no-such-python"],
        ["run", CHOICE, "--stdin", "no-such-file"],
        ["run", CHOICE, "--no-such-flag"],
        ["run", CHOICE, "--tier", "isolated"],
        ["run", CHOICE, "--tier", "no-such-tier"],
        ["run", CHOICE, "--sandbox", "--no-sandbox"],
        ["run", CHOICE, "--sandbox", "--tier", "limits"],
        ["run", CHOICE, "--no-sandbox", "--tier", "strong"],
        ["run", CHOICE, "--allow", "everything"],
        ["run", CHOICE, "--allow", "read="],
        ["run", CHOICE, "--allow", "env=LD_PRELOAD"],
        ["run", CHOICE, "--allow", "net=everywhere"],
        ["list", "--no-such-flag"],
        ["list", "--", "word"],
        ["check", "no-such-folder"],
        ["log", "--verif"],
        ["progress", "import", "x.json"],
        ["--no-such-flag"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_ends_with_125_a_reason_and_no_traceback(
    data_dir: Path, words: list[str]
) -> None:
    done = explore(data_dir, *words)
    assert done.returncode == 125, (done.stdout, done.stderr)
    assert done.stdout == b""
    assert done.stderr.strip()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python can run the example")
def test_example_of_a_newer_python_is_not_started_and_says_what_it_needs(data_dir: Path) -> None:
    done = explore(data_dir, "run", GATED, "--json")
    assert done.returncode == 125
    assert facts(done)["outcome"] == "not_started"
    assert b"needs Python 3.14" in done.stderr


# ---- run: the sandbox ----


@linux_only
@pytest.mark.parametrize(
    ("words", "tier"),
    [
        ([], "strong"),
        (["--sandbox"], "strong"),
        (["--tier", "auto"], "strong"),
        (["--tier", "strong"], "strong"),
        (["--tier", "kernel"], "kernel"),
        (["--tier", "limits"], "limits"),
        (["--no-sandbox"], "limits"),
        (["--no-sandbox", "--tier", "auto"], "limits"),
    ],
    ids=str,
)
def test_run_is_confined_as_shipped_and_exactly_as_demanded(
    data_dir: Path, words: list[str], tier: str
) -> None:
    done = explore(data_dir, "run", "--json", *words, CHOICE)
    assert done.stdout == stored("/if-elif-else")
    assert (facts(done)["outcome"], facts(done)["tier"]) == ("ok", tier)


@linux_only
def test_file_of_settings_alone_does_not_switch_the_sandbox_off_and_says_so(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "config.yaml").write_text("security:\n  sandbox_mode: false\n", encoding="utf-8")
    done = explore(data_dir, "run", "--json", CHOICE)
    assert facts(done)["tier"] == "strong"
    assert b"`security.sandbox_mode` in your settings protects less" in done.stderr
    assert facts(explore(data_dir, "run", "--json", "--no-sandbox", CHOICE))["tier"] == "limits"


@linux_only
@pytest.mark.parametrize("tier", ["strong", "kernel"])
def test_what_is_allowed_is_granted_and_what_is_not_is_told_in_the_json(
    data_dir: Path, program: Program, tier: str
) -> None:
    with tempfile.TemporaryDirectory(prefix=".outside-", dir=place_outside_tmp()) as folder:
        secret = Path(folder, "secret.txt")
        secret.write_text("mine", encoding="utf-8")
        target = program(f"\nprint(open({str(secret)!r}).read())\n")
        held = explore(data_dir, "run", "--json", "--tier", tier, target)
        assert held.returncode == 1 and held.stdout == b""
        (denial,) = facts(held)["denied"]
        assert denial == {"permission": f"read={secret}", "target": str(secret), "line": 2}
        allow = ("--tier", tier, "--allow", f"read={folder}")
        allowed = explore(data_dir, "run", "--json", *allow, target)
    assert allowed.stdout == b"mine\n"
    assert facts(allowed)["denied"] == []


@linux_only
def test_start_of_programs_is_off_by_the_default_list_and_granted_by_allow(
    data_dir: Path, program: Program
) -> None:
    target = program("import os\nraise SystemExit(os.waitstatus_to_exitcode(os.system('exit 3')))\n")
    held = explore(data_dir, "run", "--json", target)
    assert held.returncode == 127, "what a shell says of a program that cannot be had"
    assert [denial["permission"] for denial in facts(held)["denied"]] == ["run"]
    assert explore(data_dir, "run", "--allow", "run", target).returncode == 3


@linux_only
@pytest.mark.parametrize("permission", ["read=/", "write=/etc", "read=/proc/1", "read=/tmp", "write=."])
def test_permission_that_is_too_wide_is_refused_with_its_reason(data_dir: Path, permission: str) -> None:
    done = explore(data_dir, "run", "--allow", permission.replace("=.", f"={data_dir}"), CHOICE)
    assert done.returncode == 125 and done.stdout == b""
    assert b"Not allowed to start" in done.stderr


@linux_only
def test_blocked_function_raises_a_permission_error_that_names_the_setting(
    data_dir: Path, program: Program
) -> None:
    target = program("from collections import namedtuple\nprint(namedtuple('P', 'x')(1))\neval('1')\n")
    done = explore(data_dir, "run", target)
    assert done.stdout == b"P(x=1)\n", "the standard library may go on"
    assert done.returncode == 1
    assert b"PermissionError" in done.stderr and b"security.blocked_functions" in done.stderr
    assert explore(data_dir, "run", "--no-sandbox", target).returncode == 0


@linux_only
def test_script_in_the_home_folder_cannot_read_the_keys_beside_it(data_dir: Path, home: Path) -> None:
    keys = home / ".ssh" / "id_rsa"
    keys.parent.mkdir()
    keys.write_text("secret", encoding="utf-8")
    script = home / "helper.py"
    script.write_text(f"import beside\nprint(open({str(keys)!r}).read())\n", encoding="utf-8")
    (home / "beside.py").write_text("print('module found')\n", encoding="utf-8")
    for tier in ("strong", "kernel"):
        done = explore(data_dir, "run", "--tier", tier, str(script))
        assert done.stdout == b"module found\n"
        assert b"secret" not in done.stderr
        assert b"It ran as a copy" in done.stderr and b"beside.py" in done.stderr


@linux_only
@pytest.mark.parametrize("words", [["--sandbox"], ["--no-sandbox"]], ids=str)
def test_file_of_a_package_runs_with_its_package(data_dir: Path, tmp_path: Path, words: list[str]) -> None:
    """As ``python -m shop.cart`` would run it; what is opened is still the file itself."""
    package = tmp_path / "shop"
    package.mkdir()
    (package / "__init__.py").write_text("currency = 'EUR'\n", encoding="utf-8")
    (package / "prices.py").write_text("apple = 2\n", encoding="utf-8")
    cart = package / "cart.py"
    cart.write_text("from . import currency, prices\nprint(prices.apple, currency, __file__)\n")
    done = explore(data_dir, "run", *words, str(cart))
    assert (done.returncode, done.stdout.decode()) == (0, f"2 EUR {cart}\n"), done.stderr


def test_help_names_nothing_that_a_later_version_brings(data_dir: Path) -> None:
    for words in ([], ["run"], ["progress"], ["doctor"]):
        text = explore(data_dir, *words, "--help").stdout.decode()
        assert text
        for later in ("isolated", "trace", "scan", "html", "pdf"):
            assert later not in text.lower()


# ---- run: what passes through ----

BYTES = """\
import sys
sys.stdout.buffer.write(b"\\x00\\xff\\xfe caf\\xc3\\xa9 \\r\\n no end")
sys.stderr.buffer.write(b"\\x1b[31m\\x80 error")
"""


def test_output_passes_through_byte_for_byte_and_its_hashes_are_told(
    data_dir: Path, program: Program
) -> None:
    out, err = b"\x00\xff\xfe caf\xc3\xa9 \r\n no end", b"\x1b[31m\x80 error"
    plain = explore(data_dir, "run", program(BYTES))
    assert (plain.stdout, plain.stderr, plain.returncode) == (out, err, 0)
    done = explore(data_dir, "run", "--json", program(BYTES))
    assert done.stdout == out
    assert done.stderr.startswith(err)
    told = facts(done)
    assert told["stdout_sha256"] == hashlib.sha256(out).hexdigest()
    assert told["stderr_sha256"] == hashlib.sha256(err).hexdigest()


def test_json_of_a_run_is_the_last_line_alone_with_the_keys_of_the_design(
    data_dir: Path, program: Program
) -> None:
    source = "import sys\nopen('made.txt', 'w').write('x')\nsys.stderr.write('no line end')\n"
    done = explore(data_dir, "run", "--json", program(source))
    lines = done.stderr.splitlines()
    assert lines[:-1] == [b"no line end"]
    told = facts(done)
    assert set(told) == RUN_KEYS
    assert (told["outcome"], told["exit_code"], told["denied"]) == ("ok", 0, [])
    assert told["files_written"] == ["made.txt"]
    assert told["denied"] == []
    assert told["duration_ms"] > 0
    assert told["peak_memory_mb"] > 0


def test_input_of_the_terminal_reaches_the_program_to_its_last_byte(data_dir: Path, program: Program) -> None:
    data = bytes(range(256)) * 4096
    source = "import sys, hashlib\nprint(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())\n"
    done = explore(data_dir, "run", program(source), stdin=data)
    assert done.stdout.split() == [hashlib.sha256(data).hexdigest().encode()]


def test_program_is_answered_line_by_line_as_in_a_terminal(data_dir: Path) -> None:
    with command(data_dir, "run", ASKS) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert _read_until(running.stdout.fileno(), b"What is your name? ")
        running.stdin.write(b"Grace\n")
        running.stdin.flush()
        assert _read_until(running.stdout.fileno(), b"Welcome, Grace\n")
        out, err = running.communicate(b"tea\n\n", timeout=PATIENCE_S)
    assert running.returncode == 0, err
    assert b"One tea for Grace" in out


def _read_until(descriptor: int, wanted: bytes) -> bool:
    """Read until what was read holds ``wanted``; False at the end."""
    seen = b""
    while wanted not in seen:
        data = os.read(descriptor, 4096)
        if not data:
            return False
        seen += data
    return True


def test_file_given_as_input_is_read_to_its_end(data_dir: Path) -> None:
    (file,) = (ROOT / "examples" / "core").glob("*/ask-with-input.in")
    done = explore(data_dir, "run", ASKS, "--stdin", str(file), stdin=b"not this\n")
    assert (done.returncode, done.stdout) == (0, stored("/ask-with-input"))


def test_words_after_two_dashes_are_the_programs(data_dir: Path, program: Program) -> None:
    source = "import sys, json\nprint(json.dumps(sys.argv[1:]))\n"
    words = ["--json", "-x", "two words", "--", "", "ÅÄÖ", "--tier"]
    done = explore(data_dir, "run", program(source), "--", *words)
    assert json.loads(done.stdout) == words
    assert done.returncode == 0


@unix_only
def test_reader_that_goes_away_ends_the_run_without_a_traceback(data_dir: Path, program: Program) -> None:
    target = program("import itertools\nfor n in itertools.count(): print(n)\n")
    for words in (["run", target], ["list"], ["doctor"], ["log"]):
        with command(data_dir, *words) as running:
            assert running.stdout is not None
            running.stdout.readline()
            running.stdout.close()
            assert running.stderr is not None
            errors = running.stderr.read()
            running.wait(PATIENCE_S)
        assert b"Traceback" not in errors, (words, errors)
        assert b"BrokenPipe" not in errors, (words, errors)


@pytest.mark.parametrize("words", [["progress"], ["list"]])
def test_reader_that_was_never_there_is_no_error(data_dir: Path, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with command(data_dir, *words, stdout=writing) as running:
        os.close(writing)
        assert running.stderr is not None
        assert running.stderr.read() == b""
        assert running.wait(PATIENCE_S) == 128 + 13


# ---- the audit trail ----


def test_runs_of_window_and_commands_at_once_make_one_whole_chain(driven: Driven, data_dir: Path) -> None:
    window = driven.open(CHOICE)
    running = [command(data_dir, "run", CHOICE) for _number in range(3)]
    window.do(["press", "F5"])
    assert window.expect("finished") == "ok"
    for each in running:
        each.communicate(timeout=PATIENCE_S)
        assert each.returncode == 0
    window.do(["close"])
    assert window.end() == 0
    done = explore(data_dir, "log", "--verify", "--json")
    assert done.returncode == 0, done.stdout
    entries = json.loads(explore(data_dir, "log", "--json").stdout)["entries"]
    assert [each["n"] for each in entries] == list(range(1, len(entries) + 1))
    events = [each["event"] for each in entries]
    assert events.count("run_started") == events.count("run_finished") == 4
    assert len(json.loads(explore(data_dir, "progress", "--json").stdout)["runs"]) == 4


def test_log_names_the_altered_line_and_never_holds_code_or_input(data_dir: Path, program: Program) -> None:
    explore(data_dir, "run", program("secret = input()\nraise ValueError(len(secret))\n"), stdin=b"hush\n")
    explore(data_dir, "run", CHOICE)
    (file,) = (data_dir / "logs").glob("*.log")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(lines)
    assert "ValueError" in text
    assert "secret" not in text
    assert "hush" not in text
    assert explore(data_dir, "log", "--verify").returncode == 0
    lines[1] = lines[1].replace("failed", "passed")
    file.write_text("".join(lines), encoding="utf-8")
    done = explore(data_dir, "log", "--verify")
    assert done.returncode == 1
    assert f"“{file}”, line 2" in done.stdout.decode()
    told = json.loads(explore(data_dir, "log", "--verify", "--json").stdout)
    assert told["ok"] is False
    assert "line 2" in told["problem"]
