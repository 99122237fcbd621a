"""Finds out what of Python a program uses: ``evidence.py RESULT PROGRAM [FILE...]``.

Runs as the confined program itself. Reads the texts, then runs PROGRAM with hooks that are told of each C
function called and each text compiled. RESULT, a JSON file in the working folder, holds words such as
``ast:For`` and ``method:str.split``. With ``--sets`` instead of PROGRAM it holds what this Python has.
"""

from __future__ import annotations

import atexit
import builtins
import codeop
import json
import os
import sys
import threading
import types
import warnings
from collections.abc import Callable
from typing import Any

_OURS = os.path.dirname(os.path.abspath(__file__))
_LEAST_WORDS = 2


def main() -> None:
    """Write the evidence, also when the program ends in an error, which is told as ever."""
    here = os.path.abspath(sys.argv[1])
    if sys.argv[2] == "--sets":
        _find_ours()
        from desktop.child.language import sets

        _write(here, sets())
        return
    program, *others = sys.argv[2:]
    run = _Run(program, [program, *others], _reader())
    _write(here, sorted(run.seen))
    sys.path[0] = os.path.dirname(program)
    atexit.register(lambda: _write(here, sorted(run.seen)))
    run.run()


def _find_ours() -> None:
    """Packages made by hand, as in ``bootstrap.py``: a confined program may not look into their folders."""
    for name in ("desktop", "desktop.child"):
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__path__ = [_OURS]


def _reader() -> Callable[[str, str], set[str]]:
    """What a text shows; its modules are taken out of the program's sight again."""
    _find_ours()
    from desktop.child.lexical import Lexical
    from desktop.child.static import Static

    for name in [name for name in sys.modules if name.partition(".")[0] == "desktop"]:
        del sys.modules[name]
    return lambda text, file: Lexical(text).found | Static(text, file).found


def _text(file: str) -> str:
    with open(file, encoding="utf-8-sig") as stream:
        return stream.read()


def _write(file: str, value: object) -> None:
    with open(file, "w", encoding="utf-8") as stream:
        json.dump(value, stream)


class _Run:
    """The program, run as ``__main__`` under the hook."""

    def __init__(self, program: str, files: list[str], read: Callable[[str, str], set[str]]) -> None:
        texts = [file for file in files if file.endswith(".py")]
        self.seen: set[str] = set().union(*(read(_text(file), file) for file in texts))
        self._program, self._read = program, read
        self._own = {*files, "<string>", "<stdin>"}
        self._is_reading = False

    def run(self) -> None:
        main = types.ModuleType("__main__")
        main.__file__ = self._program
        sys.modules["__main__"] = main
        sys.argv[:] = [self._program]
        source = _text(self._program)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SyntaxWarning)
                code = compile(source, self._program, "exec", dont_inherit=True)
            sys.addaudithook(self._on_audit)
            threading.setprofile(self._on_event)
            sys.setprofile(self._on_event)
            exec(code, main.__dict__)
        except BaseException as error:
            self.seen.update(f"exc:{kind.__name__}" for kind in type(error).__mro__[:1])
            raise
        finally:
            sys.setprofile(None)
            threading.setprofile(None)

    def _on_event(self, frame: types.FrameType, event: str, called: Any) -> None:
        """Only calls that the program's own lines make."""
        if event == "c_call" and frame.f_code.co_filename in self._own:
            name = getattr(called, "__qualname__", "")
            if name == "__build_class__":  # every class statement calls it
                return
            if getattr(called, "__self__", None) is builtins:
                self.seen.add(f"builtin:{name}")
            elif "." in name:
                self.seen.add(f"method:{name}")

    def _on_audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Texts that the program compiles, and Pythons that it starts."""
        if event == "compile" and not self._is_reading:
            source, file = arguments
            caller = sys._getframe(1).f_code.co_filename
            if str(file).startswith("<") and (caller in self._own or caller == codeop.__file__):
                self._read_text(source)
        elif event == "subprocess.Popen":
            command = arguments[1]
            words = command.split() if isinstance(command, str) else [os.fsdecode(word) for word in command]
            if words and "python" in os.path.basename(words[0]):
                self.seen |= _options(words)
                self._read_started(words[1:])

    def _read_started(self, words: list[str]) -> None:
        """The text behind ``-c``, or the file to run."""
        if "-c" in words[:-1]:
            self._read_text(words[words.index("-c") + 1])
        elif words and words[0].endswith(".py") and os.path.isfile(words[0]):
            self._read_text(_text(words[0]))

    def _read_text(self, source: object) -> None:
        """Reading compiles too."""
        text = source.decode("utf-8", "replace") if isinstance(source, bytes) else source
        if isinstance(text, str):
            self._is_reading = True
            try:
                self.seen |= self._read(text, "<text>")
            finally:
                self._is_reading = False


def _options(words: list[str]) -> set[str]:
    found = {"cli:stdin"} if len(words) < _LEAST_WORDS or "-" in words else set()
    rest = iter(words[1:])
    for word in rest:
        if word == "-m":
            module = next(rest, "")
            found |= {"cli:-m", f"cli:-m-{module}", f"cli:-m-{module.partition('.')[0]}"}
            break
        if not word.startswith("-"):
            break
        found.add(f"cli:{word[:2]}")
        if word == "-c":
            break
        if word in ("-W", "-X"):
            next(rest, None)
    return found


if __name__ == "__main__":
    main()
