"""What all attempts share: how one is declared, the arena it is aimed at, and its one line of report.

An attempt returns what it got where it got through and raises OSError where it was held. ``python GROUP.py
ID`` makes one of them; its arena is described by ``arena.json`` beside it, and nothing else is touched.
"""

import ctypes
import hashlib
import json
import os
import sys

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "arena.json"), encoding="utf-8") as _file:
    ARENA = json.load(_file)
HOME, KEY = ARENA["home"], ARENA["key"]
LIBC = ctypes.CDLL(None, use_errno=True)
_NUMBERS = {
    "x86_64": {
        "add_key": 248, "bpf": 321, "clone": 56, "io_uring_setup": 425, "keyctl": 250,
        "perf_event_open": 298, "userfaultfd": 323,
    },
    "aarch64": {
        "add_key": 217, "bpf": 280, "clone": 220, "io_uring_setup": 425, "keyctl": 219,
        "perf_event_open": 241, "userfaultfd": 282,
    },
}  # fmt: skip
_EVERYWHERE = {"clone3": 435, "fsopen": 430}
_ATTEMPTS = {}


class Held(Exception):
    """Nothing was got, although no call failed."""


class NotHere(Exception):
    """This computer lacks what the attempt needs."""


def attempt(name, title, **facts):
    """Declare an attempt. ``facts``, all literal because the host reads them without running anything:

    ``must``: what has to happen, if it is not simply held. ``grants``: permissions that it needs to be
    worth trying. ``limits``: of this run. ``ends``: what the host does after the first output, ``kill`` or
    ``stop``. ``by_host``: only what the host sees counts.
    ``runs``: how often it runs in the same working folder.
    """

    def keep(action):
        _ATTEMPTS[name] = action
        return action

    return keep


def main():
    """Make the attempt that the command line names and report it."""
    name = sys.argv[1]
    try:
        word, text = "worked", _ATTEMPTS[name]()
    except NotHere as lack:
        word, text = "absent", lack
    except Held as reason:
        word, text = "held", reason
    except (OSError, MemoryError) as error:
        word, text = "held", f"{type(error).__name__} {getattr(error, 'errno', None) or ''}".strip()
    except Exception as error:  # a mistake in an attempt must not look like a wall
        word, text = "broken", f"{type(error).__name__}: {error}"
    say(name, word, text)


def say(name, word, text=""):
    """The line that the host reads."""
    line = f"{name}={word} {text}".replace("\n", " ")
    print(line, flush=True)


def read(path):
    """The beginning of a file."""
    with open(path, "rb") as file:
        return file.read(400)


def known(paths, digests):
    """The first of these files that holds what one of the computer's own does."""
    problem = Held("only files of its own")
    for path in paths:
        try:
            with open(path, "rb") as file:
                if hashlib.sha256(file.read()).hexdigest() in digests:
                    return path
        except OSError as error:
            problem = error
    raise problem


def checked(result):
    """The result of a function of the C library, or its error."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def call(name, *words):
    """A system call by its number."""
    number = _EVERYWHERE.get(name) or _NUMBERS.get(os.uname().machine, {}).get(name)
    if number is None:
        raise NotHere(f"no number of {name} for this machine")
    return call_number(number, *words)


def call_number(number, *words):
    """A system call; numbers as wide as a register."""
    wide = [ctypes.c_long(word) if isinstance(word, int) else word for word in words]
    return checked(LIBC.syscall(ctypes.c_long(number), *wide))


def by_native_code(path):
    """The beginning of a file, read by the C library alone: no hook of Python sees it."""
    descriptor = checked(LIBC.open(os.fsencode(path), os.O_RDONLY))
    buffer = ctypes.create_string_buffer(400)
    checked(LIBC.read(descriptor, buffer, 400))
    return buffer.value
