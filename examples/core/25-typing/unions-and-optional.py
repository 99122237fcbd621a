"""int | None

`|` between types means "one of these". The most common is
`X | None`: a value or nothing. Whoever receives one has to deal with
`None` first.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Allow several types and handle None first."
# level = "intermediate"
# since = "3.10"
# tags = ["hints", "typing"]
# covers = [
#   "ast:BitOr", "pep:604", "name:typing.Optional",
#   "name:typing.Union",
# ]
# docs = ["library/stdtypes#types-union"]
# try = [
#   "Let `parcel` take `bytes`, too: `parcel(b\"2\")`.",
#   "Remove the question for None in `label` and run again.",
#   "Ask `isinstance(\"3\", int | list[int])` and read the error.",
# ]
# ///

from typing import Optional, Union, get_args


def find(names: list[str], start: str) -> str | None:
    for name in names:
        if name.startswith(start):
            return name
    return None


def label(names: list[str], start: str) -> str:
    name = find(names, start)
    # From here on there are two cases. None goes first.
    if name is None:
        return f"nobody with {start}"
    return name.upper()


team = ["Ida", "Joel", "Noor"]
print(label(team, "J"))
print(label(team, "X"))


def parcel(weight: int | float | str) -> str:
    if isinstance(weight, str):
        weight = float(weight)
    return f"{weight:.1f} kg"


print(parcel(2), parcel(1.3), parcel("0.5"))

# A union is an object too. isinstance() understands it.
print(int | str, isinstance(3, int | str), isinstance(3.5, int | str))

# The older ways of writing the same.
print(Optional[int] == (int | None), Union[int, str] == (int | str))

# predict: the same type twice, and a union in a union. How many?
print(get_args(int | str | int | (str | None)))


# pitfall: An empty text is a value, not None. Ask with `is None`.
def greet(name: str | None) -> str:
    return name or "stranger"


print(greet(None), greet(""))
