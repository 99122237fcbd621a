"""Judges a learner's program by the ``check.py`` of its exercise: ``judge.py PROGRAM CHECK``.

Runs as the confined program itself; ``check.py`` is given ``run``, ``namespace`` and ``tree``. The
last line of stdout is the verdict as JSON. A program that ends this process early has none, so it has not
passed.
"""

from __future__ import annotations

import ast
import io
import json
import os
import sys
import types
from collections.abc import Iterator, Mapping
from typing import Any

_LONGEST = 2000


class ProgramError(Exception):
    """The learner's program did not come to its end; the text says how, for the learner."""


class NoSuchName(KeyError):  # noqa: N818 - a KeyError, so that ``get`` and ``in`` work
    """A name that the learner's program does not have."""


class _Program:
    """The learner's program, which can be run again and again."""

    def __init__(self, file: str) -> None:
        self.file = file
        with open(file, encoding="utf-8-sig") as stream:
            self.source = stream.read()
        self.names: dict[str, Any] | None = None

    def run(self, stdin: str = "", **values: object) -> str:
        """What it prints when it is given ``stdin``, with other ``values`` for names it begins with.

        Raises ProgramError when it ends with an error, NoSuchName for a name that it does not assign.
        """
        printed = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n", write_through=True)
        main = types.ModuleType("__main__")
        main.__file__ = self.file
        self.names = main.__dict__
        kept = sys.stdin, sys.stdout, sys.argv, sys.modules["__main__"]
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
        sys.stdout, sys.argv, sys.modules["__main__"] = printed, [self.file], main
        try:
            exec(compile(self._with(values), self.file, "exec", dont_inherit=True), main.__dict__)
        except NoSuchName:
            raise
        except BaseException as error:
            if not _is_success(error):
                raise ProgramError(self.told(error)) from error
        finally:
            sys.stdin, sys.stdout, sys.argv, sys.modules["__main__"] = kept
        raw = printed.buffer
        assert isinstance(raw, io.BytesIO)
        return raw.getvalue().decode("utf-8", "replace")

    def _with(self, values: Mapping[str, object]) -> ast.Module:
        """The program; the first assignment to each name of ``values`` has that value."""
        tree = ast.parse(self.source, self.file)
        first = {
            node.targets[0].id: node
            for node in reversed(tree.body)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for name, value in values.items():
            if name not in first:
                raise NoSuchName(name)
            first[name].value = ast.parse(repr(value), mode="eval").body
        return ast.fix_missing_locations(tree)

    def told(self, error: BaseException) -> str:
        """An error of the program as a sentence for who wrote it."""
        if isinstance(error, SystemExit):
            return f"Your program ended itself with exit code {error.code}."
        line = self.line_of(error)
        place = f" in line {line}" if line else ""
        kind = type(error).__name__
        message = error.msg if isinstance(error, SyntaxError) else str(error)
        if isinstance(error, EOFError):
            message = "it asked for more input than it was given"
        return f"Your program ended with {kind}{place}: {message}" if message else f"{kind}{place}"

    def line_of(self, error: BaseException) -> int:
        """The last line of the program that the error passed through, 0 where it passed none."""
        if isinstance(error, SyntaxError) and error.filename == self.file:
            return error.lineno or 0
        line, trace = 0, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.file:
                line = trace.tb_lineno
            trace = trace.tb_next
        return line


class _Namespace(Mapping[str, Any]):
    """The names of the program after its last run; it runs once, without input, when it has not run yet."""

    def __init__(self, program: _Program) -> None:
        self._program = program

    def __getitem__(self, name: str) -> Any:
        try:
            return self._names[name]
        except KeyError:
            raise NoSuchName(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @property
    def _names(self) -> dict[str, Any]:
        if self._program.names is None:
            self._program.run()
        assert self._program.names is not None
        return self._program.names


def judge(file: str, check: str) -> dict[str, object]:
    """The verdict: ``passed``, a ``message`` for the learner, and ``is_fair``.

    Unfair is a check that ends with an error of its own instead of an assert with a message.
    """
    program = _Program(file)
    with open(check, encoding="utf-8") as stream:
        source = stream.read()
    try:
        given = {
            "__name__": "check",
            "run": program.run,
            "namespace": _Namespace(program),
            "tree": ast.parse(program.source, file),
        }
        exec(compile(source, check, "exec", dont_inherit=True), given)
    except BaseException as error:  # noqa: BLE001 - all but a plain end is a verdict
        return _verdict(program, error)
    if program.names is None and "tree" not in source:
        return _told("The check looks at nothing of the program.", is_fair=False)
    return {"passed": True, "message": "", "is_fair": True}


def _verdict(program: _Program, error: BaseException) -> dict[str, object]:
    if isinstance(error, ProgramError):
        return _told(str(error))
    if program.line_of(error):
        return _told(program.told(error))
    if isinstance(error, NoSuchName):
        return _told(f"There is no name {error.args[0]} in your program.")
    if isinstance(error, AssertionError) and str(error):
        return _told(str(error))
    return _told(f"The check ended with {type(error).__name__}: {error}", is_fair=False)


def _told(message: str, *, is_fair: bool = True) -> dict[str, object]:
    return {"passed": False, "message": message[:_LONGEST], "is_fair": is_fair}


def _is_success(error: BaseException) -> bool:
    return isinstance(error, SystemExit) and error.code in (None, 0)


def main() -> None:
    """Print the verdict. The program's own folder, not ours, is where it finds modules."""
    file, check = sys.argv[1:]
    sys.path[0] = os.path.dirname(file)
    verdict = judge(file, check)
    sys.stdout.write("\n" + json.dumps(verdict) + "\n")


if __name__ == "__main__":
    main()
