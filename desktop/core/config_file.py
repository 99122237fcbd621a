"""The text of ``config.yaml``: read together with its places, and changed without touching any other byte.

The only module that knows YAML. Refuses what a settings file does not need: anchors, aliases,
tags, deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from desktop.core.errors import SettingError

MAX_BYTES = 128 * 1024  # the parser needs a second for the worst text of this size
_MAX_DEPTH = 16
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_NULL = "tag:yaml.org,2002:null"
_STRING = "tag:yaml.org,2002:str"

KeyPath = tuple[str, ...]
Written = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value. ``text`` is a scalar's text without quotes, ``items`` a list's; both None for no value."""

    text: str | None
    items: tuple[str, ...] | None
    line: int


class ConfigText:
    """A text that is YAML and holds a mapping, or nothing; immutable. Raises SettingError for any other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._offset = 1 if text.startswith("\ufeff") else 0
        self._root = _compose(text[self._offset :])
        if self._root is not None and not isinstance(self._root, yaml.MappingNode):
            raise SettingError("it holds no lines of the form `section:`")
        self.duplicates: list[tuple[KeyPath, int]] = []
        self.values: dict[KeyPath, Value] = {}
        self._leaves: dict[KeyPath, object] = {}
        self._collect((), self._root)
        self.duplicates.sort(key=lambda duplicate: duplicate[1])

    @classmethod
    def decode(cls, data: bytes) -> ConfigText:
        """The text of a file's bytes; UTF-8 with or without a byte order mark, any line ends."""
        try:
            return cls(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise SettingError(f"it is not UTF-8 text (line {line})") from None

    def _collect(self, path: KeyPath, node: yaml.Node | None) -> None:
        """Leaves by path. Of a key that is written twice the last counts, as PyYAML has it."""
        if isinstance(node, yaml.MappingNode) and (node.value or not path):
            winners: dict[str, yaml.Node] = {}
            for key, value in node.value:
                name = _key_text(key)
                if name in winners:
                    self.duplicates.append(((*path, name), key.start_mark.line + 1))
                winners[name] = value
            for name, value in winners.items():
                self._collect((*path, name), value)
        elif node is not None and path:
            self._leaves[path] = _plain(node)
            self.values[path] = _value(node)

    # -- changes ---------------------------------------------------------------------------------------------

    def with_value(self, section: str, name: str, value: Written) -> ConfigText | None:
        """The text with this one value changed or added, all others equal; None if that takes a rewrite."""
        wanted = _plain(_compose(_snippet(value)))
        others = {
            path: leaf for path, leaf in self._leaves.items() if path not in ((section,), (section, name))
        }
        if self._leaves.get((section,), _NO_VALUE) not in (_NO_VALUE, ["map"]):
            return None
        return self._first_good(self._changed(section, name, value), {**others, (section, name): wanted})

    def without(self, section: str, name: str) -> ConfigText | None:
        """The text without the value, where it stands alone on a line of its own beside other values."""
        others = {path: leaf for path, leaf in self._leaves.items() if path != (section, name)}
        found = self._find(section, name)
        return self._first_good(self._cut(found[0], found[1]), others) if found else None

    def rewritten(self, changes: dict[tuple[str, str], Written]) -> str:
        """A new text with all values of this one and the changes; comments and layout are gone."""
        root = _compose(self.text[self._offset :]) or yaml.MappingNode("tag:yaml.org,2002:map", [])
        for (section, name), value in changes.items():
            _put(_sub_mapping(root, section), name, _compose(_snippet(value)))
        return str(yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True))

    def _first_good(self, candidates: Iterator[str], wanted: dict[KeyPath, object]) -> ConfigText | None:
        """A text that does not read back as exactly the wanted values is never written."""
        for candidate in candidates:
            try:
                result = ConfigText(candidate)
            except SettingError:
                continue
            if result._leaves == wanted:
                return result
        return None

    def _find(self, section: str, name: str) -> tuple[yaml.Node, yaml.Node] | None:
        inner = _last(self._root, section)
        return _last(inner[1], name) if inner else None

    def _changed(self, section: str, name: str, value: Written) -> Iterator[str]:
        found, outer = self._find(section, name), _last(self._root, section)
        if found:
            yield from self._replaced(found[1], value)
        elif outer and isinstance(outer[1], yaml.MappingNode):
            yield from self._added(outer[1], f"{name}: {_snippet(value)}")
        elif outer:
            indent = " " * (outer[0].start_mark.column + 2)
            yield self._line_after(outer[0].end_mark.index, f"{indent}{name}: {_snippet(value)}")
        else:
            yield from self._with_section(section, f"{name}: {_snippet(value)}")

    def _replaced(self, node: yaml.Node, value: Written) -> Iterator[str]:
        if isinstance(node, yaml.SequenceNode) and isinstance(value, tuple):
            yield from self._list_changed(node, value)
        elif isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">"):
            start, end = node.start_mark.index, node.end_mark.index
            yield self._spliced(start, end, (" " if start == end else "") + _snippet(value))

    def _added(self, mapping: yaml.MappingNode, entry: str) -> Iterator[str]:
        """A new entry of a mapping: after its last scalar, else before its first key."""
        if mapping.flow_style:
            if mapping.value:
                yield self._inserted(_end(mapping.value[-1][1]), f", {entry}")
            else:
                yield self._inserted(mapping.start_mark.index + 1, entry)
            return
        for key, value in reversed(mapping.value):
            if isinstance(value, yaml.ScalarNode) and value.style not in ("|", ">"):
                yield self._line_after(_end(value), self._margin(key) + entry)
        yield self._line_before(mapping.value[0][0], entry)

    def _with_section(self, section: str, entry: str) -> Iterator[str]:
        root = self._root
        if isinstance(root, yaml.MappingNode) and root.flow_style:
            yield from self._added(root, f"{section}: {{{entry}}}")
            return
        margin = self._margin(root.value[0][0]) if isinstance(root, yaml.MappingNode) and root.value else ""
        lines = [f"{margin}{section}:", f"{margin}  {entry}"]
        nl = self._newline()
        start = self.text if not self.text or _BREAK.search(self.text[-1:]) else self.text + nl
        yield start + nl.join(lines) + nl
        if isinstance(root, yaml.MappingNode) and root.value:
            yield self._line_before(root.value[0][0], nl.join([f"{section}:", lines[1]]))

    def _list_changed(self, node: yaml.SequenceNode, value: tuple[str, ...]) -> Iterator[str]:
        old = tuple(item.value for item in node.value if isinstance(item, yaml.ScalarNode))
        if len(old) != len(node.value) or not old:
            return
        if len(old) == len(value):
            yield self._items_replaced(node, value)
        elif value[: len(old)] == old:
            yield self._items_appended(node, value[len(old) :])
        elif len(value) == len(old) - 1 and value:
            gone = next(i for i, text in enumerate(old) if value[i : i + 1] != (text,))
            yield from self._cut(node.value[gone], node.value[gone])

    def _items_replaced(self, node: yaml.SequenceNode, value: tuple[str, ...]) -> str:
        text = self.text
        for item, new in reversed(list(zip(node.value, value, strict=True))):
            if item.value != new:
                start, end = item.start_mark.index + self._offset, item.end_mark.index + self._offset
                text = text[:start] + _snippet(new) + text[end:]
        return text

    def _items_appended(self, node: yaml.SequenceNode, new: tuple[str, ...]) -> str:
        last = node.value[-1]
        if node.flow_style:
            return self._inserted(_end(last), "".join(f", {_snippet(item)}" for item in new))
        dash = self._line_start(last).rpartition("-")[0]
        return self._line_after(_end(last), self._newline().join(f"{dash}- {_snippet(item)}" for item in new))

    # -- places ----------------------------------------------------------------------------------------------

    def _spliced(self, start: int, end: int, new: str) -> str:
        return self.text[: start + self._offset] + new + self.text[end + self._offset :]

    def _inserted(self, at: int, new: str) -> str:
        return self._spliced(at, at, new)

    def _line_after(self, index: int, line: str) -> str:
        """A line put after the line that holds ``index``; a last line without an end keeps having none."""
        end = _BREAK.search(self.text, index + self._offset)
        if end is None:
            return self.text + self._newline() + line
        return self.text[: end.end()] + line + self._newline() + self.text[end.end() :]

    def _line_before(self, key: yaml.Node, line: str) -> str:
        margin = self._margin(key)
        at = key.start_mark.index - len(margin)
        return self._inserted(at, f"{margin}{line}{self._newline()}")

    def _line_start(self, node: yaml.Node) -> str:
        """The text of the node's line before the node."""
        return _BREAK.split(self.text[self._offset : node.start_mark.index + self._offset])[-1]

    def _margin(self, key: yaml.Node) -> str:
        start = self._line_start(key)
        return start if not start.strip() else " " * key.start_mark.column

    def _newline(self) -> str:
        found = _BREAK.search(self.text)
        return found.group() if found else "\n"

    def _cut(self, first: yaml.Node, last: yaml.Node) -> Iterator[str]:
        """Without the line of these nodes, where it holds nothing else: no comment and no other value."""
        before = self._line_start(first)
        end = _BREAK.search(self.text, _end(last) + self._offset)
        after = self.text[_end(last) + self._offset : end.start() if end else None]
        is_alone = not before.strip(" -") and not after.strip() and "\n" not in self._spanned(first, last)
        if is_alone:
            start = first.start_mark.index + self._offset - len(before)
            yield self.text[:start] + (self.text[end.end() :] if end else "")

    def _spanned(self, first: yaml.Node, last: yaml.Node) -> str:
        return self.text[first.start_mark.index + self._offset : _end(last) + self._offset]


