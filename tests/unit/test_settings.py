"""Guarantees of desktop/core/settings.py and its declarations."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from desktop.core.declarations import KNOWN_INERT, SETTINGS, default_text
from desktop.core.errors import SettingError, StateError
from desktop.core.paths import Paths, find_paths
from desktop.core.setting import Kind, Setting
from desktop.core.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PREDECESSOR = Path(__file__).parents[1] / "data" / "predecessor" / "config.yaml"
Events = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def paths(data_dir: Path) -> Paths:
    return find_paths(data_dir=data_dir)


@pytest.fixture
def load(paths: Paths) -> Callable[[str | bytes], Settings]:
    """Settings from a user's file with this content."""

    def make(content: str | bytes) -> Settings:
        paths.config_file.parent.mkdir(parents=True, exist_ok=True)
        paths.config_file.write_bytes(content.encode() if isinstance(content, str) else content)
        return Settings(paths)

    return make


def _quiet(_event: str, _details: dict[str, object]) -> None:
    """An audit nobody reads."""


def _messages(settings: Settings) -> str:
    return "\n".join(notice.message for notice in settings.notices)


# -- the declaration --------------------------------------------------------------------------


def test_shipped_file_is_the_text_of_the_declaration() -> None:
    shipped = (ROOT / "config.yaml").read_text(encoding="utf-8")
    assert shipped == default_text(), (
        "Write config.yaml anew: python -c 'from desktop.core.declarations import default_text as text; "
        'open("config.yaml", "w").write(text())\''
    )


def test_shipped_file_means_the_declared_defaults(load: Callable[[str], Settings]) -> None:
    settings = load(default_text())
    assert settings.notices == ()
    assert dict(settings.snapshot.values) == {setting.key: setting.default for setting in SETTINGS}
    tree = yaml.safe_load(default_text())
    assert {f"{section}.{name}" for section, inner in tree.items() for name in inner} == {
        setting.key for setting in SETTINGS
    }


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_declaration_takes_its_own_default_and_explains_itself(setting: Setting) -> None:
    assert setting.check(setting.default) == setting.default
    assert setting.title and setting.help.endswith(".")
    assert (setting.kind is Kind.CHOICE) == bool(setting.choices)
    assert setting.key not in KNOWN_INERT


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("execution.timeout_seconds", True),
        ("execution.timeout_seconds", 86401),
        ("execution.timeout_seconds", -1),
        ("execution.timeout_seconds", 1.5),
        ("execution.timeout_seconds", "30"),
        ("search.fuzzy_match", 1),
        ("theme.mode", "pink"),
        ("logging.file", ""),
        ("logging.file", "a\0b"),
        ("logging.file", "x" * 1001),
        ("no.such_setting", 1),
    ],
)
def test_value_that_is_not_taken_changes_nothing(paths: Paths, key: str, value: object) -> None:
    events: Events = []
    with pytest.raises(SettingError, match=r"\.$"):
        Settings(paths).save({"theme.mode": "dark", key: value}, lambda *event: events.append(event))
    assert not events and not paths.config_file.exists()


# -- reading ----------------------------------------------------------------------------------


def test_missing_file_means_the_defaults_and_is_no_problem(paths: Paths) -> None:
    settings = Settings(paths)
    assert settings.notices == ()
    assert all(settings.is_default(setting.key) for setting in SETTINGS)
    assert not paths.data_dir.exists()


