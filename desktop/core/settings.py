"""The settings in force, read from and saved to ``config.yaml``.

Hides the file: bad content never stops the application, comments survive a save, outside changes are noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from desktop.core import files
from desktop.core.config_file import MAX_BYTES, ConfigText, KeyPath, Value, Written
from desktop.core.confirmed import Confirmed
from desktop.core.declarations import KNOWN_INERT, SETTINGS, default_text
from desktop.core.errors import SettingError, StateError
from desktop.core.paths import Paths
from desktop.core.setting import Kind, Setting, shown

__all__ = ["KNOWN_INERT", "SETTINGS", "Kind", "Notice", "Setting", "Settings", "Snapshot", "default_text"]

Audit = Callable[[str, dict[str, object]], None]

_HEADER = (
    "# Settings of Python Features Explorer that differ from the defaults.\n"
    "# All settings with their meaning: the settings dialog, or the `config.yaml` that ships with it.\n"
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}
_SHELL, _INTERPRETER = "execution.shell", "execution.interpreter"
_SHELL_MEANS_AUTO = ("python3", "python", "auto")
_MOST_UNKNOWN = 20
_WRITES_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All settings at one moment, typed; never changes."""

    values: Mapping[str, object]

    def __getitem__(self, key: str) -> object:
        return self.values[key]

    def integer(self, key: str) -> int:
        value = self.values[key]
        assert isinstance(value, int)
        return value

    def number(self, key: str) -> float:
        value = self.values[key]
        assert isinstance(value, int | float)
        return float(value)

    def text(self, key: str) -> str:
        value = self.values[key]
        assert isinstance(value, str)
        return value

    def flag(self, key: str) -> bool:
        return self.values[key] is True

    def items(self, key: str) -> tuple[str, ...]:
        value = self.values[key]
        assert isinstance(value, tuple)
        return value


@dataclass(frozen=True, slots=True)
class Notice:
    """What is wrong in the file and what is in force instead; ``key`` is empty for the whole file."""

    key: str
    message: str


@dataclass(slots=True)
class _Reading:
    """What one look at a file found. ``broken``: why it could not be read, as the end of a sentence."""

    data: bytes | None = None
    text: ConfigText = field(default_factory=lambda: ConfigText(""))
    broken: str = ""
    values: dict[str, object] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    inert: list[str] = field(default_factory=list)


