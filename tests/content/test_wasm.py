"""Pythons made of WebAssembly run programs like any other, where Node and such a package are at hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop

from desktop.child.protocol import Outcome, OutcomeKind, RunSpec, Stream
from desktop.core.wasm import FOLDERS, read_wasm
from desktop.sandbox.policy import Policy
from desktop.services.wasm_runner import WasmRunner

ROOT = Path(__file__).resolve().parents[2]
NAMED = os.environ.get(FOLDERS, "").split(os.pathsep)[0]

pytestmark = pytest.mark.skipif(not NAMED, reason=f"{FOLDERS} names no Python made of WebAssembly")


@pytest.fixture
def loop() -> Iterator[QEventLoop]:
    app = QCoreApplication.instance() or QCoreApplication([])
    assert app is not None
    yield QEventLoop()


def ran(loop: QEventLoop, folder: Path, code: str, stdin: bytes = b"") -> tuple[Outcome, bytes]:
    file, work = folder / "program.py", folder / "work"
    file.write_text(code, encoding="utf-8")
    work.mkdir()
    runner = WasmRunner(ROOT)
    printed: list[bytes] = []
    ended: list[Outcome] = []
    runner.output.connect(lambda stream, data: printed.append(data) if stream is Stream.STDOUT else None)
    runner.finished.connect(ended.append)
    runner.finished.connect(loop.quit)
    path = read_wasm(Path(NAMED).absolute()).path
    runner.start(RunSpec("x", file, work, path, stdin=stdin, policy=Policy(read=(file,))))
    loop.exec()
    return ended[0], b"".join(printed)


def test_a_program_reads_prints_and_leaves_files(loop: QEventLoop, tmp_path: Path) -> None:
    code = "name = input('Who? ')\nprint(f'Hé {name}')\nopen('left.txt', 'w').write('x')\n"
    outcome, printed = ran(loop, tmp_path, code, "Zoë\n".encode())
    assert printed.decode() == "Who? Hé Zoë\n"
    assert (outcome.kind, outcome.files_written) == (OutcomeKind.OK, ("left.txt",))
    assert outcome.python_version.startswith("3.1")


def test_an_error_and_an_exit_code_are_told(loop: QEventLoop, tmp_path: Path) -> None:
    outcome, _ = ran(loop, tmp_path, "import zipfile\nraise zipfile.BadZipFile('no')\n")
    assert outcome.kind is OutcomeKind.FAILED
    assert outcome.exception is not None
    assert (outcome.exception.type_name, outcome.exception.message) == ("zipfile.BadZipFile", "no")