def test_predecessor_file_keeps_its_meaning(load: Callable[[bytes], Settings]) -> None:
    settings = load(PREDECESSOR.read_bytes())
    assert settings.notices == ()
    snapshot = settings.snapshot
    assert snapshot.integer("execution.timeout_seconds") == 45
    assert snapshot.text("execution.interpreter") == "auto"
    assert snapshot.text("theme.mode") == "dark"
    assert snapshot.text("logging.level") == "DEBUG"
    assert settings.pending == {"security.sandbox_mode": False}
    assert snapshot.items("security.allowed_directories") == ("examples",)
    assert "eval" in snapshot.items("security.blocked_functions")
    assert "app.version" in settings.inert_keys() and "theme.colors.header" in settings.inert_keys()
    assert "theme.mode" not in settings.inert_keys()


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"\x00\x01\x02\xff" * 100, "UTF-8"),
        (b"\xff\xfeb\x00a\x00", "UTF-8"),
        (b"a: [1\n", "line 2"),
        (b"- 1\n", "section"),
        (b"x: 1\n" * 100_000, "larger than 128 kB"),
        (b"a: &a [*a]\n", "aliases"),
    ],
)
def test_unreadable_content_starts_with_the_defaults_and_is_put_aside_by_a_save(
    load: Callable[[bytes], Settings], content: bytes, part: str
) -> None:
    settings = load(content)
    assert all(settings.is_default(setting.key) for setting in SETTINGS)
    assert part in _messages(settings)
    assert settings.file.read_bytes() == content
    settings.save({"theme.mode": "dark"}, _quiet)
    (kept,) = settings.file.parent.glob("config.yaml.corrupt-*")
    assert kept.read_bytes() == content
    assert str(kept) in _messages(settings)
    assert yaml.safe_load(settings.file.read_text()) == {"theme": {"mode": "dark"}}


def test_file_of_a_gigabyte_is_not_read(paths: Paths) -> None:
    paths.config_file.parent.mkdir(parents=True)
    with paths.config_file.open("wb") as file:
        file.truncate(1 << 30)
    assert "larger than" in _messages(Settings(paths))


def test_folder_in_place_of_the_file_does_not_stop_the_start(paths: Paths) -> None:
    paths.config_file.mkdir(parents=True)
    settings = Settings(paths)
    assert "it is a folder" in _messages(settings)
    settings.save({"theme.mode": "dark"}, _quiet)
    assert Settings(paths).snapshot["theme.mode"] == "dark"


def test_empty_file_or_section_is_no_problem(load: Callable[[str], Settings]) -> None:
    for content in ("", "\ufeff", "# nothing\n", "---\n", "search:\ntheme: {}\n"):
        assert load(content).notices == ()


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("execution: {timeout_seconds: 010}", "not `010`"),
        ("execution: {timeout_seconds: 1:30}", "not `1:30`"),
        ("execution: {timeout_seconds: off}", "not `off`"),
        ("execution: {timeout_seconds: 0x10}", "not `0x10`"),
        ("execution: {timeout_seconds: [1]}", "not a list"),
        ("execution: {timeout_seconds: }", "has no value"),
        ("execution: {timeout_seconds: 1e400}", "not `1e400`"),
        ("execution: {timeout_seconds: " + "9" * 5000 + "}", "not `999"),
        ("execution: {on_output_limit: off}", "one of `stop`, `drop`"),
        ('logging: {file: "a\\x00b"}', "a line of text"),
    ],
)
def test_bad_value_leaves_the_default_in_force_and_is_kept_in_the_file(
    load: Callable[[str], Settings], line: str, part: str
) -> None:
    settings = load(line + "\n")
    (notice,) = settings.notices
    assert part in notice.message and "line 1" in notice.message
    assert settings.snapshot[notice.key] == settings.default(notice.key)
    settings.save({"theme.mode": "dark"}, _quiet)
    assert line in settings.file.read_text()


def test_words_of_yaml_for_true_and_false_are_understood(load: Callable[[str], Settings]) -> None:
    settings = load("search: {fuzzy_match: off}\nprogress: {enabled: No}\n")
    assert not settings.snapshot.flag("search.fuzzy_match") and not settings.snapshot.flag("progress.enabled")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "execution:\n  timeout: 5\n",
            "`execution.timeout` is not known. Did you mean `execution.timeout_seconds`? "
            "Until then 30 is used.",
        ),
        ("nothing:\n  like: it\n", "`nothing.like` is not known and does nothing (line 2)."),
        (
            "theme.mode: dark\n",
            "`theme.mode` in line 1 is not read. Write `mode` below `theme:`.",
        ),
        (
            "theme:\n  mode: dark\n  mode: light\n",
            "`theme.mode` is written twice. Line 3 counts; remove the other.",
        ),
    ],
)
def test_key_that_is_not_known_is_told_with_the_nearest(
    load: Callable[[str], Settings], content: str, message: str
) -> None:
    assert [notice.message for notice in load(content).notices] == [message]


