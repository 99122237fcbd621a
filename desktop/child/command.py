"""The command line of the learner's program."""

from __future__ import annotations

import os

from desktop.child.order import Order

_BOOTSTRAP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bootstrap.py")


def command(order: Order) -> list[str]:
    """The program's path is the last word, so that process lists show it."""
    words = [order.interpreter, "-s", "-X", "utf8", _BOOTSTRAP, str(order.control), str(order.notes)]
    return [*words, *order.arguments, order.file]
