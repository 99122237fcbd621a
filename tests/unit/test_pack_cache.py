"""The pack as it was read last."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from desktop.core import pack_cache
from desktop.core.errors import PackError
from desktop.core.pack import Pack, read_pack
from desktop.core.pack_cache import cached_pack
from desktop.core.paths import find_paths
from tests.small_packs import CHAPTER, write_pack

ONE = '"""The first"""\nprint(1)\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"06-seq/chapter.toml": CHAPTER, "06-seq/first.py": ONE, "06-seq/second.py": '"""Other"""\n'}
    return write_pack(tmp_path / "pack", files)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "pack.json"


def titles(pack: Pack) -> list[str]:
    return [example.title for chapter in pack.chapters for example in chapter.examples]


def never(_folder: Path) -> Pack:
    raise AssertionError("the pack is read again")


def test_the_shipped_pack_comes_out_as_it_was_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = find_paths().examples / "core"
    whole = read_pack(folder)
    assert cached_pack(folder, file) == whole
    monkeypatch.setattr(pack_cache, "read_pack", never)
    assert cached_pack(folder, file) == whole


def test_notices_are_told_each_time(folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "06-seq" / "first.py").write_text('"""Bad"""\n# /// script\n# [tool\n# ///\n', encoding="utf-8")
    notices = cached_pack(folder, file).notices
    monkeypatch.setattr(pack_cache, "read_pack", never)
    assert notices
    assert cached_pack(folder, file).notices == notices


def test_a_changed_file_is_seen(folder: Path, file: Path) -> None:
    cached_pack(folder, file)
    changed = folder / "06-seq" / "first.py"
    changed.write_text(ONE.replace("first", "fresh"), encoding="utf-8")
    os.utime(changed, ns=(1, 1))  # of the same size
    assert titles(cached_pack(folder, file)) == ["The fresh", "Other"]


def test_a_new_file_and_one_that_went_are_seen(folder: Path, file: Path) -> None:
    cached_pack(folder, file)
    (folder / "06-seq" / "third.py").write_text('"""The third"""\n', encoding="utf-8")
    (folder / "06-seq" / "second.py").unlink()
    assert titles(cached_pack(folder, file)) == ["The first", "The third"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"stamp": 1}', b"\xff", b'"text"'])
def test_what_is_no_cache_is_not_believed(folder: Path, file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert cached_pack(folder, file) == read_pack(folder)
    assert json.loads(file.read_bytes())["stamp"], "and written anew"


@pytest.mark.parametrize("name", ["../../elsewhere.py", "/etc/passwd", "06-seq/../../x.py", "C:/x.py"])
def test_a_file_outside_of_the_pack_is_no_example_of_it(folder: Path, file: Path, name: str) -> None:
    """The examples that ship are trusted, so nobody may add to them by writing a file of the cache."""
    cached_pack(folder, file)
    kept = json.loads(file.read_bytes())
    kept["pack"]["chapters"][0]["sections"][0][1][0]["files"] = [name]
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert cached_pack(folder, file) == read_pack(folder)


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("", encoding="utf-8")
    assert cached_pack(folder, tmp_path / "in-the-way" / "pack.json") == read_pack(folder)


def test_a_pack_that_cannot_be_shown_is_told(tmp_path: Path, file: Path) -> None:
    with pytest.raises(PackError, match="no folder of examples"):
        cached_pack(tmp_path / "nowhere", file)
