"""Stories: after programs that flood, scribble, close and delete, the window is what it was."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.explorer import Explorer

TARGET = "control-flow/if-elif-else"
PROGRAMS = {
    "one line of 50 MB": "print('x' * 50_000_000)\n",
    "no UTF-8": "import sys; sys.stdout.buffer.write(bytes(range(128, 256)))\n",
    "control bytes": "import os; os.write(1, bytes(range(32)) * 99 + b'\\x1b[2J\\x1b]0;title\\x07')\n",
    "closed stdout": "import os; os.close(1); os.close(2)\n",
    "many files": "for n in range(15_000): open(f'f{n}', 'w').close()\n",
    "deletes its folder": "import os, shutil; shutil.rmtree(os.getcwd(), ignore_errors=True)\n",
    "a thousand threads' worth of prints": "for n in range(200_000): print(n)\n",
}


def test_window_stays_usable_after_each_of_them(explorer: Explorer) -> None:
    explorer.start(TARGET)
    title = explorer.window.windowTitle()
    for name, source in PROGRAMS.items():
        explorer.replace(source)
        assert explorer.run().kind.value == "ok", name
        assert explorer.window.windowTitle() == title
    explorer.replace("print('still here')\n")
    outcome = explorer.run()
    assert outcome.kind.value == "ok", outcome.detail
    assert "still here" in explorer.output()
    assert explorer.window.notice_bar.sentences() == ()


NAMES = ("two words", "Grüße 日本語", "🐍🎉", "quote'\"$(x) & <b>", "x" * 250, "-rf", "%2e%2e")


def test_files_and_folders_of_every_name_open_run_and_keep_their_edit(
    explorer: Explorer, tmp_path: Path
) -> None:
    files = [tmp_path / name / name / f"{name}.py" for name in NAMES]
    for file in files:
        file.parent.mkdir(parents=True)
        file.write_text("print('as it was')\n", encoding="utf-8")
    explorer.data_dir = tmp_path / "🐍 Ä".join(NAMES[:2]) / "data"
    explorer.start(str(files[0]))
    for file in files:
        explorer.open(str(file))
        explorer.append("print('edited')\n")
        assert explorer.run().kind.value == "ok", file
        assert "edited" in explorer.output()
    explorer.reopen()
    for file in files:
        explorer.open(str(file))
        assert "print('edited')" in explorer.code.text(), file
        assert file.read_text(encoding="utf-8") == "print('as it was')\n"


def test_path_as_long_as_the_system_allows_is_opened_or_told(explorer: Explorer, tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 3700:
        folder /= "long" * 50
    folder.mkdir(parents=True)
    file = folder / "program.py"
    file.write_text("print('deep')\n", encoding="utf-8")
    explorer.start(str(file))
    outcome = explorer.run()
    assert outcome.kind.value == "ok", outcome.detail
    assert "deep" in explorer.output()
