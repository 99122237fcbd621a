"""The house rules every bundled example keeps, checked on its text alone.

Nothing is run here: that stored outputs are real is proven by the `check` command.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.core.catalog import Catalog
from desktop.core.pack import read_pack
from desktop.core.quiz import Choice, Exercise, Predict, Question, Quiz, kind_of, read_quiz

PACK = Path(__file__).resolve().parents[2] / "examples" / "core"
REVIEWS = Path(__file__).resolve().parent / "reviews"

WIDTH = 72
MAX_LINES = 60
LEVELS = {"beginner", "intermediate", "advanced", "expert"}
KINDS = {"script", "stdin", "error", "syntax-error", "project", "command", "normalised", "gui", "terminal"}
REQUIRED = {"goal", "level", "tags", "covers", "docs", "try"}
OPTIONAL = {"since", "kind", "stdin", "timeout", "platforms", "needs", "normalise", "expect"}
CHAPTER_KEYS = {"slug", "title", "level", "prerequisites", "summary", "project", "sections", "can_do"}
PACK_KEYS = {"format", "id", "title", "version", "licence", "authors", "language", "requires-app"}

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BLOCK = re.compile(r"^# /// script\n(?P<body>(?:#(?: .*)?\n)+?)# ///$", re.MULTILINE)
GATE = re.compile(r">=3\.(?P<minor>\d+)")
CLAIM = re.compile(r"(ast|field|builtin|exc|keyword|op|lex|dunder|method|module|name|pep|cli):\S+")
SENTENCE_END = re.compile(r"[.?](?=\s|$)")
FORBIDDEN = re.compile(
    r"\b(foo|bar|baz|qux|spam|eggs|simply|just|obviously|oops|sorry|todo|fixme|xxx)\b|/work\b|/root\b|/home\b|/tmp\b",
    re.IGNORECASE,
)


def chapter_folders() -> list[Path]:
    return sorted(path.parent for path in PACK.glob("*/chapter.toml"))


def chapter(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "chapter.toml").read_text(encoding="utf-8"))


def listed(folder: Path) -> list[str]:
    return [slug for section in chapter(folder)["sections"] for slug in section["slugs"]]


def slug_of(entry: Path) -> str:
    return entry.parent.name if entry.name == "main.py" else entry.stem


def beside(entry: Path, suffix: str) -> Path:
    """The file that belongs to an example, such as its stored output."""
    folder = entry.parent.parent if entry.name == "main.py" else entry.parent
    return folder / f"{slug_of(entry)}{suffix}"


def entries(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.py"), *folder.glob("*/main.py")])


def text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def docstring(source: str) -> str:
    """Read by tokens, so that it works for syntax newer than this interpreter."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.STRING:
            return str(ast.literal_eval(token.string))
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            break
    return ""


def header(source: str) -> dict[str, Any]:
    found = BLOCK.search(source)
    assert found, "no PEP 723 block: add one between '# /// script' and '# ///'"
    return tomllib.loads("".join(line[2:] or "\n" for line in found["body"].splitlines(keepends=True)))


def metadata(entry: Path) -> dict[str, Any]:
    about = header(text(entry))["tool"]["explorer"]
    assert isinstance(about, dict)
    return about


def gate(entry: Path) -> tuple[int, int]:
    found = GATE.fullmatch(header(text(entry))["requires-python"])
    assert found, "requires-python must be written as >=3.N"
    return 3, int(found["minor"])


def body(source: str) -> str:
    found = BLOCK.search(source)
    return source[found.end() :] if found else source


def is_broken_on_purpose(entry: Path) -> bool:
    return bool(metadata(entry).get("kind") == "syntax-error")


def trees(entry: Path) -> Iterator[ast.Module]:
    """The code that compiles; what is broken on purpose has none."""
    if is_broken_on_purpose(entry):
        return
    if gate(entry) > sys.version_info[:2]:
        pytest.skip(f"needs Python {gate(entry)[0]}.{gate(entry)[1]}")
    files = sorted(entry.parent.glob("*.py")) if entry.name == "main.py" else [entry]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for file in files:
            yield ast.parse(text(file), str(file))


EXAMPLES = [entry for folder in chapter_folders() for entry in entries(folder)]
every_example = pytest.mark.parametrize("entry", EXAMPLES, ids=slug_of)
every_chapter = pytest.mark.parametrize("folder", chapter_folders(), ids=lambda folder: folder.name)
every_file = pytest.mark.parametrize(
    "file", sorted(PACK.rglob("*.py")), ids=lambda file: str(file.relative_to(PACK))
)


def test_the_pack_has_examples_and_a_complete_pack_file() -> None:
    assert len(EXAMPLES) >= 55
    pack = tomllib.loads(text(PACK / "pack.toml"))
    assert set(pack) == PACK_KEYS
    assert (pack["format"], pack["id"]) == (1, "core")


