"""TypedDict: dictionaries with known keys

A `TypedDict` says which keys a dictionary has and of which type each
value is. Some keys may be left out. To Python it is a plain
dictionary; the checker does the rest.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Describe a JSON object, with required and optional keys."
# level = "intermediate"
# since = "3.11"
# tags = ["hints", "typing"]
# covers = [
#   "name:typing.TypedDict", "name:typing.Required",
#   "name:typing.NotRequired", "name:typing.is_typeddict",
#   "pep:589", "pep:655",
# ]
# docs = ["library/typing#typing.TypedDict"]
# try = [
#   "Give `Song` a key `year` that may be left out.",
#   "Ask `isinstance(song, Song)` and read the error.",
#   "Mark `wind` in `Weather` as required as well.",
# ]
# ///

import json
from typing import NotRequired, Required, TypedDict, is_typeddict


class Song(TypedDict):
    title: str
    seconds: int
    album: NotRequired[str]


def length(song: Song) -> str:
    minutes, seconds = divmod(song["seconds"], 60)
    return f"{song['title']}: {minutes}:{seconds:02}"


# It looks like a call or like a literal, and is a dict either way.
song = Song(title="Tide", seconds=205)
other: Song = {"title": "Ebb", "seconds": 95, "album": "Shore"}
print(song, type(song) is dict)
print(length(song), "/", length(other))

# Which keys must be there is known at run time as well.
print(sorted(Song.__required_keys__), sorted(Song.__optional_keys__))
print(is_typeddict(Song), is_typeddict(dict))


# Turned round: everything may be missing, but for one key.
class Weather(TypedDict, total=False):
    station: Required[str]
    degrees: float
    wind: int


print(sorted(Weather.__required_keys__), len(Weather.__optional_keys__))

# predict: seconds is a text, and a key is unknown. Refused?
loaded: Song = json.loads('{"title": "Surf", "seconds": "90", "x": 1}')
print(loaded)

# pitfall: So data from outside needs a check of your own.
missing = Song.__required_keys__ - {"title": "Calm"}.keys()
print("missing:", sorted(missing))