class Settings:
    """The settings. ``snapshot`` is replaced, never changed; ``notices`` belong to the last reading.

    ``pending`` are values of the file that weaken protection and that the learner has not confirmed; until
    then the shipped ones are in force. In safe mode the file is neither read nor written.
    """

    def __init__(self, paths: Paths, *, is_safe: bool = False) -> None:
        self._is_safe = is_safe
        self.file = paths.config_file
        self._lock = paths.data_dir / "config.lock"
        self._confirmed = Confirmed(paths.data_dir / "confirmed.json", self.file)
        shipped = _read(paths.default_config, {})
        self._defaults = {setting.key: setting.default for setting in SETTINGS} | shipped.values
        self._signature: object = None
        self.notices: tuple[Notice, ...] = ()
        self._adopt(self._read_own())
        self.notices = (*shipped.notices, *self.notices)

    def _read_own(self) -> _Reading:
        return _Reading() if self._is_safe else _read(self.file, self._defaults)

    def _adopt(self, reading: _Reading) -> None:
        self._reading = reading
        values = self._defaults | reading.values
        self.pending = self._unconfirmed(values)
        safe = {key: _BY_KEY[key].default for key in self.pending}
        self.snapshot = Snapshot(MappingProxyType(values | safe))
        self.notices = tuple(reading.notices)
        self._signature = _signature(self.file)

    def _unconfirmed(self, values: Mapping[str, object]) -> Mapping[str, object]:
        """Whatever is weaker than the declared default and than what was confirmed."""
        confirmed: Mapping[str, object] | None = None
        found: dict[str, object] = {}
        for key, value in values.items():
            setting = _BY_KEY[key]
            if setting.weakens(setting.default, value):
                confirmed = self._confirmed.values() if confirmed is None else confirmed
                if not _covers(setting, confirmed.get(key), value):
                    found[key] = value
        return MappingProxyType(found)

    def confirm(self, key: str, audit: Audit) -> None:
        """Put a pending value into force. Raises StateError."""
        if key not in self.pending:
            return
        event = {"key": key, "old": self.snapshot[key], "new": self.pending[key]}
        audit("setting_intended", dict(event))
        try:
            with files.locked(self._lock):
                self._confirmed.remember(key, self.pending[key])
        except OSError as error:
            raise StateError(files.refused(self.file, error)) from None
        self._reload()
        audit("setting_changed", dict(event))

    def default(self, key: str) -> object:
        """The shipped value."""
        return self._defaults[_declared(key).key]

    def is_default(self, key: str) -> bool:
        return self.snapshot[_declared(key).key] == self._defaults[key]

    def inert_keys(self) -> tuple[str, ...]:
        """Keys of the predecessor that the user's file holds and that do nothing here."""
        return tuple(self._reading.inert)

    def reload_if_changed(self) -> tuple[tuple[str, object, object], ...]:
        """Read the file again if it changed; (key, old, new) of every setting that has another value now."""
        if _signature(self.file) == self._signature:
            return ()
        return self._reload()

    def _reload(self) -> tuple[tuple[str, object, object], ...]:
        old = self.snapshot
        self._adopt(self._read_own())
        return tuple((key, old[key], new) for key, new in self.snapshot.values.items() if old[key] != new)

    def save(self, changes: Mapping[str, object], audit: Audit) -> None:
        """Change settings in the file. Raises SettingError before anything happened, StateError if it fails.

        What another program changed in the file meanwhile is taken over first and audited as such. Each
        change is audited as intended before the write and as changed after it.
        """
        checked = {key: _declared(key).check(value) for key, value in changes.items()}
        if self._is_safe:
            raise StateError(
                f"Safe mode changes no settings. Your own are in “{self.file}”: mend them there, or start "
                "again without safe mode."
            )
        try:
            with files.locked(self._lock):
                for key, old, new in self.reload_if_changed():
                    audit("setting_changed_outside", {"key": key, "old": old, "new": new})
                self._save_locked(checked, audit)
        except OSError as error:
            raise StateError(files.refused(self.file, error)) from None

    def _save_locked(self, checked: dict[str, object], audit: Audit) -> None:
        wrong = {notice.key for notice in self.notices} | set(self.pending)
        wanted = {key: new for key, new in checked.items() if new != self.snapshot[key] or key in wrong}
        events: list[dict[str, object]] = [
            {"key": key, "old": self.snapshot[key], "new": new} for key, new in wanted.items()
        ]
        for event in events:
            audit("setting_intended", dict(event))
        if not wanted:
            return
        for key, new in wanted.items():  # who saves a value has seen what it means
            if _BY_KEY[key].weakens(_BY_KEY[key].default, new):
                self._confirmed.remember(key, new)
            else:
                self._confirmed.forget(key)
        remarks = self._write(wanted)
        self._reload()
        self.notices = (*self.notices, *remarks)
        for event in events:
            audit("setting_changed", dict(event))

    # -- writing ---------------------------------------------------------------------------------------------

    def _write(self, wanted: dict[str, object]) -> list[Notice]:
        for _attempt in range(_WRITES_AGAIN):
            seen = _signature(self.file)
            reading = _read(self.file, self._defaults)
            text, remark = self._new_text(reading, wanted)
            if _signature(self.file) != seen:
                continue  # another program wrote it in this moment
            kept = self._keep_old(reading, remark)
            self._replace(text, kept if reading.broken else None)
            return [Notice("", f"{remark} The old file is “{kept}”.")] if kept else []
        raise StateError(
            f"“{self.file}” keeps changing while it is being saved. Close the other program and save again."
        )

    def _new_text(self, reading: _Reading, wanted: dict[str, object]) -> tuple[str, str]:
        """The file's new text, and what has to be told about it where comments could not be kept."""
        if reading.broken:
            return self._fresh(
                wanted
            ), f"“{self.file.name}” could not be read and was written anew: {reading.broken}."
        text = reading.text if reading.text.text.strip("\ufeff") else ConfigText(_HEADER)
        for key, new in wanted.items():
            changed = self._changed(text, key, new)
            if changed is None:
                remark = f"“{self.file.name}” was written anew to hold the change and lost its comments."
                return reading.text.rewritten(
                    {_split(key): _written(new) for key, new in wanted.items()}
                ), remark
            text = changed
        return text.text, ""

    def _changed(self, text: ConfigText, key: str, new: object) -> ConfigText | None:
        """The user's file only holds what differs, where a line can go without taking a comment with it."""
        section, name = _split(key)
        if (
            new == self._defaults[key]
            and (section, name) not in text.values
            and not self._is_aliased(text, key)
        ):
            return text
        if new == self._defaults[key] and not self._is_aliased(text, key):
            without = text.without(section, name)
            if without is not None:
                return without
        return text.with_value(section, name, _written(new))

    def _is_aliased(self, text: ConfigText, key: str) -> bool:
        return key == _INTERPRETER and _split(_SHELL) in text.values

    def _fresh(self, wanted: dict[str, object]) -> str:
        text = ConfigText(_HEADER)
        for key, new in wanted.items():
            text = (
                text.with_value(*_split(key), _written(new)) if new != self._defaults[key] else None
            ) or text
        return text.text

    def _keep_old(self, reading: _Reading, remark: str) -> Path | None:
        if reading.broken:
            return files.set_aside(self.file, "corrupt")
        if remark and reading.data is not None:
            backup = files.free_name(self.file, "bak")
            files.write_atomic(backup, reading.data)
            return backup
        return None

    def _replace(self, text: str, moved: Path | None) -> None:
        try:
            files.write_atomic(self.file, text.encode("utf-8"))
        except OSError:
            if moved is not None:
                moved.rename(self.file)
            raise