def test_thousand_unknown_keys_make_few_notices(load: Callable[[str], Settings]) -> None:
    settings = load("".join(f"key{number}: 1\n" for number in range(1000)))
    assert len(settings.notices) == 21
    assert "980 more" in settings.notices[-1].message


def test_shell_of_the_predecessor_is_the_interpreter_unless_ours_is_there(
    load: Callable[[str], Settings],
) -> None:
    settings = load('execution:\n  shell: "/opt/python3.12"\n')
    assert settings.snapshot["execution.interpreter"] == "/opt/python3.12"
    settings.save({"execution.interpreter": "auto"}, _quiet)
    assert settings.snapshot["execution.interpreter"] == "auto"
    assert 'shell: "/opt/python3.12"' in settings.file.read_text()


# -- what protects less ------------------------------------------------------------------------

WEAK = "security:\n  sandbox_mode: false\n"


def test_sandbox_is_on_by_default_and_a_file_alone_does_not_switch_it_off(
    load: Callable[[str], Settings],
) -> None:
    assert load("").snapshot.flag("security.sandbox_mode")
    settings = load(WEAK)
    assert settings.snapshot.flag("security.sandbox_mode")
    assert settings.pending == {"security.sandbox_mode": False}


@pytest.mark.parametrize(
    ("line", "is_weaker"),
    [
        ("tier: kernel", True),
        ("tier: strong", False),
        ("allowed_directories: [examples, /data]", True),
        ("allowed_directories: []", False),
        ("blocked_functions: [eval]", True),
        ("blocked_functions: []", True),
        ("blocked_functions: [exec, eval, subprocess.call, os.popen, os.system, os.remove]", False),
    ],
)
def test_only_what_protects_less_waits_to_be_confirmed(
    load: Callable[[str], Settings], line: str, is_weaker: bool
) -> None:
    settings = load(f"security:\n  {line}\n")
    assert bool(settings.pending) is is_weaker
    for key in settings.pending:
        assert settings.snapshot[key] == settings.default(key)


def test_a_confirmed_value_is_in_force_audited_and_still_confirmed_at_the_next_start(paths: Paths) -> None:
    paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    paths.config_file.write_text(WEAK)
    settings, events = Settings(paths), []
    settings.confirm("security.sandbox_mode", lambda event, details: events.append((event, details)))
    assert not settings.snapshot.flag("security.sandbox_mode") and not settings.pending
    assert [event for event, _details in events] == ["setting_intended", "setting_changed"]
    assert events[0][1] == {"key": "security.sandbox_mode", "old": True, "new": False}
    again = Settings(paths)
    assert not again.snapshot.flag("security.sandbox_mode") and not again.pending


def test_a_confirmation_holds_for_stronger_values_and_not_for_weaker_ones(paths: Paths) -> None:
    settings = Settings(paths)
    settings.save({"security.allowed_directories": ("examples", "/data", "/more")}, _quiet)
    paths.config_file.write_text("security:\n  allowed_directories: [examples, /data]\n")
    settings.reload_if_changed()
    assert settings.snapshot.items("security.allowed_directories") == ("examples", "/data")
    paths.config_file.write_text("security:\n  allowed_directories: [examples, /data, /etc/ssh]\n")
    settings.reload_if_changed()
    assert settings.snapshot.items("security.allowed_directories") == ("examples",)
    assert list(settings.pending) == ["security.allowed_directories"]


def test_what_is_saved_in_the_application_needs_no_second_word_and_its_reset_takes_the_word_back(
    paths: Paths,
) -> None:
    settings = Settings(paths)
    settings.save({"security.sandbox_mode": False}, _quiet)
    assert not settings.snapshot.flag("security.sandbox_mode") and not settings.pending
    settings.save({"security.sandbox_mode": True}, _quiet)
    paths.config_file.write_text(WEAK)
    settings.reload_if_changed()
    assert settings.snapshot.flag("security.sandbox_mode")


