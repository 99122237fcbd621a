from dataclasses import dataclass
from enum import Enum

lines = [
    "forward 3",
    "tell",
    "right",
    "repeat 2 forward 1",
    "tell",
    "forward far",
    "repeat 2 left",
    "tell",
    "home",
    "tell",
]


class Look(Enum):
    """Where the turtle looks: a step to the east, one to the north."""

    NORTH = (0, 1)
    EAST = (1, 0)
    SOUTH = (0, -1)
    WEST = (-1, 0)


@dataclass
class Turtle:
    x: int = 0
    y: int = 0
    look: Look = Look.NORTH


def act(turtle, line):
    match line.split():
        case ["tell"]:
            print(turtle.x, turtle.y, turtle.look.name.lower())
        case ["forward", steps]:
            turtle.y += int(steps)


turtle = Turtle()
for line in lines:
    act(turtle, line)
