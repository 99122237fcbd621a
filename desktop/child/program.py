"""The bootstrap's work: a fresh ``__main__``, a clean ``sys``, and the report of an uncaught exception.

Imports only what every Python has loaded at its start; nothing of ours stays in ``sys.modules``.
"""

from __future__ import annotations

import _frozen_importlib_external
import os
import sys

from desktop.child.frames import frame
from desktop.child.modules import take_module
from desktop.child.streams import ControlPipe, inherited, install_streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal as _signal
    from collections.abc import Callable
    from types import CodeType, TracebackType
    from typing import Any
else:
    import _signal  # every Python has it loaded; ``signal`` it has not

_OURS = os.path.dirname(os.path.abspath(__file__))
_REFUSED = 125  # the exit code of a program that did not run
_REFUSALS = "<security.blocked_functions>"  # where tracebacks say that blocked functions are
_MAX_MESSAGE = 2000
_MAX_CHAIN = 1000


class Program:
    """The learner's program in this process."""

    def __init__(self, given: dict[str, object], loaded: set[str]) -> None:
        """``given``: the names of a new ``__main__``; ``loaded``: the modules that were there before ours."""
        _, control, number, *arguments, self._file = sys.argv
        self._notes = notes = _read_notes(int(number))
        if "file" in notes:  # this interpreter was there before its program
            arguments, self._file = notes.get("argument", []), notes["file"][0]
            _move(notes["work_dir"][0], notes.get("home", []))
        self._control = ControlPipe(int(control), self._file)
        self._own_main = sys.modules["__main__"]
        self._folder = _folder_of(self._file)
        self._package = self._notes["package"][0]
        self._root = self._notes["root"][0] or self._folder
        install_streams(self._control)
        self._prepare_checks()
        self.namespace = self._make_main(given)
        _clean_sys(self._file, arguments, loaded)
        self._set_path()

    def compile(self) -> CodeType:
        """The program's code, as Python itself compiles a script; from here on it is watched.

        Does not return when these are other bytes than those that were looked at. "ready" is told only after
        that, so that a program which runs can no longer claim to be refused.
        """
        source = self._read()
        if self._sha256 is not None and self._sha256(source).hexdigest() != self._notes["digest"][0]:
            self._refuse()
        self._control.send(frame(kind="ready", python=".".join(map(str, sys.version_info[:3]))))
        code = compile(source, self._file, "exec", dont_inherit=True)
        for start in self._starts:
            start()
        if sys.platform != "win32":  # held since the launcher: an early Stop meets the program alone
            _signal.pthread_sigmask(_signal.SIG_UNBLOCK, {_signal.SIGINT})
        return code

    def prepare_traceback(self, error: BaseException) -> None:
        """Report an exception that ends the program, and have it shown without our frames.

        The caller raises it again: so Python itself does what it does at the end of a program, SIGINT and
        exit codes included.
        """
        if isinstance(error, SystemExit):
            return
        self._control.send(self._exception_frame(error))
        theirs = getattr(sys, "excepthook", None)

        def excepthook(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
            _hide_frames(value)
            sys.last_traceback = value.__traceback__
            _show(theirs, value)

        sys.excepthook = excepthook

    def _read(self) -> bytes:
        """What was looked at could be read; a file that no longer can has been exchanged."""
        try:
            with open(self._file, "rb") as file:
                return file.read()
        except OSError:
            if self._sha256 is not None:
                self._refuse()
            raise

    def _refuse(self) -> None:
        self._control.send(frame(kind="refused"))
        os._exit(_REFUSED)

    def _prepare_checks(self) -> None:
        """Load what the notes ask for while modules are still found among ours and Python's alone."""
        notes = self._notes
        is_own = OwnFiles(self._root)
        self._starts: list[Callable[[], None]] = []
        self._sha256 = _sha256() if notes["digest"][0] else None
        if notes.get("blocked"):
            from desktop.child.blocked import Blocked

            self._starts.append(Blocked(notes["blocked"], is_own, _REFUSALS).apply)
        if notes.get("tier"):
            from desktop.child.witness import Witness

            self._starts.append(Witness(self._control, notes, self._file, is_own).install)

    def _set_path(self) -> None:
        """A package begins where ``python -m`` was told; beside a script the root is looked at last."""
        sys.path[0] = self._root if self._package else self._folder
        if self._root not in sys.path:
            sys.path.append(self._root)
        told = self._notes.get("readable", [self._root]) + self._notes.get("writable", [])
        is_listed = any(f"{self._root}/".startswith(_with_slash(path)) for path in told)
        if self._root != self._folder and not is_listed:  # beside a program there is all that it may read
            self._show_package()

    def _show_package(self) -> None:
        """The root may not be listed, but the package in it may: so Python's finder is told what it sees."""
        finder = sys.path_hooks[-1](self._root)
        name = os.path.relpath(self._folder, self._root).partition("/")[0]
        seen = {"_path_cache": {name}, "_path_mtime": os.stat(self._root).st_mtime}
        for attribute, value in seen.items():
            setattr(finder, attribute, value)
        sys.path_importer_cache[self._root] = finder

    def _make_main(self, given: dict[str, object]) -> dict[str, object]:
        main = type(sys)("__main__")
        names = main.__dict__
        names.update(given)
        module = os.path.splitext(os.path.basename(self._file))[0]
        name = f"{self._package}.{module}" if self._package else "__main__"
        loader = _frozen_importlib_external.SourceFileLoader(name, self._file)
        names.update(__doc__=None, __file__=self._file, __loader__=loader)
        if self._package:  # the processes of ``multiprocessing`` find it by this name, too
            spec = _frozen_importlib_external.spec_from_file_location(name, self._file, loader=loader)
            names.update(__package__=self._package, __spec__=spec)
        if "__annotations__" in given:
            names["__annotations__"] = {}
        sys.modules["__main__"] = main
        return names

    def _exception_frame(self, error: BaseException) -> bytes:
        file, line = self._place(error)
        kind = type(error)
        module = "" if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}."
        return frame(
            kind="exception",
            type=f"{module}{kind.__qualname__}"[:_MAX_MESSAGE],
            message=_message(error)[:_MAX_MESSAGE],
            file=file,
            line=line,
        )

    def _place(self, error: BaseException) -> tuple[str, int]:
        """The deepest line of the example's own folder; for a syntax error the line that it names."""
        if isinstance(error, SyntaxError) and error.filename == self._file:
            return self._file, error.lineno or 0
        file, line = self._file, 0
        trace = error.__traceback__
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if os.path.dirname(name) == self._folder:
                file, line = name, trace.tb_lineno
            trace = trace.tb_next
        return file, line