def test_a_slug_is_used_once_in_the_whole_pack() -> None:
    slugs = [slug_of(entry) for entry in EXAMPLES]
    assert sorted(slugs) == sorted(set(slugs))


@every_chapter
def test_a_chapter_file_has_all_keys_and_agrees_with_its_folder(folder: Path) -> None:
    about = chapter(folder)
    assert set(about) == CHAPTER_KEYS
    assert all(re.fullmatch(r"[A-Z].*[.!?]", sentence, re.DOTALL) for sentence in about["can_do"])
    assert re.fullmatch(r"\d\d-" + re.escape(about["slug"]), folder.name)
    assert about["level"] in LEVELS
    for section in about["sections"]:
        assert set(section) == {"title", "slugs"}
        assert section["slugs"]


@every_chapter
def test_a_chapter_lists_exactly_the_examples_in_its_folder(folder: Path) -> None:
    assert sorted(listed(folder)) == sorted(slug_of(entry) for entry in entries(folder))


@every_chapter
def test_no_file_in_a_chapter_belongs_to_nothing(folder: Path) -> None:
    owners = set(listed(folder))
    for path in folder.iterdir():
        if path.suffix in (".out", ".in"):
            name = re.sub(r"\.3\.\d+$", "", path.stem)
            assert name in owners, f"{path.name} has no example"
        elif path.is_dir() and path.name not in ("__pycache__", "exercises"):
            assert path.name in owners, f"{path.name}/ has no example"


@every_chapter
def test_each_example_of_a_chapter_has_been_reviewed(folder: Path) -> None:
    review = text(REVIEWS / f"{chapter(folder)['slug']}.md")
    assert [slug for slug in listed(folder) if f"`{slug}`" not in review] == []
    assert "awaits review" not in review


@every_example
def test_the_metadata_block_is_complete_and_has_only_known_keys(entry: Path) -> None:
    about = metadata(entry)
    assert REQUIRED <= set(about) <= REQUIRED | OPTIONAL
    assert set(header(text(entry))) == {"requires-python", "tool"}
    assert about["level"] in LEVELS
    assert about.get("kind", "script") in KINDS
    assert about["tags"] and about["docs"]
    assert about["goal"].endswith(".") and "\n" not in about["goal"]
    assert [claim for claim in about["covers"] if not CLAIM.fullmatch(claim)] == []


@every_example
def test_kind_input_and_gate_agree_with_the_files(entry: Path) -> None:
    about = metadata(entry)
    kind = about.get("kind", "script")
    assert (kind == "project") == (entry.name == "main.py")
    assert (kind == "stdin") <= beside(entry, ".in").is_file()
    assert (kind in ("error", "syntax-error")) == ("expect" in about)
    assert set(about.get("expect", {})) <= {"exception", "message"}
    if gate(entry) > (3, 11):
        assert about.get("since") == f"3.{gate(entry)[1]}"
        assert f"new-{about['since']}" in about["tags"]


@every_example
def test_the_docstring_is_a_title_and_one_to_four_sentences(entry: Path) -> None:
    source = text(entry)
    title, blank, *rest = docstring(source).split("\n")
    assert source.lstrip("r").startswith('"""'), "the docstring comes first"
    assert title and title == title.strip() and not title.endswith(".")
    assert blank == "" and rest
    explanation = " ".join(rest).strip()
    assert 1 <= len(SENTENCE_END.findall(explanation)) <= 4
    assert explanation.count("`") % 2 == 0
    assert re.sub(r"`[^`]*`", "", explanation).count("*") % 2 == 0


@every_example
def test_file_names_are_slugs(entry: Path) -> None:
    assert SLUG.fullmatch(slug_of(entry))


@every_file
def test_no_file_of_an_example_shadows_the_standard_library(file: Path) -> None:
    assert file.stem not in sys.stdlib_module_names


@every_file
def test_lines_fit_beside_the_notes(file: Path) -> None:
    source = text(file)
    wide = [number for number, line in enumerate(source.split("\n"), 1) if len(line) > WIDTH]
    assert wide == [], f"lines wider than {WIDTH}: break them"
    assert source.endswith("\n") and "\t" not in source and "\r" not in source
    assert [line for line in source.split("\n") if line != line.rstrip()] == []


@every_example
def test_the_code_is_short(entry: Path) -> None:
    lines = body(text(entry)).strip().split("\n")
    assert 15 <= len(lines) <= MAX_LINES


@every_example
def test_there_is_one_prediction_and_at_most_one_pitfall(entry: Path) -> None:
    source = text(entry)
    assert len(re.findall(r"^ *# predict: \S.*", source, re.MULTILINE)) == 1
    assert len(re.findall(r"^ *# pitfall: \S.*", source, re.MULTILINE)) <= 1


@every_example
def test_two_or_three_changes_to_try_are_suggested(entry: Path) -> None:
    tries = metadata(entry)["try"]
    assert 2 <= len(tries) <= 3
    assert [change for change in tries if not change.endswith((".", "?"))] == []