def entry(name: str, value: object) -> str:
    """``name: value`` as the default file writes it."""
    return f"{name}: {_snippet(value)}"


class _Loader(yaml.SafeLoader):
    """Refuses while reading, before anything is built: an alias bomb or deep nesting costs nothing."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise yaml.MarkedYAMLError(
                None, None, "anchors and aliases (`&`, `*`) are not read", event.start_mark
            )
        if getattr(event, "tag", None) is not None:
            raise yaml.MarkedYAMLError(None, None, "tags (`!`) are not read", event.start_mark)
        if self._depth >= _MAX_DEPTH:
            raise yaml.MarkedYAMLError(None, None, "it is nested too deep", event.start_mark)
        self._depth += 1
        node = super().compose_node(parent, index)  # type: ignore[arg-type]
        self._depth -= 1
        return node


def _compose(text: str) -> yaml.Node | None:
    """The tree of a text; raises SettingError with the end of a sentence that names the line."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}: " if mark else ""
        raise SettingError(f"{place}{error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise SettingError(str(error).splitlines()[0]) from None
    except (ValueError, OverflowError):  # PyYAML lets these out for "\\UFFFFFFFF" and the like
        raise SettingError("it holds an escape or a number that means nothing") from None
    if root is not None and _plain(root) == _NO_VALUE:
        return None
    return root


def _key_text(key: yaml.Node) -> str:
    if not isinstance(key, yaml.ScalarNode):
        raise SettingError(f"line {key.start_mark.line + 1}: a key must be one word")
    return str(key.value)


def _plain(node: yaml.Node | None) -> object:
    """A node without its places, for comparing."""
    if isinstance(node, yaml.ScalarNode):
        return (node.tag, node.value)
    if isinstance(node, yaml.SequenceNode):
        return ["list", *(_plain(item) for item in node.value)]
    if isinstance(node, yaml.MappingNode):
        return ["map", *((_plain(key), _plain(value)) for key, value in node.value)]
    return None


_NO_VALUE = (_NULL, "")


def _value(node: yaml.Node) -> Value:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Value(None if node.tag == _NULL else str(node.value), None, line)
    if isinstance(node, yaml.SequenceNode):
        return Value(None, tuple(str(getattr(item, "value", "")) for item in node.value), line)
    return Value(None, None, line)


def _last(node: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    """The entry that counts where a key is written twice."""
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    return next((entry for entry in reversed(entries) if entry[0].value == name), None)


def _end(node: yaml.Node) -> int:
    return int(node.end_mark.index)


def _put(mapping: yaml.MappingNode, name: str, value: yaml.Node | None) -> None:
    kept = [entry for entry in mapping.value if entry[0].value != name]
    mapping.value = [*kept, (yaml.ScalarNode(_STRING, name), value)]


def _sub_mapping(root: yaml.Node, section: str) -> yaml.MappingNode:
    assert isinstance(root, yaml.MappingNode)
    found = _last(root, section)
    if found and isinstance(found[1], yaml.MappingNode):
        return found[1]
    new = yaml.MappingNode("tag:yaml.org,2002:map", [])
    _put(root, section, new)
    return new


def _snippet(value: object) -> str:
    """A value as YAML: text always quoted, so that no reader takes it for anything else."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(_escaped(character) for character in value) + '"'
    if isinstance(value, tuple):
        return "[" + ", ".join(_snippet(item) for item in value) + "]"
    return repr(value)


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    return f"\\U{ord(character):08x}"
