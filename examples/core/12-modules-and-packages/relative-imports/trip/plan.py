"""Describe a day on foot."""

from . import units
from .units import km


def describe(hours):
    return f"{hours} hours, about {km(hours * 4)}"


if __name__ == "__main__":
    print("as a program:", describe(2), units.__name__)
