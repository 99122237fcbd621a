"""A file of a folder runs with what it imports, wherever it lies in there; real children in every tier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Outcome, OutcomeKind, Stream
from desktop.core.interpreters import find_interpreters
from desktop.core.paths import find_paths
from desktop.sandbox.policy import Permission, Tier
from desktop.services.questions import Rights
from desktop.services.session import Session

PATIENCE_MS = 60_000
INTERPRETERS = {found.release: found.path for found in find_interpreters()}
EVERY_TIER = pytest.mark.parametrize("tier", [Tier.STRONG, Tier.KERNEL, Tier.LIMITS])
FILES = {
    "common.py": "word = 'common'\n",
    "colorsys.py": "raise SystemExit('the module of the folder')\n",
    "words.txt": "text of the folder\n",
    "shop/__init__.py": "print('shop begins')\n",
    "shop/cart.py": "import common\nfrom .prices import tax\nfrom . import prices\n"
    "print(common.word, tax.rate, prices.__name__)\n"
    "print(__name__, __package__, __spec__.name, __file__)\n",
    "shop/prices/__init__.py": "",
    "shop/prices/tax.py": "rate = 20\n",
    "shop/types.py": "raise SystemExit('a module of the package in place of one of Python')\n",
    "shop/sums.py": "from . import cart\n\n\ndef add(a, b):\n    '''\n    >>> add(1, 2)\n    3\n    '''\n"
    "    return a + b\n",
    "tools/report.py": "import pathlib, colorsys, beside, common\n"
    "print(beside.word, common.word, colorsys.__name__, __package__, __spec__)\n"
    "print(pathlib.Path(__file__).parent.with_name('words.txt').read_text(), end='')\n",
    "tools/beside.py": "word = 'beside'\n",
}


@pytest.fixture
def session(data_dir: Path) -> Iterator[Session]:
    session = Session(find_paths(data_dir=data_dir))
    yield session
    session.close()


class Folder:
    """A folder that is open as the library, and its runs."""

    def __init__(self, root: Path, session: Session, qtbot: QtBot) -> None:
        self.root, self.session, self._qtbot = root, session, qtbot
        for name, text in FILES.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        self.pieces: list[tuple[Stream, bytes]] = []
        session.output.connect(lambda stream, data: self.pieces.append((stream, data)))

    def open(self) -> Folder:
        libraries = self.session.libraries
        libraries.open_folder(self.root)
        self._qtbot.waitUntil(lambda: libraries.progress is None, timeout=PATIENCE_MS)
        return self

    def run(self, name: str, tier: Tier, **details: Any) -> tuple[Outcome, list[str]]:
        """How it ended, and its lines."""
        self.pieces.clear()
        sandbox = tier is not Tier.LIMITS
        rights = Rights(sandbox, tier if sandbox else None, (Permission("run"),) if sandbox else ())
        example = self.session.example(str(self.root / name))
        with self._qtbot.waitSignal(self.session.run_finished, timeout=PATIENCE_MS) as ended:
            self.session.run(example, stdin=b"", rights=rights, **details)
        (outcome,) = ended.args
        assert outcome.tier is tier
        return outcome, b"".join(data for _stream, data in self.pieces).decode().splitlines()


@pytest.fixture
def folder(tmp_path: Path, session: Session, qtbot: QtBot) -> Folder:
    return Folder(tmp_path / "my code", session, qtbot)


@EVERY_TIER
def test_a_file_of_a_package_runs_as_python_m_runs_it(folder: Folder, tier: Tier) -> None:
    outcome, lines = folder.open().run("shop/cart.py", tier)
    file = folder.root / "shop" / "cart.py"
    assert lines == ["shop begins", "common 20 shop.prices", f"__main__ shop shop.cart {file}"]
    assert (outcome.kind, outcome.remark) == (OutcomeKind.OK, "")


@EVERY_TIER
def test_a_script_finds_modules_beside_it_first_and_those_of_the_folder_last(
    folder: Folder, tier: Tier
) -> None:
    """Its imports, and its data; a file of the folder takes the place of none of Python's modules."""
    outcome, lines = folder.open().run("tools/report.py", tier)
    assert lines == ["beside common colorsys None None", "text of the folder"]
    assert (outcome.kind, outcome.remark) == (OutcomeKind.OK, "")


@EVERY_TIER
@pytest.mark.parametrize(
    "imports", ["from . import tax\nfrom .. import prices", "from shop.prices import tax"]
)
def test_a_file_that_was_opened_alone_knows_its_package_and_reads_nothing_around_it(
    folder: Folder, tier: Tier, imports: str
) -> None:
    file = folder.root / "shop" / "prices" / "alone.py"
    file.write_text(
        f"{imports}\nprint(tax.rate, __file__)\nprint(open({str(folder.root / 'words.txt')!r}).read())\n"
    )
    outcome, lines = folder.run("shop/prices/alone.py", tier)
    assert lines[:2] == ["shop begins", f"20 {file}"]
    is_open = tier is Tier.LIMITS
    assert outcome.kind is (OutcomeKind.OK if is_open else OutcomeKind.FAILED)
    assert {denial.target for denial in outcome.denied} <= {str(folder.root / "words.txt")}


