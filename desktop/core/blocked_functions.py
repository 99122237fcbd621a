"""What the names in ``security.blocked_functions`` mean: a wall of the kernel's, or advice.

A name that starts programs closes every way to start one; ``socket`` closes the network; the rest is a guard
inside the program, which a program can go around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_STARTER = re.compile(
    r"(subprocess|multiprocessing|pty|_posixsubprocess)(\..*)?"
    r"|(os|posix)\.(system|popen|fork|forkpty|startfile|exec.*|spawn.*|posix_spawn.*)"
    r"|asyncio\.create_subprocess_.*|concurrent\.futures\.ProcessPoolExecutor"
)
_NETWORK = re.compile(r"_?socket(\..*)?")


def starts_programs(names: Iterable[str]) -> bool:
    """Whether one of the names starts programs: then permission ``run`` must be granted to be had."""
    return any(map(_STARTER.fullmatch, names))


def closes_network(names: Iterable[str]) -> bool:
    """Whether one of the names is a socket's: then there is no network, whatever is granted."""
    return any(map(_NETWORK.fullmatch, names))


def advice(names: Iterable[str]) -> tuple[str, ...]:
    """The names that only the guard inside the program refuses."""
    return tuple(name for name in names if not _STARTER.fullmatch(name) and not _NETWORK.fullmatch(name))