class OwnFiles:
    """Which files of code are the program's: those of its folder, but neither Python's nor ours in there."""

    def __init__(self, folder: str) -> None:
        """``folder`` is that of the program's file, or holds it."""
        self._folder = _with_slash(folder)
        foreign = [os.path.dirname(os.__file__), sys.prefix, sys.base_prefix, _OURS]
        self._foreign = tuple([f"{path}/" for path in foreign if path.startswith(self._folder)])

    def __call__(self, file: str) -> bool:
        """By the name that the code gives."""
        return file.startswith(self._folder) and not file.startswith(self._foreign)


def _with_slash(folder: str) -> str:
    return folder if folder == "/" else f"{folder}/"


def _read_notes(number: int) -> dict[str, list[str]]:
    """All words of the launcher's pipe by their names. Without its last word the launcher has died."""
    descriptor = inherited(number, os.O_RDONLY)
    parts = b""
    while part := os.read(descriptor, 65536):
        parts += part
    os.close(descriptor)
    notes: dict[str, list[str]] = {}
    *words, end, _ = parts.decode("utf-8", "surrogateescape").split("\0") if parts else ("", "")
    if end != "end":
        os._exit(_REFUSED)
    for word in words:
        name, _, value = word.partition("=")
        notes.setdefault(name, []).append(value)
    return notes


def _move(work_dir: str, home: list[str]) -> None:
    """To where the program begins."""
    os.chdir(work_dir)
    for folder in home:
        os.environ["HOME"] = folder
        environment: Any = sys.modules[os.name].environ
        environment[b"HOME"] = os.fsencode(folder)


def _sha256() -> Callable[[bytes], Any]:
    """The built-in one: ``hashlib`` takes milliseconds, and would stay."""
    try:
        module = take_module("_sha2" if sys.version_info >= (3, 12) else "_sha256")
    except ImportError:  # a Python that was built with OpenSSL's alone
        loaded = set(sys.modules)
        module = take_module("hashlib")
        for name in set(sys.modules) - loaded:
            del sys.modules[name]
    hashing: Callable[[bytes], Any] = module.sha256
    return hashing


def _folder_of(file: str) -> str:
    """What Python puts first on ``sys.path``: the folder of the script, or of what it links to."""
    if os.path.islink(file):
        file = os.path.join(os.path.dirname(file), os.readlink(file))
    return os.path.dirname(file)


def _clean_sys(file: str, arguments: list[str], loaded: set[str]) -> None:
    sys.argv[:] = [file, *arguments]
    sys.orig_argv[:] = [sys.orig_argv[0], file, *arguments]
    sys.path_importer_cache.pop(_OURS, None)
    if sys.path_importer_cache.pop(os.path.join(_OURS, "bootstrap.py"), "") is None:
        sys.path_importer_cache[file] = None  # Python looks whether the script is an archive
    for name in set(sys.modules) - loaded:
        del sys.modules[name]


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # noqa: BLE001 - the learner's own __str__ may raise anything
        return ""


def _show(hook: Any, error: BaseException) -> None:
    """What Python does with an uncaught exception and the program's own ``sys.excepthook``, or none."""
    if hook is None:
        del sys.excepthook
        print("sys.excepthook is missing", file=sys.stderr)  # noqa: T201
        _display(error)
        return
    sys.excepthook = hook
    try:
        hook(type(error), error, error.__traceback__)
    except SystemExit:
        raise
    except BaseException as second:  # noqa: BLE001 - the learner's own hook may raise anything
        _hide_frames(second)
        print("Error in sys.excepthook:", file=sys.stderr)  # noqa: T201
        _display(second)
        print("\nOriginal exception was:", file=sys.stderr)  # noqa: T201
        _display(error)


def _display(error: BaseException) -> None:
    sys.__excepthook__(type(error), error, error.__traceback__)


def _hide_frames(error: BaseException) -> None:
    """Take our frames out of an exception and of all that it is chained to."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting and len(seen) < _MAX_CHAIN:
        current = waiting.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        current.__traceback__ = _without_ours(current.__traceback__)
        waiting += [current.__cause__, current.__context__]
        if isinstance(current, BaseExceptionGroup):
            waiting += current.exceptions


def _without_ours(trace: TracebackType | None) -> TracebackType | None:
    while trace is not None and _is_ours(trace):
        trace = trace.tb_next
    kept = trace
    while kept is not None:
        while kept.tb_next is not None and _is_ours(kept.tb_next):
            kept.tb_next = kept.tb_next.tb_next
        kept = kept.tb_next
    return trace


def _is_ours(trace: TracebackType) -> bool:
    file = trace.tb_frame.f_code.co_filename
    return file == _REFUSALS or os.path.dirname(file) == _OURS
