import inspect
import types
import typing
from collections.abc import Iterable, Mapping

STOCK = {"red": [50, 50, 25], "blue": [100], "grey": []}

# For each function and name: what its hint has to allow, and what it
# must not allow.
CASES = {
    "total": {
        "balls": ([[100], []], [["red"], 5]),
        "return": ([100, 0], ["red", None]),
    },
    "find": {
        "stock": ([STOCK], [{1: [50]}, 5]),
        "start": (["b"], [5, None]),
        "return": (["blue", None], [5, ["blue"]]),
    },
    "report": {
        "stock": ([STOCK], [{"red": ["50"]}, {1: [50]}, ["red"]]),
        "return": (
            [[("blue", 100)], []],
            [[("blue", "100")], [(100, 100)], ["blue"], None],
        ),
    },
}


def parts(hint):
    """The hint and all that stands in its brackets."""
    if isinstance(hint, getattr(typing, "TypeAliasType", ())):
        hint = hint.__value__
    yield hint
    for part in typing.get_args(hint):
        yield from parts(part)


def says_nothing(hint):
    if hint in (typing.Any, object) or isinstance(hint, typing.TypeVar):
        return True
    if typing.get_origin(hint):
        return not typing.get_args(hint)
    if hint in (str, bytes) or not isinstance(hint, type):
        return False
    return issubclass(hint, Iterable)


def allows(hint, value):
    """Whether a type checker would take the value."""
    if isinstance(hint, getattr(typing, "TypeAliasType", ())):
        hint = hint.__value__
    kind, inside = typing.get_origin(hint), typing.get_args(hint)
    if kind in (typing.Union, types.UnionType):
        return any(allows(part, value) for part in inside)
    if hint in (None, type(None)):
        return value is None
    if hint is float:
        return isinstance(value, (int, float))
    if kind is None:
        return not isinstance(hint, type) or isinstance(value, hint)
    if not isinstance(value, kind):
        return False
    if kind is tuple and inside[-1] is not ...:
        return allows_each(inside, value)
    if issubclass(kind, Mapping):
        pairs = value.items()
        return all(allows_each(inside, pair) for pair in pairs)
    return all(allows(inside[0], item) for item in value)


def allows_each(hints, values):
    same = len(hints) == len(values)
    return same and all(map(allows, hints, values))


def look(what, hint, right, wrong):
    told = inspect.formatannotation(hint)
    assert not any(map(says_nothing, parts(hint))), (
        f"The hint {told} for {what} does not say all: a part of it "
        "may be anything."
    )
    for value in right:
        assert allows(hint, value), (
            f"The hint {told} for {what} does not allow {value!r}, and "
            "that occurs."
        )
    for value in wrong:
        assert not allows(hint, value), (
            f"The hint {told} for {what} would allow {value!r}, and "
            "that is too much."
        )


printed = run().split("\n")[:-1]
wanted = ["blue None", "[('blue', 100), ('grey', 0), ('red', 125)]"]
assert printed == wanted, (
    f"The program should still print {wanted}, but it prints {printed}."
)
for name, cases in CASES.items():
    try:
        hints = typing.get_type_hints(namespace[name])
    except NameError as error:
        raise AssertionError(
            f"A hint of {name} cannot be worked out: {error}."
        ) from None
    for part, (right, wrong) in cases.items():
        what = "the result" if part == "return" else f"`{part}`"
        assert part in hints, f"{name} has no hint for {what}."
        look(f"{what} of {name}", hints[part], right, wrong)
