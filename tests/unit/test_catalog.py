"""The library by id and in reading order."""

from pathlib import Path

import pytest

from desktop.core.catalog import Catalog
from desktop.core.errors import UnknownTargetError
from desktop.core.pack import read_pack
from tests.small_packs import write_pack

LISTS = 'slug = "lists"\n[[sections]]\ntitle = "S"\nslugs = ["append-one", "sort-them"]\n'


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    files = {
        "01-lists/chapter.toml": LISTS,
        "01-lists/append-one.py": "",
        "01-lists/sort-them.py": "",
        "02-dicts/chapter.toml": 'slug = "dicts"\n[[sections]]\ntitle = "S"\nslugs = ["count-words"]\n',
        "02-dicts/count-words.py": "",
    }
    return Catalog(read_pack(write_pack(tmp_path, files)))


def test_next_and_previous_walk_the_reading_order_across_chapters(catalog: Catalog) -> None:
    assert [example.id for example in catalog.examples] == [
        "lists/append-one",
        "lists/sort-them",
        "dicts/count-words",
    ]
    assert catalog.next("lists/sort-them") is catalog.examples[2]
    assert catalog.previous("dicts/count-words") is catalog.examples[1]
    assert catalog.next("dicts/count-words") is None
    assert catalog.previous("lists/append-one") is None


def test_an_example_knows_its_chapter(catalog: Catalog) -> None:
    assert catalog.chapter_of(catalog.example("dicts/count-words")).slug == "dicts"
    assert "dicts/count-words" in catalog
    assert "dicts/sort-them" not in catalog


@pytest.mark.parametrize(
    "wrong", ["lists/sort-tem", "dicts/sort-them", "sort-them", "SORT-THEM", "a-far-away-chapter/sort-them"]
)
def test_an_unknown_id_is_answered_with_the_nearest(catalog: Catalog, wrong: str) -> None:
    with pytest.raises(UnknownTargetError, match="Did you mean `lists/sort-them`"):
        catalog.example(wrong)


def test_an_id_like_no_other_is_answered_with_the_way_to_the_list(catalog: Catalog) -> None:
    with pytest.raises(UnknownTargetError, match="python-explorer list"):
        catalog.next("../../etc/passwd")