@pytest.mark.parametrize("release", INTERPRETERS)
def test_a_package_is_found_by_every_python_where_the_folder_around_it_may_not_be_listed(
    folder: Folder, release: str
) -> None:
    outcome, lines = folder.run("shop/sums.py", Tier.KERNEL, interpreter=INTERPRETERS[release])
    assert lines[0] == "shop begins"
    assert "No module named 'common'" in lines[-1], "which lies around it and would need the list"
    assert outcome.python_version.startswith(release)
    assert outcome.denied == ()


def test_a_script_that_was_opened_alone_has_its_own_folder(folder: Folder) -> None:
    outcome, lines = folder.run("tools/report.py", Tier.LIMITS)
    assert outcome.kind is OutcomeKind.FAILED
    assert "No module named 'common'" in lines[-1]


@EVERY_TIER
def test_the_learners_copy_finds_the_same_modules(folder: Folder, tier: Tier) -> None:
    folder.open()
    example = folder.session.example(str(folder.root / "shop" / "cart.py"))
    folder.session.edit(example, example.entry, FILES["shop/cart.py"] + "print('mine')\n")
    _outcome, lines = folder.run("shop/cart.py", tier)
    assert lines[1] == "common 20 shop.prices"
    assert lines[2].startswith("__main__ shop shop.cart ")
    assert not lines[2].endswith(str(folder.root / "shop" / "cart.py"))
    assert lines[3] == "mine"


def test_doctests_of_a_file_in_a_package_run(folder: Folder) -> None:
    outcome, lines = folder.open().run("shop/sums.py", Tier.STRONG, is_doctest=True)
    assert outcome.kind is OutcomeKind.OK, lines
    assert "1 passed." in "\n".join(lines) or "1 passed and 0 failed." in "\n".join(lines)


@pytest.mark.parametrize("tier", [Tier.STRONG, Tier.KERNEL])
def test_of_a_folder_that_is_too_wide_only_what_is_imported_is_shown(
    session: Session, qtbot: QtBot, home: Path, tier: Tier
) -> None:
    """The home folder with a program in a package: copies of its modules, and nothing else of the home."""
    folder = Folder(home, session, qtbot).open()
    (home / "secret.txt").write_text("secret")
    outcome, lines = folder.run("shop/cart.py", tier)
    assert lines[1] == "common 20 shop.prices"
    assert not lines[2].endswith(str(home / "shop" / "cart.py"))
    assert f"{home} holds too much" in outcome.remark
    (home / "shop" / "thief.py").write_text(
        "from . import prices\n"
        f"for file in ({str(home / 'secret.txt')!r}, {str(home / 'shop' / 'types.py')!r}):\n"
        "    try:\n        print(open(file).read())\n"
        "    except OSError as error:\n        print(type(error).__name__)\n"
    )
    refused = "FileNotFoundError" if tier is Tier.STRONG else "PermissionError"
    assert folder.run("shop/thief.py", tier)[1] == ["shop begins", refused, refused]


@pytest.mark.parametrize("tier", [Tier.STRONG, Tier.KERNEL])
def test_a_script_in_a_folder_that_is_too_wide_keeps_its_own_folder(
    session: Session, qtbot: QtBot, home: Path, tier: Tier
) -> None:
    """It does not need the folder around its own, so it runs where it lies, with its data."""
    folder = Folder(home, session, qtbot).open()
    (home / "tools" / "numbers.txt").write_text("1 2 3")
    (home / "tools" / "count.py").write_text(
        "import pathlib, beside\nprint(pathlib.Path(__file__).with_name('numbers.txt').read_text())\n"
    )
    outcome, lines = folder.run("tools/count.py", tier)
    assert lines == ["1 2 3"]
    assert outcome.remark == ""


def test_processes_that_a_file_of_a_package_starts_find_it_again(folder: Folder) -> None:
    """``multiprocessing`` starts them with the name that ``python -m`` gives."""
    folder.open()
    (folder.root / "shop" / "many.py").write_text(
        "import multiprocessing\nfrom .prices import tax\n\n\n"
        "def taxed(price):\n    return price + tax.rate\n\n\n"
        "if __name__ == '__main__':\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "        print(pool.map(taxed, [1, 2]))\n"
    )
    for tier in (Tier.STRONG, Tier.LIMITS):
        outcome, lines = folder.run("shop/many.py", tier)
        assert "[21, 22]" in lines
        assert outcome.kind is OutcomeKind.OK