# -- reading ---------------------------------------------------------------------------------------------


def _read(file: Path, defaults: Mapping[str, object]) -> _Reading:
    """Everything a file says; ``defaults`` only for naming what is in force instead of a bad value."""
    reading = _Reading()
    try:
        reading.data = _bytes_of(file)
        if reading.data is not None:
            reading.text = ConfigText.decode(reading.data)
    except SettingError as error:
        reading.broken = str(error)
    except OSError as error:
        reading.broken = files.reason(error)
    if reading.broken:
        aside = _ASIDE if defaults else ""
        reading.notices.append(Notice("", f"“{file}” is not used: {reading.broken}. {_BROKEN}{aside}"))
    if defaults or reading.data != default_text().encode():
        _interpret(reading, {setting.key: setting.default for setting in SETTINGS} | dict(defaults))
    return reading


_BROKEN = "The default settings are in force until it is repaired."
_ASIDE = " Saving a setting puts this file aside and writes a new one."


def _covers(setting: Setting, confirmed: object, value: object) -> bool:
    """Whether the learner has confirmed this value or a weaker one."""
    try:
        return confirmed is not None and not setting.weakens(setting.check(confirmed), value)
    except SettingError:
        return False


def _bytes_of(file: Path) -> bytes | None:
    """The file's bytes, None where there is no file; never reads more than a settings file can need."""
    try:
        return files.read(file, MAX_BYTES)
    except FileNotFoundError:
        return None


def _signature(file: Path) -> object:
    try:
        status = file.stat()
    except OSError as error:
        return error.errno
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def _interpret(reading: _Reading, defaults: Mapping[str, object]) -> None:
    unknown: list[tuple[KeyPath, Value]] = []
    for path, value in reading.text.values.items():
        key = ".".join(path)
        if key in _BY_KEY and len(path) == 2:
            _take(reading, _BY_KEY[key], value, defaults)
        elif any(key == inert or key.startswith(inert + ".") for inert in KNOWN_INERT):
            reading.inert.append(key)
        elif key != _SHELL and not (value.text is None and not value.items):
            unknown.append((path, value))
    _take_shell(reading, defaults)
    for path, value in unknown[:_MOST_UNKNOWN]:
        reading.notices.append(_unknown(path, value, {**defaults, **reading.values}))
    if len(unknown) > _MOST_UNKNOWN:
        reading.notices.append(
            Notice("", f"{len(unknown) - _MOST_UNKNOWN} more keys of this file are not known.")
        )
    for path, line in reading.text.duplicates[:_MOST_UNKNOWN]:
        key = ".".join(path)
        reading.notices.append(
            Notice(key, f"{shown(key)} is written twice. Line {line} counts; remove the other.")
        )


def _take(reading: _Reading, setting: Setting, value: Value, defaults: Mapping[str, object]) -> None:
    in_force = f"Until it is changed, {shown(defaults[setting.key])} is used."
    if value.text is None and value.items is None:
        message = f"`{setting.key}` has no value (line {value.line}). {in_force}"
        reading.notices.append(Notice(setting.key, message))
        return
    try:
        reading.values[setting.key] = setting.read(value.text, value.items)
    except SettingError as error:
        reading.notices.append(Notice(setting.key, f"{error} It stands in line {value.line}. {in_force}"))


def _take_shell(reading: _Reading, defaults: Mapping[str, object]) -> None:
    """The predecessor's name for the interpreter counts where ours is absent."""
    value = reading.text.values.get(_split(_SHELL))
    if value is None or value.text is None or _split(_INTERPRETER) in reading.text.values:
        return
    if value.text in _SHELL_MEANS_AUTO:
        reading.values[_INTERPRETER] = "auto"
    else:
        _take(reading, _BY_KEY[_INTERPRETER], value, defaults)


def _unknown(path: KeyPath, value: Value, in_force: Mapping[str, object]) -> Notice:
    import difflib

    key = ".".join(path)
    if key in _BY_KEY:
        section, name = _split(key)
        return Notice(
            key, f"{shown(key)} in line {value.line} is not read. Write `{name}` below `{section}:`."
        )
    near = difflib.get_close_matches(key[:100], [*_BY_KEY, *KNOWN_INERT], n=1, cutoff=0.7)
    if not near:
        return Notice(key, f"{shown(key)} is not known and does nothing (line {value.line}).")
    until = f" Until then {shown(in_force[near[0]]).strip('`')} is used." if near[0] in in_force else ""
    return Notice(key, f"{shown(key)} is not known. Did you mean `{near[0]}`?{until}")


def _declared(key: str) -> Setting:
    if key not in _BY_KEY:
        raise SettingError(f"{shown(key)} is not a setting.")
    return _BY_KEY[key]


def _split(key: str) -> tuple[str, str]:
    section, _dot, name = key.partition(".")
    return section, name


def _written(value: object) -> Written:
    assert isinstance(value, bool | int | float | str | tuple)
    return value
