"""Questions and exercises as they are read: what is right is kept, what is wrong is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.quiz import Choice, Fix, Order, Predict, QuestionKind, Quiz, kind_of, read_quiz
from tests.small_packs import make_example

CHOICE = """
[[question]]
kind = "choice"
id = "one"
text = "Which?"
options = ["this", "that"]
answer = 1
why_not = ["Not this.", ""]
why = "That."
example = "hello"
"""
PREDICT = """
[[question]]
kind = "predict"
id = "two"
code = '''
print(1 + 1)
'''
options = ["2", "11", "1 + 1"]
why_not = ["", "Numbers are added.", "It is no text."]
why = "Added."
example = "hello"
"""
ORDER = """
[[question]]
kind = "order"
id = "three"
text = "Arrange."
lines = ["a = 1", "if a:", "    print(a)"]
why = "First things first."
example = "hello"
"""
FIX = """
[[question]]
kind = "fix"
id = "four"
exercise = "mend"
why = "Mended."
example = "hello"
"""


def write_exercise(folder: Path, slug: str = "mend", hints: str = "1. Look.\n2. Look\n   closer.\n") -> Path:
    place = folder / "exercises" / slug
    place.mkdir(parents=True)
    (place / "task.md").write_text("# Mend it\n\nIt should print 2.\n")
    (place / "start.py").write_text("print(1)\n")
    (place / "solution.py").write_text("print(2)\n")
    (place / "check.py").write_text("assert run() == '2\\n', 'It should print 2.'\n")
    (place / "hints.md").write_text(hints)
    return place


def quiz(folder: Path, text: str) -> Quiz:
    (folder / "quiz.toml").write_text(text)
    example = make_example(folder, "first = 1\nprint(first)\nsecond = 2\nprint(second)\n", slug="hello")
    return read_quiz(folder, "chapter", {example.id: example})


def only_problem(folder: Path, text: str) -> str:
    (problem,) = quiz(folder, text).problems
    return problem


def test_each_kind_is_read(tmp_path: Path) -> None:
    write_exercise(tmp_path)
    found = quiz(tmp_path, CHOICE + PREDICT + ORDER + FIX)
    assert found.problems == ()
    assert [kind_of(question) for question in found.questions] == list(QuestionKind)
    choice, predict, order, fix = found.questions
    assert isinstance(choice, Choice) and choice.answers == {1}
    assert isinstance(predict, Predict) and predict.code == "print(1 + 1)\n"
    assert predict.text == "What does this print?"
    assert isinstance(order, Order) and order.lines[2] == "    print(a)"
    assert isinstance(fix, Fix) and fix.exercise == "mend"
    assert {question.example for question in found.questions} == {"chapter/hello"}


def test_a_chapter_without_a_quiz_has_an_empty_one(tmp_path: Path) -> None:
    assert read_quiz(tmp_path, "chapter", {}) == Quiz("chapter")


def test_an_exercise_has_its_task_and_its_hints_in_order(tmp_path: Path) -> None:
    write_exercise(tmp_path)
    (exercise,) = quiz(tmp_path, "").exercises
    assert (exercise.title, exercise.task) == ("Mend it", "It should print 2.")
    assert exercise.hints == ("Look.", "Look\ncloser.")


def test_until_asks_for_one_line_of_the_example_after_those_before(tmp_path: Path) -> None:
    text = PREDICT.replace("code = '''\nprint(1 + 1)\n'''", 'until = "print(second)"')
    (question,) = quiz(tmp_path, text).questions
    assert isinstance(question, Predict)
    assert (question.lead, question.code) == ("first = 1\nprint(first)\nsecond = 2\n", "print(second)\n")


def test_a_mutation_is_the_code_with_one_place_changed(tmp_path: Path) -> None:
    text = PREDICT + 'mutations = [{ replace = "+", by = "-", why_not = "Added." }]\n'
    (question,) = quiz(tmp_path, text).questions
    assert isinstance(question, Predict)
    assert [mutation.code for mutation in question.mutations] == ["print(1 - 1)\n"]


@pytest.mark.parametrize(
    ("text", "old", "new", "told"),
    [
        (CHOICE, "answer = 1", "answer = 0", "`why_not` must be"),
        (CHOICE, "answer = 1", "answer = 2", "`answer` must be the place"),
        (CHOICE, "answer = 1", 'answer = "that"', "`answer` must be a whole number"),
        (CHOICE, '"that"]', '"this "]', "two `options` are equal"),
        (CHOICE, '["Not this.", ""]', '["Not this."]', "one sentence for each option"),
        (CHOICE, '"hello"', '"nowhere"', "there is no example `chapter/nowhere`"),
        (CHOICE, 'why = "That."', "", "`why` is missing"),
        (CHOICE, 'text = "Which?"', "", "`text` is missing"),
        (CHOICE, '"one"', '"One thing"', "`id` must be a word"),
        (CHOICE, "why =", "wy = 1\nwhy =", "`wy` is not known"),
        (CHOICE, '"choice"', '"choise"', "`kind` must be one of"),
        (PREDICT, '["", "Numbers', '["No.", "Numbers', "every option but one"),
        (PREDICT, "print(1 + 1)", "", "give either `code`, or `until`"),
        (PREDICT, "options = [", 'until = "x"\noptions = [', "give either `code`, or `until`"),
        (ORDER, '"a = 1", ', "", "`lines` must hold"),
        (FIX, '"mend"', '"other"', "no complete folder exercises/other"),
    ],
)
def test_a_mistake_is_named_with_file_and_question_and_the_question_left_out(
    tmp_path: Path, text: str, old: str, new: str, told: str
) -> None:
    write_exercise(tmp_path)
    found = quiz(tmp_path, text.replace(old, new))
    assert found.questions == ()
    assert any(told in problem for problem in found.problems), found.problems
    assert all(f"{tmp_path.name}/quiz.toml: question 1" in problem for problem in found.problems)


@pytest.mark.parametrize(
    ("replace", "by", "told"),
    [
        ("1", "2", "must stand exactly once"),
        ("7", "2", "must stand exactly once"),
        ("+", "+", "replaced by itself"),
    ],
)
def test_a_mutation_that_changes_nothing_or_two_places_is_a_mistake(
    tmp_path: Path, replace: str, by: str, told: str
) -> None:
    text = PREDICT + f'mutations = [{{ replace = "{replace}", by = "{by}", why_not = "No." }}]\n'
    assert told in only_problem(tmp_path, text)


def test_an_id_that_stands_twice_is_a_mistake(tmp_path: Path) -> None:
    assert "stands twice" in only_problem(tmp_path, CHOICE + CHOICE)


def test_predict_without_options_needs_two_mutations(tmp_path: Path) -> None:
    text = "\n".join(line for line in PREDICT.split("\n") if not line.startswith(("options", "why_not")))
    assert "two `mutations` or more" in only_problem(tmp_path, text)


def test_a_file_that_is_missing_from_an_exercise_is_named(tmp_path: Path) -> None:
    (write_exercise(tmp_path) / "check.py").unlink()
    assert "exercises/mend/check.py is missing" in only_problem(tmp_path, "")


@pytest.mark.parametrize(
    "hints", ["", "Look.\n", "1. a\n3. b\n", "1. a\n2. b\n3. c\n4. d\n5. e\n", "Hints\n1. a\n"]
)
def test_hints_are_one_to_four_and_numbered(tmp_path: Path, hints: str) -> None:
    write_exercise(tmp_path, hints=hints)
    found = quiz(tmp_path, "")
    assert found.exercises == ()
    assert any("hints.md: write 1 to 4 hints" in problem for problem in found.problems)
