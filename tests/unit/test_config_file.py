"""Guarantees of desktop/core/config_file.py: what is read, and that a change touches nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.core.config_file import ConfigText
from desktop.core.errors import SettingError

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=20
)
VALUES = st.one_of(st.booleans(), st.integers(-(10**6), 10**6), TEXTS)
NAMES = ("alpha", "beta", "gamma", "delta")
SECTIONS = ("one", "two", "three")
QUOTES = st.sampled_from(["'", '"'])
COMMENTS = st.sampled_from(["", '  # why: it\'s [so] {and} "so"', " #x", "   "])
BETWEEN = st.sampled_from([[], [""], ["# a line: of comment"], ["    # deeper", ""], ["", "  "]])


def _spelled(value: object, quote: str) -> str:
    if not isinstance(value, str):
        return str(value).lower()
    return "'" + value.replace("'", "''") + "'" if quote == "'" else json.dumps(value, ensure_ascii=False)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[tuple[str, str], object]]:
    """A settings file as people lay them out: (text, value by section and name)."""
    indent = " " * draw(st.sampled_from([2, 4]))
    lines: list[str] = list(draw(BETWEEN))
    values: dict[tuple[str, str], object] = {}
    for section in draw(st.lists(st.sampled_from(SECTIONS), unique=True, max_size=3)):
        lines += [f"{section}:{draw(COMMENTS)}", *draw(BETWEEN)]
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=4)):
            value = draw(VALUES)
            values[section, name] = value
            spelled = _spelled(value, draw(QUOTES))
            lines += [f"{indent}{name}: {spelled}{draw(COMMENTS)}"]
            lines += draw(BETWEEN)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    end = draw(st.sampled_from(["", newline]))
    return draw(st.sampled_from(["", "\ufeff"])) + newline.join(lines) + end, values


def _read_by_yaml(text: str) -> dict[tuple[str, str], object]:
    tree = yaml.safe_load(text) or {}
    return {(section, name): value for section, inner in tree.items() for name, value in inner.items()}


@settings(max_examples=150, deadline=None)
@given(documents(), st.sampled_from(SECTIONS), st.sampled_from(NAMES), VALUES)
def test_changed_value_reads_back_and_every_other_line_is_the_same(
    document: tuple[str, dict[tuple[str, str], object]], section: str, name: str, value: bool | int | str
) -> None:
    text, values = document
    changed = ConfigText(text).with_value(section, name, value)
    assert changed is not None
    assert _read_by_yaml(changed.text) == {**values, (section, name): value}
    before, after = text.splitlines(keepends=True), changed.text.splitlines(keepends=True)
    if (section, name) in values:
        assert len(before) == len(after)
        assert sum(old != new for old, new in zip(before, after, strict=True)) <= 1
    else:
        new_lines = list(after)
        for line in before:
            ends = line if line.endswith("\n") else f"{line}\r\n" if "\r\n" in changed.text else f"{line}\n"
            new_lines.remove(line if line in new_lines else ends)
        assert len(new_lines) in (1, 2)


@settings(max_examples=100, deadline=None)
@given(documents(), st.sampled_from(SECTIONS), st.sampled_from(NAMES))
@example(("one:\n  beta: 1\n  gamma: '#'\n", {("one", "beta"): 1, ("one", "gamma"): "#"}), "one", "gamma")
def test_removed_value_takes_its_own_line_and_never_a_comment(
    document: tuple[str, dict[tuple[str, str], object]], section: str, name: str
) -> None:
    text, values = document
    without = ConfigText(text).without(section, name)
    if without is None:
        return
    assert (section, name) in values
    expected = {key: value for key, value in values.items() if key != (section, name)}
    assert _read_by_yaml(without.text) == expected
    in_the_value = str(values[(section, name)]).count("#")
    assert without.text.count("#") == text.count("#") - in_the_value


@settings(max_examples=100, deadline=None)
@given(documents(), st.dictionaries(st.tuples(st.sampled_from(SECTIONS), st.sampled_from(NAMES)), VALUES))
def test_rewritten_text_holds_all_values_and_the_changes(
    document: tuple[str, dict[tuple[str, str], object]], changes: dict[tuple[str, str], bool | int | str]
) -> None:
    text, values = document
    rewritten = ConfigText(text).rewritten(dict(changes))
    assert _read_by_yaml(rewritten) == {**values, **changes}


def _comments(text: str) -> int:
    """The comment signs outside quotes; a value may hold one too."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', "", text).count("#")


ITEMS = st.lists(TEXTS, min_size=1, max_size=4)


