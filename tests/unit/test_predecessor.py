"""The two files of version 2.0 load as they are, and spoiled in the ways of hands and editors."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.audit import AuditLog
from desktop.core.catalog import Catalog
from desktop.core.errors import StateError
from desktop.core.example import Chapter
from desktop.core.pack import read_pack
from desktop.core.paths import find_paths
from desktop.core.predecessor import CHAPTERS, read_predecessor
from desktop.core.progress import Progress, RunRecord, Status
from desktop.core.progress_file import Format, export_file, import_file, take_over
from desktop.core.settings import Settings

FOLDER = Path(__file__).parents[1] / "data" / "predecessor"
PROGRESS, CONFIG = FOLDER / "user_progress.json", FOLDER / "config.yaml"
LINES = b"\r\n"
BOM = b"\xef\xbb\xbf"


@pytest.fixture(scope="module")
def chapters() -> tuple[Chapter, ...]:
    return tuple(Catalog(read_pack(find_paths().examples / "core")).chapters)


@pytest.fixture
def progress(tmp_path: Path) -> Progress:
    return Progress(tmp_path / "state" / "user_progress.json")


@pytest.fixture
def audit(tmp_path: Path) -> AuditLog:
    return AuditLog(tmp_path / "state" / "explorer.log")


Load = Callable[[bytes], Any]


@pytest.fixture
def load(tmp_path: Path, progress: Progress, audit: AuditLog, chapters: tuple[Chapter, ...]) -> Load:
    def load(content: bytes) -> object:
        file = tmp_path / "from elsewhere.json"
        file.write_bytes(content)
        return import_file(file, progress, chapters, audit.append)

    return load


def test_the_file_loads_as_it_is(load: Load, progress: Progress, chapters: tuple[Chapter, ...]) -> None:
    reading = load(PROGRESS.read_bytes())
    assert reading.remarks == ()
    assert "2 completed chapters (Introduction, Control Flow) and 4 viewed examples" in reading.summary
    ours = [
        each
        for chapter in chapters
        if chapter.slug in ("first-steps", "control-flow")
        for each in chapter.examples
    ]
    assert progress.statuses() == {example.id: Status.OPENED for example in ours}
    assert progress.total_time_s == 342
    again = Progress(progress.file)
    assert again.statuses() == progress.statuses()
    assert again.to_snapshot()["predecessor"] == json.loads(PROGRESS.read_bytes())
    assert again.waiting_predecessor == {}


def test_importing_twice_counts_nothing_twice_and_a_later_file_adds_the_difference(
    load: Load, progress: Progress
) -> None:
    data = json.loads(PROGRESS.read_bytes())
    for _time in range(2):
        load(json.dumps(data).encode())
    assert progress.total_time_s == 342
    load(json.dumps({**data, "total_time_spent": 400}).encode())
    assert progress.total_time_s == 400


def test_import_lowers_no_status(load: Load, progress: Progress, chapters: tuple[Chapter, ...]) -> None:
    example = next(chapter for chapter in chapters if chapter.slug == "control-flow").examples[0].id
    progress.ran(RunRecord(example, "ok", "", 1), completed=True)
    load(PROGRESS.read_bytes())
    assert progress.status(example) is Status.COMPLETED


def test_import_is_audited_with_what_it_was(load: Load, audit: AuditLog) -> None:
    load(PROGRESS.read_bytes())
    (entry,) = audit.entries()
    assert entry["event"] == "progress_imported"
    assert entry["details"]["examples"] > 0


@pytest.mark.parametrize(
    ("spoil", "remark"),
    [
        (lambda text: BOM + text, ""),
        (lambda text: text.replace(b"\n", LINES), ""),
        (lambda text: text.decode().encode("utf-16"), ""),
        (lambda text: text.replace(b'"quiz_scores": {"01": 90.9, "03": 63.6},', b""), ""),
        (lambda text: text.replace(b'{"01": 90.9, "03": 63.6}', b"null"), ""),
        (lambda text: text.replace(b"90.9", b"null"), ""),
        (lambda text: text.replace(b"90.9", b"NaN"), ""),
        (lambda text: text.replace(b'"favorites"', b'"colour": "green", "favorites"'), ""),
        (lambda text: text.replace(b'"favorites"', b'"favorites": ["01"], "favorites"'), "is written twice"),
        (lambda text: text.replace(b'["03", "10"]', b'"03"'), "`favorites` is of another form"),
        (lambda text: text.replace(b'["01", "03"]', b'["01", "03", "77"]'), "no chapter 77"),
        (lambda text: text.replace(b'["01", "03"]', b"[1, 3]"), ""),
    ],
    ids=[
        *("bom", "crlf", "utf16", "missing", "null", "null-inside"),
        *("nan", "unknown", "twice", "type", "chapter", "numbers"),
    ],
)
def test_what_hands_and_editors_do_to_it_costs_at_most_that_part(
    load: Load, progress: Progress, spoil: Callable[[bytes], bytes], remark: str
) -> None:
    whole = load(PROGRESS.read_bytes())
    content = spoil(PROGRESS.read_bytes())
    assert content != PROGRESS.read_bytes()
    reading = load(content)
    assert remark in " ".join(reading.remarks)
    assert len(reading.remarks) == bool(remark)
    assert reading.brought.statuses == whole.brought.statuses
    assert progress.total_time_s == 342


def test_unknown_keys_are_kept(load: Load, progress: Progress) -> None:
    load(b'{"favorites": ["03"], "colour": {"of": ["mind", 1]}}')
    assert progress.to_snapshot()["predecessor"] == {"favorites": ["03"], "colour": {"of": ["mind", 1]}}


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "not a whole JSON file"),
        (b"\xff\xff", "not a whole JSON file"),
        (PROGRESS.read_bytes()[:200], "not a whole JSON file"),
        (b"[1]", "holds no progress"),
        (b'{"name": "package.json"}', "holds no progress"),
        (b"[" * 100_000, "not a whole JSON file"),
        (b'{"favorites": ' + b"[" * 500 + b"]" * 500 + b"}", "holds no progress"),
        (b'{"schema": 99}', "holds no progress"),
        (b'{"schema": 1, "seq": "one"}', "`seq` is missing or of the wrong type"),
    ],
)
def test_what_is_no_progress_is_refused_with_a_sentence_and_changes_nothing(
    load: Load, progress: Progress, content: bytes, part: str
) -> None:
    with pytest.raises(StateError, match="was not imported") as refused:
        load(content)
    assert part in str(refused.value)
    assert progress.to_snapshot()["seq"] == 0


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {}, optional={key: _JSON for key in (*json.loads(PROGRESS.read_bytes()), "unknown")}
    )
)
def test_whatever_the_sections_hold_is_read_or_left_out(data: dict[str, Any]) -> None:
    reading = read_predecessor(data, ())
    assert reading.brought.predecessor_s >= 0
    assert json.loads(json.dumps(reading.brought.to_record()))["op"] == "imported"


def test_every_chapter_of_the_library_belongs_to_one_of_the_predecessor(
    chapters: tuple[Chapter, ...],
) -> None:
    known = [slug for _title, slugs in CHAPTERS for slug in slugs]
    assert len(known) == len(set(known))
    assert {chapter.slug for chapter in chapters} <= set(known)


def test_file_that_lies_in_the_place_of_ours_is_taken_over_once_and_kept(
    tmp_path: Path, audit: AuditLog, chapters: tuple[Chapter, ...]
) -> None:
    file = tmp_path / "user_progress.json"
    file.write_bytes(PROGRESS.read_bytes())
    sentences = take_over(Progress(file), chapters, audit.append)
    assert "version 2.0" in sentences[0]
    progress = Progress(file)
    assert progress.total_time_s == 342
    assert len(progress.statuses()) > 3
    assert take_over(progress, chapters, audit.append) == ()
    (kept,) = tmp_path.glob("user_progress.json.predecessor-*")
    assert kept.read_bytes() == PROGRESS.read_bytes()
    assert len(audit.entries()) == 1


# -- to a file and back ------------------------------------------------------------------------


def test_export_is_imported_elsewhere_with_all_it_holds(
    tmp_path: Path, progress: Progress, load: Load, audit: AuditLog, chapters: tuple[Chapter, ...]
) -> None:
    load(PROGRESS.read_bytes())
    progress.ran(RunRecord("control-flow/truthiness", "ok", "2026-11-24T10:00:00+00:00", 7), completed=True)
    export_file(tmp_path / "out.json", progress, Format.JSON)
    other = Progress(tmp_path / "other" / "user_progress.json")
    other.ran(RunRecord("a/b", "failed", "2026-11-25T10:00:00+00:00", 8), completed=False)
    for _time in range(2):
        import_file(tmp_path / "out.json", other, chapters, audit.append)
    assert {**progress.statuses(), "a/b": Status.RAN} == other.statuses()
    assert [run.target for run in other.runs()] == ["a/b", "control-flow/truthiness"]
    assert other.total_time_s == progress.total_time_s
    assert other.to_snapshot()["predecessor"] == progress.to_snapshot()["predecessor"]


def test_table_has_a_line_for_each_example_and_file(tmp_path: Path, progress: Progress) -> None:
    progress.ran(RunRecord("a/b", "ok", "2026-11-24T10:00:00+00:00", 7), completed=True)
    progress.ran(RunRecord("/home/x, y/\udcff.py", "failed", "2026-11-24T11:00:00+00:00", 7), completed=False)
    export_file(tmp_path / "out.csv", progress, Format.CSV)
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    assert [(row["example"], row["status"], row["runs"], row["last outcome"]) for row in rows] == [
        ("/home/x, y/\\udcff.py", "", "1", "failed"),
        ("a/b", "completed", "1", "ok"),
    ]


def test_export_that_cannot_be_written_is_a_sentence(tmp_path: Path, progress: Progress) -> None:
    (tmp_path / "out.json").mkdir()
    with pytest.raises(StateError, match="it is a folder"):
        export_file(tmp_path / "out.json", progress, Format.JSON)


# -- its config.yaml ---------------------------------------------------------------------------

TEXT = CONFIG.read_bytes()
WEAK = b"  sandbox_mode: false\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        BOM + TEXT,
        TEXT.replace(b"\n", LINES),
        BOM + TEXT.replace(b"\n", LINES),
        TEXT.replace(b"logging:\n", b"logging:\n  level: null\n"),
        TEXT.replace(b"theme:\n", b"theme:\n  unknown: {a: 1}\n"),
        TEXT.replace(WEAK, b"  sandbox_mode: true\n" + WEAK),
        TEXT[: TEXT.index(b"quizzes:")] + TEXT[TEXT.index(b"security:") :],
        TEXT.replace(b"quizzes:\n  enabled: true", b"quizzes:\n  enabled:"),
    ],
    ids=["itself", "bom", "crlf", "bom crlf", "null", "unknown", "twice", "missing", "empty value"],
)
def test_weakened_protection_of_its_settings_waits_for_a_word_and_all_else_holds(
    tmp_path: Path, content: bytes
) -> None:
    paths = find_paths(data_dir=tmp_path)
    paths.config_file.write_bytes(content)
    settings = Settings(paths)
    assert settings.snapshot.integer("execution.timeout_seconds") == 45
    assert settings.snapshot.text("theme.mode") == "dark"
    assert settings.snapshot.flag("security.sandbox_mode") is True
    assert dict(settings.pending) == {"security.sandbox_mode": False}
    audited: list[str] = []
    settings.confirm("security.sandbox_mode", lambda event, _details: audited.append(event))
    assert settings.snapshot.flag("security.sandbox_mode") is False
    assert audited == ["setting_intended", "setting_changed"]
    assert paths.config_file.read_bytes() == content


def test_saving_into_its_settings_keeps_every_other_byte(tmp_path: Path) -> None:
    paths = find_paths(data_dir=tmp_path)
    content = BOM + TEXT.replace(b"\n", LINES)
    paths.config_file.write_bytes(content)
    Settings(paths).save({"execution.timeout_seconds": 46}, lambda _event, _details: None)
    assert paths.config_file.read_bytes() == content.replace(b"timeout_seconds: 45", b"timeout_seconds: 46")
