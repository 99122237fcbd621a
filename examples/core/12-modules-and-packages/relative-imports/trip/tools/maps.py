"""Read a map."""

from ..units import km


def scale(centimetres):
    return f"{centimetres} cm on the map are {km(centimetres / 2)}"
