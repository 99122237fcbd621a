"""Reading packs, good and bad."""

import os
from pathlib import Path

import pytest

from desktop.core.errors import PackError
from desktop.core.pack import ExampleKind, Expectation, Level, Pack, read_pack
from desktop.core.paths import find_paths
from tests.small_packs import CHAPTER, block, write_pack

HEAD = '"""The title\n\nAn explanation\nof two lines.\n"""\n'


def one_example(tmp_path: Path, code: str | bytes, **more: str | bytes) -> Pack:
    """A pack whose only listed example has this code; ``more`` by slug."""
    files = {f"06-seq/{name.replace('__', '.')}": content for name, content in more.items()}
    chapter = 'slug = "seq"\ntitle = "Seq"\n[[sections]]\ntitle = "S"\nslugs = ["one"]\n'
    return read_pack(write_pack(tmp_path, {"06-seq/chapter.toml": chapter, "06-seq/one.py": code, **files}))


def test_everything_an_example_says_is_read(tmp_path: Path) -> None:
    keys = block(
        gate='">=3.12"',
        goal='"Do it."',
        level='"expert"',
        kind='"error"',
        tags='["a", "b"]',
        covers='["ast:Starred"]',
        docs='["library/re"]',
        needs='["threads"]',
        normalise='["address"]',
        since='"3.12"',
        timeout="2.5",
        expect='{exception = "TypeError", message = "unhashable"}',
    ).replace("# ///\n", '# try = ["Change it."]\n# ///\n')
    pack = one_example(tmp_path, HEAD + keys + "\n# pitfall: mind the gap\n# predict: what?\n")
    example = pack.chapters[0].examples[0]
    assert pack.notices == ()
    assert (example.id, example.chapter, example.section, example.number) == ("seq/one", "seq", "S", 1)
    assert (example.title, example.explanation) == ("The title", "An explanation\nof two lines.")
    assert (example.goal, example.level, example.kind) == ("Do it.", Level.EXPERT, ExampleKind.ERROR)
    assert (example.gate, example.since, example.timeout_s) == ((3, 12), "3.12", 2.5)
    assert (example.tags, example.covers, example.docs) == (("a", "b"), ("ast:Starred",), ("library/re",))
    assert (example.needs, example.normalise, example.tries) == (("threads",), ("address",), ("Change it.",))
    assert (example.pitfall, example.predict) == ("mind the gap", "what?")
    assert example.expect == Expectation("TypeError", "unhashable")


def test_a_file_without_any_block_is_a_valid_example(tmp_path: Path) -> None:
    pack = one_example(tmp_path, "print(1)\n")
    example = pack.chapters[0].examples[0]
    assert pack.notices == ()
    assert (example.title, example.level, example.gate) == ("One", Level.BEGINNER, (3, 11))
    assert example.kind is ExampleKind.SCRIPT


def test_chapters_and_examples_come_in_the_written_order(tmp_path: Path) -> None:
    files = {
        "10-later/a.py": "",
        "10-later/chapter.toml": '[[sections]]\ntitle = "S"\nslugs = ["a"]\n',
        "9-seq/chapter.toml": CHAPTER.replace('"first", "second"', '"zebra", "ant"'),
        "9-seq/ant.py": "",
        "9-seq/zebra.py": "",
    }
    pack = read_pack(write_pack(tmp_path, files, about='id = "core"\ntitle = "Core"\nversion = "1"\n'))
    assert (pack.id, pack.title, pack.version) == ("core", "Core", "1")
    assert [example.id for chapter in pack.chapters for example in chapter.examples] == [
        "sequences/zebra",
        "sequences/ant",
        "later/a",
    ]
    assert [chapter.number for chapter in pack.chapters] == [9, 10]
    assert [example.number for example in pack.chapters[0].examples] == [1, 2]
    assert pack.notices == ()


def test_a_project_has_its_entry_first_and_its_outputs_beside_the_folder(tmp_path: Path) -> None:
    files = {
        "01-m/chapter.toml": 'slug = "m"\n[[sections]]\ntitle = "S"\nslugs = ["own-module"]\n',
        "01-m/own-module/alpha.py": "x = 1\n",
        "01-m/own-module/main.py": '"""A program"""\nimport alpha\n',
        "01-m/own-module/data/words.txt": "a\n",
        "01-m/own-module/__pycache__/alpha.pyc": b"\x00",
        "01-m/own-module.out": "done\n",
        "01-m/own-module.in": "yes\n",
    }
    pack = read_pack(write_pack(tmp_path, files))
    example = pack.chapters[0].examples[0]
    assert [example.name_of(file) for file in example.files] == ["main.py", "alpha.py", "data/words.txt"]
    assert (example.kind, example.title) == (ExampleKind.PROJECT, "A program")
    assert example.expected_output((3, 11)) == b"done\n"
    assert example.stored_input() == b"yes\n"
    assert pack.notices == ()


