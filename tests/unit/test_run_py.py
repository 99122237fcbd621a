"""Guarantees of run.py and of packaging/, which set everything up."""

from __future__ import annotations

import ast
import os
import runpy
import signal
import subprocess
import sys
from pathlib import Path

import checks
import environment
import install
import pytest
from environment import Environment

from desktop.core import system_libraries

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for uv is a shell script")

# A uv that writes what it was asked to uv.log, and makes an environment whose Python prints its words.
FAKE_UV = """\
#!/bin/sh
echo "$1 $2" >> "{log}"
for last; do :; done
if [ "$1" = venv ]; then
    mkdir -p "$last/bin"
    printf '#!/bin/sh\\n[ "$2" = -c ] && exit 0\\nshift 2\\necho "$@"\\nexit 7\\n' > "$last/bin/python"
    chmod +x "$last/bin/python"
fi
if [ "$1" = pip ]; then {on_install}; fi
exit 0
"""


class Checkout:
    """A copy of what run.py needs, with its own uv."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout with spaces é"
        self.log = folder / "uv.log"
        self.tools = folder / "tools"
        self.tools.mkdir(parents=True)
        (self.root / "examples" / "core").mkdir(parents=True)
        (self.root / "examples" / "core" / "one.py").write_text("print(1)\n", encoding="utf-8")
        for name in ("run.py", "pyproject.toml", "requirements-dev.txt", "desktop/__init__.py"):
            self._copy(name)
        for name in ("packaging/start.py", "packaging/environment.py", "packaging/install.py"):
            self._copy(name)
        for name in ("__init__", "display", "system_libraries"):
            self._copy(f"desktop/core/{name}.py")
        self.install_uv()

    def _copy(self, name: str) -> None:
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())

    def install_uv(self, on_install: str = ":") -> None:
        uv = self.tools / "uv"
        uv.write_text(FAKE_UV.format(log=self.log, on_install=on_install), encoding="utf-8")
        uv.chmod(0o755)

    def start(self, *words: str, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [environment.base_python(), self.root / "run.py", *words],
            cwd=self.tools,
            env={**os.environ, "PATH": f"{self.tools}:{os.environ['PATH']}", **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, **variables: str) -> tuple[int, str, str]:
        with self.start(*words, **variables) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def asked(self) -> list[str]:
        """What uv was asked for, without the question whether it works."""
        if not self.log.exists():
            return []
        return [line for line in self.log.read_text().splitlines() if not line.startswith("--version")]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_an_old_python_is_told_so_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(ROOT / "run.py"), run_name="__main__")
    assert "3.11 or newer, and this is Python 3.10.13" in str(stop.value)


def test_run_py_has_no_syntax_that_an_old_python_refuses() -> None:
    tree = ast.parse((ROOT / "run.py").read_bytes())
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.FunctionDef, ast.ClassDef, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, modern)]
    assert (ROOT / "run.py").read_bytes().isascii()


@posix
def test_words_and_exit_code_pass_through(checkout: Checkout) -> None:
    code, out, _err = checkout.run("list", "--json", "a b")
    assert (code, out) == (7, "desktop list --json a b\n")


@posix
def test_second_start_installs_nothing(checkout: Checkout) -> None:
    checkout.run("list")
    asked = checkout.asked()
    assert asked == ["venv --quiet", "pip install", "pip install"]
    code, out, err = checkout.run("list")
    assert (code, out, err) == (7, "desktop list\n", "")
    assert checkout.asked() == asked


@posix
@pytest.mark.parametrize("name", ["requirements-dev.txt", "pyproject.toml", "desktop/__init__.py"])
def test_another_lock_project_or_version_makes_another_environment(checkout: Checkout, name: str) -> None:
    checkout.run("list")
    with (checkout.root / name).open("a") as file:
        file.write("# changed\n")
    assert not Environment(checkout.root).is_ready()
    checkout.run("list")
    assert len(checkout.asked()) == 6


@posix
def test_set_up_that_was_killed_is_made_anew_by_the_next_start(checkout: Checkout) -> None:
    checkout.install_uv(on_install="kill -KILL $PPID")
    code, _out, _err = checkout.run("list")
    assert code == -signal.SIGKILL
    (checkout.root / ".venv" / "half").touch()
    checkout.install_uv()
    assert checkout.run("list")[:2] == (7, "desktop list\n")
    assert not (checkout.root / ".venv" / "half").exists()


@posix
def test_two_starts_at_once_set_up_once(checkout: Checkout) -> None:
    go = checkout.tools / "go"
    checkout.install_uv(on_install=f'while [ ! -e "{go}" ]; do sleep 0.02; done')
    first = checkout.start("first")
    assert first.stderr is not None
    assert first.stderr.readline().startswith("Setting up")
    second = checkout.start("second")
    assert second.stderr is not None
    assert second.stderr.readline() == "Another set-up is running here; waiting for it.\n"
    go.touch()
    assert first.communicate(timeout=60)[0] == "desktop first\n"
    assert second.communicate(timeout=60)[0] == "desktop second\n"
    assert checkout.asked() == ["venv --quiet", "pip install", "pip install"]


@posix
def test_set_up_that_fails_says_what_to_do_and_leaves_nothing(checkout: Checkout) -> None:
    checkout.install_uv(on_install="echo the network is gone >&2; exit 1")
    (checkout.root / "vendor" / "wheels").mkdir(parents=True)  # so that pip, tried next, asks no index
    code, _out, err = checkout.run("list", PIP_FIND_LINKS="", PIP_CONFIG_FILE=os.devnull)
    assert code == environment.EXIT_SET_UP
    assert "the network is gone" in err
    assert "The set-up did not finish; the reason stands above." in err
    assert not (checkout.root / ".venv").exists()


@posix
def test_bytecode_of_the_package_is_written_even_where_forbidden_and_never_of_examples(
    checkout: Checkout,
) -> None:
    checkout.run("list", PYTHONDONTWRITEBYTECODE="1")
    (module,) = (checkout.root / "desktop" / "core" / "__pycache__").glob("display.*.pyc")
    module.unlink()
    checkout.run("list", PYTHONDONTWRITEBYTECODE="1")
    assert module.exists()
    assert not list((checkout.root / "examples").rglob("__pycache__"))


@posix
def test_a_signal_reaches_the_application_itself(checkout: Checkout) -> None:
    checkout.run("list")
    python = checkout.root / ".venv" / "bin" / "python"
    python.write_text("#!/bin/sh\ntrap 'echo told; exit 9' TERM\necho ready\nwhile :; do sleep 0.02; done\n")
    process = checkout.start("anything")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.terminate()
    assert process.communicate(timeout=60)[0] == "told\n"
    assert process.returncode == 9


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can lack a screen")
def test_without_a_screen_the_window_is_refused_with_the_way_out(checkout: Checkout) -> None:
    if system_libraries.missing(system_libraries.ANYWHERE):
        pytest.skip("this system lacks libraries of Qt, which is told first")
    code, out, err = checkout.run(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert (code, out) == (4, "")
    assert "xvfb-run -a" in err
    assert "--platform offscreen" in err
    assert err.count("\n") == 1


@posix
def test_folder_that_cannot_be_written_is_named(checkout: Checkout) -> None:
    (checkout.root / ".venv.lock").mkdir()  # stands in for missing rights, which root never lacks
    code, _out, err = checkout.run("list")
    assert code == environment.EXIT_SET_UP
    assert f"The set-up could not write to {checkout.root}" in err


def test_shell_settings_that_mislead_pip_are_left_out() -> None:
    shell = {"PYTHONPATH": "/x", "PIP_TARGET": "/y", "PIP_USER": "1", "PIP_INDEX_URL": "kept", "HOME": "/h"}
    child = install.child_environment(shell)
    assert child == {
        "PIP_INDEX_URL": "kept",
        "HOME": "/h",
        "PIP_USER": "0",
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def test_wheels_beside_the_project_make_the_set_up_offline(tmp_path: Path) -> None:
    assert install.index_options(tmp_path) == []
    (tmp_path / "vendor" / "wheels").mkdir(parents=True)
    assert install.index_options(tmp_path) == [
        "--no-index",
        "--find-links",
        str(tmp_path / "vendor" / "wheels"),
    ]


def test_missing_venv_module_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "find_spec", lambda name: None if name == "ensurepip" else object())
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    text = install.venv_problem("apt", as_root=False)
    assert text.splitlines()[-1] == f"  sudo apt-get update && sudo apt-get install -y {package}"
    assert "apt-get" not in install.venv_problem("dnf", as_root=False)


def test_folders_without_tests_are_left_out_of_the_report(tmp_path: Path) -> None:
    (tmp_path / "tests" / "unit").mkdir(parents=True)
    (tmp_path / "tests" / "qt").mkdir()
    (tmp_path / "tests" / "unit" / "test_one.py").touch()
    names = [part.name for part in checks.all_parts(tmp_path, "python")]
    assert names == ["lint", "format", "types", "unit"]


def test_panels_are_tested_offscreen_and_rules_without_qt(tmp_path: Path) -> None:
    for name in ("unit", "qt"):
        (tmp_path / "tests" / name).mkdir(parents=True)
        (tmp_path / "tests" / name / "test_one.py").touch()
    parts = {part.name: part for part in checks.all_parts(tmp_path, "python")}
    assert parts["qt"].environ == {"QT_QPA_PLATFORM": "offscreen"}
    assert parts["unit"].environ == {}


def test_one_failed_part_fails_the_whole_and_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    good = checks.Part("good", (sys.executable, "-c", "pass"))
    bad = checks.Part("bad", (sys.executable, "-c", "raise SystemExit(3)"))
    results = [(part, *checks.run_part(ROOT, part)) for part in (good, bad)]
    assert checks.report(results) == 1
    assert capfd.readouterr().out.splitlines()[-1].endswith(" parts failed in 0 s: bad.")
    assert checks.report(results[:1]) == 0


def test_readme_and_ci_give_the_same_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in script if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["python3 run.py test"]
    assert f"\n{commands[0]}\n" in (ROOT / "README.md").read_text(encoding="utf-8")