def test_keeping_protection_writes_the_safe_value_over_the_weaker_one(paths: Paths) -> None:
    paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    paths.config_file.write_text(WEAK)
    settings = Settings(paths)
    settings.save({"security.sandbox_mode": True}, _quiet)
    assert not settings.pending
    assert "false" not in paths.config_file.read_text()


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"x": 1}', b"{" * 100_000, b"null"])
def test_damaged_confirmations_confirm_nothing(paths: Paths, content: bytes) -> None:
    paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    paths.data_dir.mkdir(parents=True, exist_ok=True)
    paths.config_file.write_text(WEAK)
    (paths.data_dir / "confirmed.json").write_bytes(content)
    settings = Settings(paths)
    assert settings.pending and settings.snapshot.flag("security.sandbox_mode")
    settings.confirm("security.sandbox_mode", _quiet)
    assert not Settings(paths).pending


def test_confirmation_belongs_to_one_file(paths: Paths, tmp_path: Path) -> None:
    Settings(paths).save({"security.sandbox_mode": False}, _quiet)
    other = dataclasses.replace(paths, config_file=tmp_path / "other.yaml")
    other.config_file.write_text(WEAK)
    assert Settings(other).pending


def test_shipped_file_cannot_weaken_without_a_word_either(paths: Paths, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.yaml"
    shipped.write_text(WEAK)
    settings = Settings(dataclasses.replace(paths, default_config=shipped))
    assert settings.snapshot.flag("security.sandbox_mode")
    assert settings.pending


def test_changed_shipped_file_changes_the_defaults(paths: Paths, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.yaml"
    shipped.write_text("execution: {timeout_seconds: 10}\n")
    changed = dataclasses.replace(paths, default_config=shipped)
    settings = Settings(changed)
    assert settings.default("execution.timeout_seconds") == 10
    settings.save({"execution.timeout_seconds": 30}, _quiet)
    settings.save({"theme.mode": "dark"}, _quiet)
    assert Settings(changed).snapshot["execution.timeout_seconds"] == 30


# -- saving -----------------------------------------------------------------------------------


def test_save_changes_only_the_lines_of_the_changes(load: Callable[[bytes], Settings]) -> None:
    old = PREDECESSOR.read_text()
    settings = load(old.replace("\n", "\r\n").encode())
    settings.save({"execution.timeout_seconds": 60, "theme.mode": "light"}, _quiet)
    expected = old.replace("timeout_seconds: 45 ", "timeout_seconds: 60 ")
    expected = expected.replace('mode: "dark" ', 'mode: "light" ').replace("\n", "\r\n")
    assert settings.file.read_bytes().decode() == expected
    assert settings.snapshot["execution.timeout_seconds"] == 60


def test_file_only_holds_what_differs(load: Callable[[str], Settings]) -> None:
    settings = load("")
    settings.save({"theme.mode": "dark", "search.min_characters": 3, "search.fuzzy_match": False}, _quiet)
    settings.save({"search.min_characters": 2}, _quiet)
    assert yaml.safe_load(settings.file.read_text()) == {
        "theme": {"mode": "dark"},
        "search": {"fuzzy_match": False},
    }


def test_reset_never_takes_a_comment_away(load: Callable[[str], Settings]) -> None:
    settings = load("search:\n  min_characters: 3  # mine\n  fuzzy_match: false\n")
    settings.save({"search.min_characters": 2}, _quiet)
    assert "min_characters: 2  # mine" in settings.file.read_text()


def test_change_is_audited_before_and_after_with_old_and_new_value(load: Callable[[str], Settings]) -> None:
    settings = load("search:\n  min_characters: 3\n")
    events: Events = []

    def audit(event: str, details: dict[str, object]) -> None:
        events.append((event, details))
        assert ("min_characters: 4" in settings.file.read_text()) == (event == "setting_changed")

    settings.save({"search.min_characters": 4, "theme.mode": "auto"}, audit)
    details = {"key": "search.min_characters", "old": 3, "new": 4}
    assert events == [("setting_intended", details), ("setting_changed", details)]


def test_audit_that_fails_prevents_the_change(load: Callable[[str], Settings]) -> None:
    settings = load("search:\n  min_characters: 3\n")

    def audit(_event: str, _details: dict[str, object]) -> None:
        raise StateError("The log is full.")

    with pytest.raises(StateError, match="log is full"):
        settings.save({"search.min_characters": 4}, audit)
    assert settings.file.read_text() == "search:\n  min_characters: 3\n"
    assert settings.snapshot["search.min_characters"] == 3


def test_saving_the_default_repairs_a_bad_value(load: Callable[[str], Settings]) -> None:
    settings = load("search:\n  min_characters: many\n  fuzzy_match: false\n")
    settings.save({"search.min_characters": 2}, _quiet)
    assert settings.notices == ()
    assert "many" not in settings.file.read_text()


def test_change_made_outside_is_noticed_and_reported(load: Callable[[str], Settings]) -> None:
    settings = load("search:\n  min_characters: 3\n")
    assert settings.reload_if_changed() == ()
    settings.file.write_text("search:\n  min_characters: 5\n  fuzzy_match: true\n")
    assert settings.reload_if_changed() == (("search.min_characters", 3, 5),)
    assert settings.reload_if_changed() == ()
    settings.file.unlink()
    assert settings.reload_if_changed() == (("search.min_characters", 5, 2),)


def test_save_keeps_and_audits_what_was_changed_outside_meanwhile(load: Callable[[str], Settings]) -> None:
    settings = load("search:\n  min_characters: 3\n")
    settings.file.write_text("# by hand\nsearch:\n  min_characters: 5\n")
    events: Events = []
    settings.save({"theme.mode": "dark"}, lambda *event: events.append(event))
    assert events[0] == ("setting_changed_outside", {"key": "search.min_characters", "old": 3, "new": 5})
    assert settings.file.read_text().startswith("# by hand\nsearch:\n  min_characters: 5\n")
    assert settings.snapshot["search.min_characters"] == 5 and settings.snapshot["theme.mode"] == "dark"


@pytest.mark.parametrize("times", [1, 99])
def test_change_made_outside_in_the_moment_of_saving_is_not_overwritten(
    load: Callable[[str], Settings], monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    settings = load("search:\n  min_characters: 3\n")
    real, outside = Settings._new_text, iter(range(times))

    def slow(self: Settings, *arguments: Any) -> tuple[str, str]:
        text = real(self, *arguments)
        if (number := next(outside, None)) is not None:
            settings.file.write_text(f"# by hand {'x' * number}\n")
        return text

    monkeypatch.setattr(Settings, "_new_text", slow)
    if times == 1:
        settings.save({"theme.mode": "dark"}, _quiet)
        assert settings.file.read_text() == '# by hand \ntheme:\n  mode: "dark"\n'
    else:
        with pytest.raises(StateError, match="keeps changing"):
            settings.save({"theme.mode": "dark"}, _quiet)
        assert settings.file.read_text() == "# by hand xx\n"


def test_file_that_takes_a_rewrite_is_backed_up_and_told(load: Callable[[str], Settings]) -> None:
    content = "# mine\nsearch: none\nlogging: {file: x.log}\n"
    settings = load(content)
    settings.save({"search.min_characters": 3}, _quiet)
    (backup,) = settings.file.parent.glob("config.yaml.bak-*")
    assert backup.read_text() == content
    assert str(backup) in _messages(settings)
    assert settings.snapshot["search.min_characters"] == 3 and settings.snapshot["logging.file"] == "x.log"


def test_link_to_the_file_stays_a_link(paths: Paths, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.yaml"
    real.write_text("theme: {mode: dark}\n")
    real.chmod(0o640)
    paths.config_file.parent.mkdir(parents=True)
    paths.config_file.symlink_to(real)
    Settings(paths).save({"theme.mode": "light"}, _quiet)
    assert paths.config_file.is_symlink()
    assert real.read_text() == 'theme: {mode: "light"}\n'
    assert real.stat().st_mode & 0o777 == 0o640


def test_write_that_fails_leaves_file_and_settings_as_they_were(
    load: Callable[[str], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load("a: [\n")
    monkeypatch.setattr(os, "fsync", _full_disk)
    with pytest.raises(StateError, match="the disk is full"):
        settings.save({"theme.mode": "dark"}, _quiet)
    assert settings.file.read_text() == "a: [\n"
    assert settings.snapshot["theme.mode"] == "auto"
    assert not list(settings.file.parent.glob("*.tmp"))


def _full_disk(_handle: int) -> None:
    raise OSError(28, "No space left on device")
