"""Protocol classes and isinstance()

A `Protocol` describes which methods something must have. Nobody has
to inherit from it: what fits, fits. With `@runtime_checkable`,
`isinstance()` checks that the methods are there, and no more.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Describe a shape without inheritance."
# level = "advanced"
# since = "3.8"
# tags = ["typing", "new-3.8"]
# covers = [
#   "name:typing.Protocol", "name:typing.runtime_checkable",
#   "name:typing.get_protocol_members", "name:typing.is_protocol",
#   "pep:544",
# ]
# docs = ["library/typing#typing.Protocol"]
# try = [
#   "Rename `play` of `Drum` and run again.",
#   "Add `volume: int` to `Player`. Who still fits?",
#   "Remove `@runtime_checkable` and read the error.",
# ]
# ///

import sys
from typing import Protocol, runtime_checkable


@runtime_checkable
class Player(Protocol):
    def play(self, bars: int) -> str: ...


# Neither class has heard of Player.
class Drum:
    def play(self, bars: int) -> str:
        return " ".join(["boom"] * bars)


class Flute:
    def play(self, bars: int) -> str:
        return " ".join(["tweet"] * bars)


class Chair:
    pass


# The note `Player` is for readers and for type checkers.
def rehearse(player: Player) -> None:
    print(type(player).__name__, player.play(3))


for thing in [Drum(), Flute(), Chair()]:
    if isinstance(thing, Player):
        rehearse(thing)
    else:
        print(type(thing).__name__, "cannot play")

print("Player among the bases:", Player in Drum.__mro__)

# Python 3.13 and newer can also list what a protocol asks for.
if sys.version_info >= (3, 13):
    from typing import get_protocol_members, is_protocol

    print(is_protocol(Player), is_protocol(Drum))
    print(sorted(get_protocol_members(Player)))


# pitfall: Only the name is checked, not the parameters.
class Game:
    def play(self):
        return "checkmate"


# predict: is a game a player? And does the rehearsal work?
print(isinstance(Game(), Player))
try:
    rehearse(Game())
except TypeError as error:
    print("TypeError:", error)