def test_the_newest_output_that_is_not_newer_than_the_interpreter_wins(tmp_path: Path) -> None:
    more = {"one__out": "old", "one__3.13.out": "13", "one__3.9.out": "9", "one-more__3.11.out": "no"}
    example = one_example(tmp_path, "", **more).chapters[0].examples[0]
    outputs = {minor: example.expected_output((3, minor)) for minor in (8, 9, 12, 13, 15)}
    assert outputs == {8: b"old", 9: b"9", 12: b"9", 13: b"13", 15: b"13"}


def test_no_stored_output_or_input_is_none(tmp_path: Path) -> None:
    example = one_example(tmp_path, "").chapters[0].examples[0]
    assert example.expected_output((3, 11)) is None
    assert example.stored_input() is None


def test_inline_input_keeps_its_line_ends(tmp_path: Path) -> None:
    example = one_example(tmp_path, block(kind='"stdin"', stdin='"Ada\\n\\n"')).chapters[0].examples[0]
    assert example.stored_input() == b"Ada\n\n"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("# /// script\n# goal = unquoted\n# ///\n", ["06-seq/one.py", "TOML", "Correct it"]),
        (block(level='"wizard"'), ["06-seq/one.py", "`level`", "beginner, intermediate"]),
        (block(kind="3"), ["06-seq/one.py", "`kind`", "syntax-error"]),
        (block(tags='"one"'), ["06-seq/one.py", "`tags`", "list"]),
        (block(tags='["a", 3]'), ["06-seq/one.py", "`tags`", "texts only"]),
        (block(goal="7"), ["06-seq/one.py", "`goal`", "quotes"]),
        (block(since="3.10"), ["06-seq/one.py", "`since`", "quotes"]),
        (block(timeout='"long"'), ["06-seq/one.py", "`timeout`", "number above 0"]),
        (block(timeout="true"), ["06-seq/one.py", "`timeout`", "number above 0"]),
        (block(timeout="inf"), ["06-seq/one.py", "`timeout`", "number above 0"]),
        (block(gaol='"x"'), ["06-seq/one.py", "`gaol`", "Did you mean `goal`"]),
        (block(normalise='["weather"]'), ["06-seq/one.py", "weather", "address"]),
        (block(kind='"error"'), ["06-seq/one.py", "`expect` is missing"]),
        (block(gate='"new"'), ["06-seq/one.py", "requires-python", ">=3.12"]),
        (block() + "x = 1\n" + block(), ["06-seq/one.py", "two metadata blocks"]),
        ("# /// script\n# tool = 3\n# ///\n", ["06-seq/one.py", "`tool` must be a table"]),
    ],
)
def test_a_wrong_block_is_a_notice_and_the_example_is_shown(
    tmp_path: Path, code: str, words: list[str]
) -> None:
    pack = one_example(tmp_path, code)
    assert len(pack.chapters[0].examples) == 1
    assert len(pack.notices) == 1
    assert all(word in pack.notices[0] for word in words), pack.notices


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"print('caf\xe9')\n", "is not UTF-8"),
        (b"# " + b"x" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_file_that_cannot_be_shown_is_left_out_and_named(
    tmp_path: Path, content: bytes, words: str
) -> None:
    pack = one_example(tmp_path, content, other__py="print(2)\n")
    assert [example.slug for example in pack.chapters[0].examples] == ["other"]
    assert any(notice.startswith("06-seq/one.py") and words in notice for notice in pack.notices)


def test_unlisted_files_are_appended_to_the_last_section_with_a_notice(tmp_path: Path) -> None:
    pack = one_example(tmp_path, "", forgotten__py="x = 1\n")
    assert [example.slug for example in pack.chapters[0].sections[-1].examples] == ["one", "forgotten"]
    assert pack.notices == ("06-seq/forgotten.py: not listed in chapter.toml; shown last. List it there.",)


def test_listed_twice_or_missing_files_are_named(tmp_path: Path) -> None:
    listed = CHAPTER.replace('"first", "second"', '"first", "gone", "first"')
    pack = read_pack(write_pack(tmp_path, {"01-s/chapter.toml": listed, "01-s/first.py": ""}))
    assert [example.slug for example in pack.chapters[0].examples] == ["first"]
    assert len(pack.notices) == 2
    assert "no gone.py" in pack.notices[0]
    assert "`first` is listed twice" in pack.notices[1]


def test_two_chapters_of_one_slug_are_not_mixed(tmp_path: Path) -> None:
    files = {
        "01-a/chapter.toml": 'slug = "a"\n',
        "01-a/x.py": "",
        "02-b/chapter.toml": 'slug = "a"\n',
        "02-b/y.py": "",
    }
    pack = read_pack(write_pack(tmp_path, files))
    assert [example.id for chapter in pack.chapters for example in chapter.examples] == ["a/x"]
    assert any("02-b: a chapter `a` is there already" in notice for notice in pack.notices)


def test_a_broken_chapter_file_still_shows_the_examples(tmp_path: Path) -> None:
    pack = read_pack(write_pack(tmp_path, {"03-odd-name/chapter.toml": "title = [", "03-odd-name/x.py": ""}))
    assert (pack.chapters[0].slug, pack.chapters[0].title, pack.chapters[0].number) == (
        "odd-name",
        "Odd name",
        3,
    )
    assert [example.id for example in pack.chapters[0].examples] == ["odd-name/x"]
    assert any("03-odd-name/chapter.toml" in notice for notice in pack.notices)


def test_a_folder_without_any_toml_is_read_with_notices(tmp_path: Path) -> None:
    pack = read_pack(write_pack(tmp_path / "my-pack", {"tricks/x.py": ""}, about=None))
    assert (pack.id, pack.title) == ("my-pack", "My pack")
    assert [example.id for example in pack.chapters[0].examples] == ["tricks/x"]
    assert [notice.partition(" ")[0] for notice in pack.notices] == ["pack.toml", "tricks/chapter.toml"]


def test_a_link_out_of_the_pack_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.py"
    secret.write_text('"""Secret"""\n')
    pack_folder = tmp_path / "pack"
    write_pack(pack_folder, {"01-s/chapter.toml": 'slug = "s"\n', "01-s/x.py": ""})
    (pack_folder / "01-s" / "leak.py").symlink_to(secret)
    (pack_folder / "01-s" / "inside.py").symlink_to(pack_folder / "01-s" / "x.py")
    (pack_folder / "02-t").symlink_to(tmp_path)
    pack = read_pack(pack_folder)
    assert [example.slug for example in pack.chapters[0].examples] == ["inside", "x"]
    assert [notice for notice in pack.notices if "leads out of the pack" in notice] == [
        "02-t: this link leads out of the pack and is not followed. Copy the file into the pack.",
        "01-s/leak.py: this link leads out of the pack and is not followed. Copy the file into the pack.",
    ]


def test_a_pipe_with_the_name_of_an_example_does_not_block(tmp_path: Path) -> None:
    write_pack(tmp_path, {"01-s/chapter.toml": CHAPTER, "01-s/second.py": ""})
    os.mkfifo(tmp_path / "01-s" / "first.py")
    pack = read_pack(tmp_path)
    assert [example.slug for example in pack.chapters[0].examples] == ["second"]


def test_nothing_to_show_is_an_error_that_says_why(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no folder of examples"):
        read_pack(tmp_path / "missing")
    with pytest.raises(PackError, match=r"No example can be shown .* pack\.toml"):
        read_pack(tmp_path)
    write_pack(tmp_path, {"01-s/chapter.toml": CHAPTER})
    with pytest.raises(PackError, match="No example can be shown"):
        read_pack(tmp_path)


def test_names_that_make_no_id_are_left_out_and_named(tmp_path: Path) -> None:
    pack = one_example(tmp_path, "", **{"two words__py": "", "..__py": ""})
    assert [example.slug for example in pack.chapters[0].examples] == ["one"]
    assert any("06-seq/two words.py: name the file" in notice for notice in pack.notices)


def test_a_project_and_a_file_of_one_slug_do_not_share_an_id(tmp_path: Path) -> None:
    pack = one_example(tmp_path, "print('file')\n", **{"one/main__py": "print('project')\n"})
    assert [example.entry.name for example in pack.chapters[0].examples] == ["one.py"]
    assert any("same slug" in notice for notice in pack.notices)


def test_code_is_the_file_as_stored_without_a_byte_order_mark(tmp_path: Path) -> None:
    example = one_example(tmp_path, b"\xef\xbb\xbfx = '\xc3\xa9'\r\n").chapters[0].examples[0]
    assert example.code(example.entry) == "x = 'é'\r\n"
    example.entry.unlink()
    with pytest.raises(PackError, match=r"one\.py is not there"):
        example.code(example.entry)


def test_the_shipped_pack_is_read_without_a_notice() -> None:
    pack = read_pack(find_paths().examples / "core")
    assert pack.notices == ()
    assert len([example for chapter in pack.chapters for example in chapter.examples]) >= 24