@every_file
def test_no_forbidden_word_and_no_machine_path(file: Path) -> None:
    assert [found.group() for found in FORBIDDEN.finditer(text(file))] == []


@every_example
def test_the_stored_output_is_a_clean_text_file(entry: Path) -> None:
    if is_broken_on_purpose(entry):
        assert not beside(entry, ".out").exists(), "nothing of it runs, so nothing is printed"
        return
    if metadata(entry).get("kind") in ("gui", "terminal") and not beside(entry, ".out").exists():
        return
    stored = beside(entry, ".out").read_bytes()
    assert b"\r" not in stored
    assert stored.decode("utf-8").endswith("\n")
    assert not FORBIDDEN.search(stored.decode("utf-8"))
    assert 1 <= stored.count(b"\n") <= 20


@every_example
def test_the_code_compiles_without_a_warning(entry: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for tree in trees(entry):
            compile(tree, str(entry), "exec", dont_inherit=True)


@every_example
def test_only_what_is_broken_on_purpose_does_not_compile(entry: Path) -> None:
    if is_broken_on_purpose(entry):
        with pytest.raises(SyntaxError):
            compile(text(entry), str(entry), "exec", dont_inherit=True)


def own_modules(entry: Path) -> set[str]:
    """The modules and packages beside a program of several files, and those it writes itself."""
    if entry.name != "main.py":
        return set()
    beside_it = {path.stem for path in entry.parent.iterdir() if path.suffix == ".py" or path.is_dir()}
    return beside_it | set(re.findall(r'"([a-z]+)\.py"', text(entry)))


@every_example
def test_only_the_standard_library_and_own_files_are_imported(entry: Path) -> None:
    own = own_modules(entry)
    for tree in trees(entry):
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            unknown = {name.split(".")[0] for name in names} - sys.stdlib_module_names - own
            assert unknown == set()


@every_example
def test_type_hints_appear_only_where_they_are_the_topic(entry: Path) -> None:
    if "typing" in metadata(entry)["tags"]:
        return
    for tree in trees(entry):
        for node in ast.walk(tree):
            assert not isinstance(node, ast.AnnAssign)
            assert getattr(node, "annotation", None) is None
            assert getattr(node, "returns", None) is None


def quizzes() -> list[Quiz]:
    pack = read_pack(PACK)
    examples = {example.id: example for example in Catalog(pack).examples}
    return [read_quiz(each.examples[0].stem.parent, each.slug, examples) for each in pack.chapters]


QUIZZES = quizzes()
MIX = {"choice": 5, "predict": 4, "fix": 2, "order": 1}
every_quiz = pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.chapter)


@every_quiz
def test_a_quiz_and_its_exercises_can_be_read_whole(quiz: Quiz) -> None:
    assert quiz.problems == ()


@every_quiz
def test_a_quiz_has_the_whole_mix_of_questions(quiz: Quiz) -> None:
    kinds = [kind_of(question) for question in quiz.questions]
    assert {kind: kinds.count(kind) for kind in MIX if kinds.count(kind) < MIX[kind]} == {}


@every_quiz
def test_a_chapter_has_an_exercise_and_its_project(quiz: Quiz) -> None:
    slugs = [exercise.slug for exercise in quiz.exercises]
    assert "project" in slugs and len(slugs) >= 2


@every_quiz
def test_questions_and_tasks_are_sentences_without_forbidden_words(quiz: Quiz) -> None:
    texts = [text for question in quiz.questions for text in spoken(question)]
    texts += [text for exercise in quiz.exercises for text in (exercise.task, *exercise.hints)]
    assert [text for text in texts if FORBIDDEN.search(text) or "!" in re.sub(r"`[^`]*`", "", text)] == []
    assert [text for text in texts if not text.endswith((".", "?", ":", "`"))] == []
    assert [text for text in texts if text.count("`") % 2] == []


def spoken(question: Question) -> list[str]:
    """All that a question says to the learner, but its options."""
    reasons: list[str] = []
    if isinstance(question, Choice | Predict):
        reasons = [option.why_not for option in question.options]
    if isinstance(question, Predict):
        reasons += [mutation.why_not for mutation in question.mutations]
    return [text for text in (question.text, question.why, *reasons) if text]


@every_quiz
def test_the_text_files_of_a_chapter_are_narrow(quiz: Quiz) -> None:
    (folder,) = (folder for folder in chapter_folders() if chapter(folder)["slug"] == quiz.chapter)
    for exercise in quiz.exercises:
        assert_narrow(exercise)
    assert text(folder / "quiz.toml").endswith("\n") and "\t" not in text(folder / "quiz.toml")


def assert_narrow(exercise: Exercise) -> None:
    for file in (exercise.start.with_name("task.md"), exercise.start.with_name("hints.md")):
        wide = [number for number, line in enumerate(text(file).split("\n"), 1) if len(line) > WIDTH]
        assert wide == [], f"{file.name}: lines wider than {WIDTH}: break them"
