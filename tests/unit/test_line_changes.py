"""Which lines count as changed by the learner."""

from __future__ import annotations

from desktop.core.line_changes import changed_lines


def test_equal_texts_have_no_changed_line() -> None:
    assert changed_lines("a\nb\n", "a\nb\n") == frozenset()


def test_a_changed_and_an_added_line_are_found() -> None:
    assert changed_lines("a\nb\nc\nd", "a\nB\nc\nnew\nd") == frozenset({1, 3})


def test_a_removed_line_leaves_the_others_unchanged() -> None:
    assert changed_lines("a\nb\nc", "a\nc") == frozenset()


def test_a_huge_different_text_is_all_changed_without_comparing_each_line() -> None:
    old = "\n".join(f"old {number}" for number in range(50_000))
    new = "\n".join(f"new {number}" for number in range(50_000))
    assert len(changed_lines(old, new)) == 50_000
