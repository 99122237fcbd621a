"""A folder of somebody's files as a library: what is listed, what is opened, and that nothing of it runs."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from desktop.core.example import Chapter, Example
from desktop.core.folder import Listing, with_answer
from desktop.services.examiner import Examiner

CODE_ROOT = Path(__file__).parents[2]
NO_LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own on Windows")


def write(folder: Path, **files: str) -> None:
    """Files by name without their suffix; ``__`` stands between folders."""
    for name, text in files.items():
        file = folder.joinpath(*name.split("__")).with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def chapters(folder: Path) -> list[Chapter]:
    return list(Listing(folder).chapters())


def problems(folder: Path) -> dict[str, str]:
    found = (example for chapter in chapters(folder) for example in chapter.examples)
    return {example.entry.name: example.problem for example in found if example.problem}


def examined(folder: Path, **files: str) -> Example:
    """The last of these files, as looking at it showed it."""
    write(folder, **files)
    file = folder / f"{list(files)[-1]}.py"
    examiner = Examiner(Path(sys.executable), CODE_ROOT, folder)
    try:
        (answer,) = examiner.ask([file])
    finally:
        examiner.close()
    (listed,) = [each for each in chapters(folder)[0].examples if each.entry == file]
    return with_answer(listed, answer)


def test_each_folder_is_a_chapter_and_each_file_an_example_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, beta="", Alpha="", games__guess_it="", games__inner__deep="")
    write(tmp_path / ".hidden", secret="")
    write(tmp_path / "__pycache__", compiled="")
    (tmp_path / "notes.txt").write_text("no program")
    found = chapters(tmp_path)
    assert [chapter.title for chapter in found] == [tmp_path.name, "games", "games/inner"]
    assert [[example.title for example in chapter.examples] for chapter in found] == [
        ["Alpha", "Beta"],
        ["Guess it"],
        ["Deep"],
    ]
    assert all(example.is_foreign for chapter in found for example in chapter.examples)


@NO_LINKS
def test_links_that_lead_out_or_in_circles_are_listed_with_the_reason_and_not_followed(
    tmp_path: Path,
) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    write(root, own="")
    write(outside, other="", inner__more="")
    (root / "loop").symlink_to(root)
    (root / "out").symlink_to(outside)
    (root / "out.py").symlink_to(outside / "other.py")
    (root / "gone.py").symlink_to(root / "nothing.py")
    (root / "again.py").symlink_to(root / "own.py")
    (root / "notes").symlink_to(outside / "notes.txt")
    found = problems(root)
    assert set(found) == {"loop", "out", "out.py", "gone.py"}
    assert "leads out" in found["out"] and str(outside) in found["out"]
    assert "leads out" in found["out.py"]
    assert "in its own place" in found["loop"]
    assert "leads nowhere" in found["gone.py"]
    (chapter,) = chapters(root)
    assert [each.entry.name for each in chapter.examples if not each.problem] == ["again.py", "own.py"]


def test_huge_files_packages_of_others_and_pipes_are_listed_with_the_reason(tmp_path: Path) -> None:
    write(tmp_path, small="", venv__bin__activate_this="", site_x="")
    (tmp_path / "venv" / "pyvenv.cfg").write_text("")
    write(tmp_path / "site-packages", numpy="")
    with (tmp_path / "huge.py").open("wb") as file:
        file.truncate(50_000_000)
    wanted = {"huge.py", "venv", "site-packages"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.py")
        wanted.add("pipe.py")
    found = problems(tmp_path)
    assert set(found) == wanted
    assert "larger than 1 MB" in found["huge.py"]
    assert "virtual environment" in found["venv"]


@pytest.mark.ordinary_user
def test_a_folder_without_rights_gets_a_sentence_and_the_rest_is_listed(tmp_path: Path) -> None:
    write(tmp_path, open_to_all="", locked__inside="")
    (tmp_path / "locked").chmod(0)
    try:
        found = chapters(tmp_path)
        told = problems(tmp_path)
    finally:
        (tmp_path / "locked").chmod(stat.S_IRWXU)
    assert [example.title for example in found[0].examples] == ["locked", "Open to all"]
    assert told == {"locked": "cannot be read (Permission denied). Check its permissions."}


def test_more_files_than_can_be_shown_are_cut_with_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.core.folder.MOST_FILES", 3)
    write(tmp_path, **{f"file{number}": "" for number in range(5)})
    listing = Listing(tmp_path)
    assert sum(len(chapter.examples) for chapter in listing.chapters()) == 3
    assert "first 3 files" in listing.notices[0]


def test_title_goal_and_explanation_come_from_the_docstring(tmp_path: Path) -> None:
    text = '"""Guess a number.\n\nIt is between\n1 and 10.\n\nThe rest.\n"""\nprint(1)\n'
    example = examined(tmp_path, guess=text)
    assert (example.title, example.goal, example.explanation) == (
        "Guess a number",
        "It is between 1 and 10.",
        "The rest.",
    )


@pytest.mark.parametrize(
    ("text", "gate"),
    [
        ("print(1)\n", (3, 11)),
        ("type Pair[T] = tuple[T, T]\n", (3, 12)),
        ("def first[T](items: list[T]) -> T:\n    return items[0]\n", (3, 12)),
        ("class Box[T: (int, str)]:\n    pass\n", (3, 12)),
        ("def make[T = int]() -> T:\n    pass\n", (3, 13)),
        ("try:\n    pass\nexcept ValueError, TypeError:\n    pass\n", (3, 14)),
        ("name = 'x'\nprint(t'{name}', rt'{name}')\n", (3, 14)),
        ("lazy import json\n", (3, 15)),
    ],
)
def test_code_for_a_newer_python_is_gated_not_called_broken(
    tmp_path: Path, text: str, gate: tuple[int, int]
) -> None:
    example = examined(tmp_path, new='"""Named."""\n' + text)
    assert example.gate == gate
    assert example.title == "Named"
    assert example.findings is not None
    assert example.findings.error == ""


def test_code_for_no_python_3_says_where_it_cannot_be_read(tmp_path: Path) -> None:
    findings = examined(tmp_path, old='x = 1\nprint "hello"\n').findings
    assert findings is not None
    assert findings.line == 2
    assert "print" in findings.error


def test_modules_that_are_not_there_are_named_and_those_beside_the_file_are_not(tmp_path: Path) -> None:
    text = (
        "import json, not_there_at_all\nimport neighbour\nfrom . import part\n"
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import only_for_checkers\n"
        "try:\n    import nice_to_have\nexcept ImportError:\n    nice_to_have = None\n"
        "def later():\n    import only_when_called\n"
    )
    findings = examined(tmp_path, neighbour="", main=text).findings
    assert findings is not None
    assert findings.missing == ("not_there_at_all",)
    assert findings.needs() == "needs not_there_at_all"


def test_input_prints_and_doctests_are_seen(tmp_path: Path) -> None:
    asking = examined(tmp_path, asking="name = input()\nprint(name)\n").findings
    quiet = examined(tmp_path, quiet='def f():\n    """\n    >>> f()\n    >>> f()\n    """\n').findings
    assert asking is not None and asking.asks and asking.prints and asking.doctests == 0
    assert quiet is not None and not quiet.asks and not quiet.prints and quiet.doctests == 2


def test_nothing_that_is_looked_at_is_run_or_imported(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    trap = f"open({str(mark)!r}, 'w').close()\n"
    write(tmp_path, json=trap, sitecustomize=trap)
    write(tmp_path / "package", init=trap)
    (tmp_path / "package" / "init.py").rename(tmp_path / "package" / "__init__.py")
    examined(tmp_path, main=f"import json, package, sitecustomize\n{trap}")
    assert not mark.exists()


def test_text_that_is_not_utf8_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "latin.py").write_bytes(b"# -*- coding: latin-1 -*-\nprint('caf\xe9')\n")
    examiner = Examiner(Path(sys.executable), CODE_ROOT, tmp_path)
    (answer,) = examiner.ask([tmp_path / "latin.py"])
    examiner.close()
    example = with_answer(chapters(tmp_path)[0].examples[0], answer)
    assert "UTF-8" in example.problem
    assert example.title == "latin.py"


def test_code_that_no_parser_can_take_is_an_answer_too(tmp_path: Path) -> None:
    example = examined(tmp_path, deep="(" * 100_000)
    assert example.findings is not None
    assert example.findings.error


@pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for a Python that crashes is a shell script"
)
def test_a_file_that_kills_its_reader_costs_no_other_file_its_answer(tmp_path: Path) -> None:
    write(tmp_path, first="print(1)\n", killer="print(2)\n", last="print(3)\n")
    python = tmp_path / "python"
    python.write_text(
        f'#!/bin/sh\nwhile read -r line; do case $line in *killer*) kill -9 $$;; *) echo "$line" | '
        f'{sys.executable} "$@";; esac; done\n'
    )
    python.chmod(0o755)
    examiner = Examiner(python, CODE_ROOT, tmp_path)
    answers = examiner.ask([tmp_path / f"{name}.py" for name in ("first", "killer", "last")])
    examiner.close()
    assert [answer.get("problem") for answer in answers] == [None, "crashed", None]


@pytest.mark.parametrize(
    "answer", [None, [], {}, {"gate": "x", "missing": 3, "doctests": True, "docstring": 5}]
)
def test_an_odd_answer_is_passed_over(tmp_path: Path, answer: object) -> None:
    write(tmp_path, file="")
    (listed,) = chapters(tmp_path)[0].examples
    assert with_answer(listed, answer).entry == listed.entry


def test_a_folder_of_many_files_is_several_chapters_named_by_their_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.core.folder._MOST_IN_CHAPTER", 2)
    write(tmp_path, a="", b="", c="")
    found = chapters(tmp_path)
    assert [chapter.title for chapter in found] == [f"{tmp_path.name}: a – b", f"{tmp_path.name}: c – c"]
    assert len({chapter.slug for chapter in found}) == 2