@settings(max_examples=100, deadline=None)
@given(ITEMS, ITEMS, st.sampled_from(["  ", "    "]), COMMENTS, st.booleans())
def test_changed_list_reads_back_or_asks_for_a_rewrite(
    old: list[str], new: list[str], indent: str, comment: str, is_flow: bool
) -> None:
    spelled = [json.dumps(item, ensure_ascii=False) for item in old]
    flow = f"  paths: [{', '.join(spelled)}]{comment}\n"
    block = "  paths:\n" + "".join(f"{indent}- {item}{comment}\n" for item in spelled)
    text = "one:\n" + (flow if is_flow else block) + "  beta: 1\n"
    changed = ConfigText(text).with_value("one", "paths", tuple(new))
    if len(new) == len(old) or new[: len(old)] == old:
        assert changed is not None
    if changed is not None:
        assert yaml.safe_load(changed.text) == {"one": {"paths": new, "beta": 1}}
        assert _comments(changed.text) >= _comments(text) - 1


def test_appended_item_goes_below_the_last_at_its_column() -> None:
    text = 'security:\n    allowed:\n      - "a"  # first\n      - "b"  # second\n    mode: true\n'
    changed = ConfigText(text).with_value("security", "allowed", ("a", "b", "c"))
    assert changed is not None
    assert changed.text == text.replace("# second\n", '# second\n      - "c"\n')


def test_removed_item_takes_only_its_line() -> None:
    text = 'security:\n  allowed:\n    - "a"  # first\n    - "b"\n    - "c"\n'
    changed = ConfigText(text).with_value("security", "allowed", ("a", "c"))
    assert changed is not None
    assert changed.text == text.replace('    - "b"\n', "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one: {alpha: 1}\n", 'one: {alpha: 1, beta: "x"}\n'),
        ("one: {}\n", 'one: {beta: "x"}\n'),
        ("one:   # later\nthree: {a: 1}\n", 'one:   # later\n  beta: "x"\nthree: {a: 1}\n'),
        ("one:\n  beta:   # none\n  c: 1\n", 'one:\n  beta: "x"   # none\n  c: 1\n'),
        ("{one: {alpha: 1}}\n", '{one: {alpha: 1, beta: "x"}}\n'),
        ("{two: {alpha: 1}}\n", '{two: {alpha: 1}, one: {beta: "x"}}\n'),
        ("", 'one:\n  beta: "x"\n'),
        ("# only a comment", '# only a comment\none:\n  beta: "x"\n'),
        ("two:\n  a: 1\n...\n", 'one:\n  beta: "x"\ntwo:\n  a: 1\n...\n'),
        ("one:\n  deep:\n    a: 1\n", 'one:\n  beta: "x"\n  deep:\n    a: 1\n'),
        ("one:\n  beta: old\n  beta: older\n", 'one:\n  beta: old\n  beta: "x"\n'),
    ],
)
def test_value_is_put_where_people_would_put_it(text: str, expected: str) -> None:
    changed = ConfigText(text).with_value("one", "beta", "x")
    assert changed is not None
    assert changed.text == expected


@pytest.mark.parametrize("text", ["one: 5\n", "one:\n  beta: |\n    long\n", "one: [1, 2]\n"])
def test_value_that_has_no_place_asks_for_a_rewrite(text: str) -> None:
    config = ConfigText(text)
    assert config.with_value("one", "beta", "x") is None
    assert yaml.safe_load(config.rewritten({("one", "beta"): "x"})) == {"one": {"beta": "x"}}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a: 1\nb: [1\nc: 2\n", "line 3"),
        ("a: &x 1\nb: *x\n", "line 1"),
        ("a: !!python/object:os.system 1\n", "tags"),
        ("a: " + "[" * 5000 + "\n", "nested too deep"),
        ("a:\n\tb: 1\n", "line 2"),
        ("- a\n- b\n", "section"),
        ("just words\n", "section"),
        ("a: 1\n---\nb: 2\n", "line 2"),
        ("a\0b: 1\n", "unacceptable character"),
        ("? [a, b]\n: 1\n", "one word"),
        ('a: "\\UFFFFFFFF"\n', "escape"),
    ],
)
def test_text_that_is_no_settings_file_is_refused_with_the_place(text: str, part: str) -> None:
    with pytest.raises(SettingError, match=part):
        ConfigText(text)


def test_bytes_that_are_not_utf8_are_refused_with_the_line() -> None:
    with pytest.raises(SettingError, match="line 2"):
        ConfigText.decode(b"a: 1\nb: \xff\n")


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text("[]{}:,-&*!|>'\"#%@ \n\ta1\\U", max_size=60)))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        ConfigText(text)
    except SettingError as error:
        assert str(error)


def test_last_of_two_equal_keys_counts_and_is_reported() -> None:
    config = ConfigText("a:\n  b: 1\n  b: 2\nc: {d: 1}\nc: {d: 2}\n")
    assert config.values["a", "b"].text == "2"
    assert config.values["c", "d"].text == "2"
    assert config.duplicates == [(("a", "b"), 3), (("c",), 5)]


def test_predecessor_sample_keeps_every_byte_but_the_value() -> None:
    file = Path(__file__).parents[1] / "data" / "predecessor" / "config.yaml"
    text = file.read_text(encoding="utf-8")
    changed = ConfigText(text).with_value("execution", "timeout_seconds", 60)
    assert changed is not None
    assert changed.text == text.replace("timeout_seconds: 45 ", "timeout_seconds: 60 ")
