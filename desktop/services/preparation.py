"""The files and limits of a run: the original, or private copies, edited or out of a folder that is too wide.

Hides what is copied and why, and that it is done beside the window, which a slow folder, a large program or
the thousands of files of the run before must not hold up. What runs is what was looked at, byte for byte.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal

from desktop.child.protocol import Limits, OnOutputLimit, RunSpec
from desktop.core.errors import ExplorerError
from desktop.core.example import Example, UnreadableError, read_bytes
from desktop.core.inference import Wish, imported_siblings
from desktop.core.place import Place, alone, place_of
from desktop.core.settings import Snapshot
from desktop.sandbox.policy import Permission, Policy
from desktop.services.consent import Program, wishes_of
from desktop.services.ending import CHANGED
from desktop.services.protection import RefusedError
from desktop.services.questions import Rights
from desktop.services.run_memory import Answer
from desktop.services.scratch import Scratch

_TESTER = """\
import doctest, importlib.util, sys

spec = importlib.util.spec_from_file_location({name!r}, {file!r})
module = importlib.util.module_from_spec(spec)
sys.modules[{name!r}] = module
spec.loader.exec_module(module)
sys.exit(bool(doctest.testmod(module, verbose=True).failed))
"""
_LONGEST_WAIT_S = 0.2
"""For a folder that does not answer, when the session ends."""


def limits_of(snapshot: Snapshot) -> Limits:
    """The limits of a run as the settings in force say."""
    return Limits(
        timeout_s=snapshot.number("execution.timeout_seconds"),
        cpu_s=snapshot.number("execution.cpu_seconds"),
        stop_grace_ms=snapshot.integer("execution.stop_grace_ms"),
        max_memory_mb=snapshot.integer("execution.max_memory_mb"),
        max_output_mb=snapshot.integer("execution.max_output_mb"),
        on_output_limit=OnOutputLimit(snapshot.text("execution.on_output_limit")),
        max_processes=snapshot.integer("execution.max_processes"),
        max_open_files=snapshot.integer("execution.max_open_files"),
        max_file_mb=snapshot.integer("execution.max_file_mb"),
        max_scratch_mb=snapshot.integer("execution.max_scratch_mb"),
    )


def likely_run(interpreter: Path, policy: Policy, snapshot: Snapshot) -> RunSpec:
    """As ``Runner.expect`` wants it: a run without its program."""
    nowhere = Path("/")
    return RunSpec("", nowhere, nowhere, interpreter, limits=limits_of(snapshot), policy=policy)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An example that is to run.

    ``texts``: the learner's text of each file. ``interpreter``: the Python that runs it; may wait, and raise
    ExplorerError. ``is_closed``: whether, with that Python, the example's own folder may not be shown to it,
    so that its modules come along as copies. ``is_read``: whether what its code would need is to be found
    out. ``is_doctest``: whether its doctests are to run in its place. The callables are called in another
    thread, ``is_closed`` with a folder and an interpreter. ``library``: the folder that is open as one.
    """

    example: Example
    texts: Callable[[Path], str]
    interpreter: Callable[[], Path]
    is_edited: bool
    is_closed: Callable[[Path, Path], bool]
    is_read: bool
    library: Path | None = None
    is_doctest: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A program whose file holds its text as the bytes of ``digest``. ``remark``: what is special in it.

    ``package``: as in ``RunSpec``.
    """

    program: Program
    interpreter: Path
    digest: str
    wishes: tuple[Wish, ...] = ()
    remark: str = ""
    package: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One run that was asked for, as it was asked."""

    example: Example
    stdin: bytes | None
    argv: tuple[str, ...]
    limits: Limits
    is_recorded: bool
    rights: Rights
    answers: tuple[Answer, ...] = ()

    def ordered(self, prepared: Prepared) -> Order:
        """It, ready to start."""
        program = prepared.program
        spec = RunSpec(
            target=self.example.target,
            file=program.file,
            work_dir=program.home,
            interpreter=prepared.interpreter,
            argv=self.argv,
            stdin=self.stdin,
            limits=self.limits,
            digest=prepared.digest,
            root=program.root if program.root != program.file.parent else None,
            package=prepared.package,
        )
        return Order(self, prepared, spec)


@dataclass(frozen=True, slots=True)
class Order:
    """One run that is ready to start."""

    request: Request
    prepared: Prepared
    spec: RunSpec
    granted: tuple[Permission, ...] = ()

    @property
    def example(self) -> Example:
        """What runs."""
        return self.request.example


class Preparation(QObject):
    """Makes programs ready, each with an empty working folder.

    Each in a daemon of its own: a disk that never answers holds up neither the next run nor the end of the
    application.
    """

    done = Signal(object, object)
    """Ticket, and Prepared or why not: RefusedError, OSError or another ExplorerError."""

    def __init__(self, scratch: Scratch, parent: QObject | None = None) -> None:
        """``scratch`` is touched by one preparation at a time."""
        super().__init__(parent)
        self._scratch = scratch
        self._lock = threading.Lock()
        self._is_closed = False
        self._threads: list[threading.Thread] = []

    def start(self, ticket: object, wanted: Wanted) -> None:
        """``done`` follows with the same ticket."""
        thread = threading.Thread(
            target=self._prepare, args=(ticket, wanted), name="preparation", daemon=True
        )
        self._threads = [each for each in self._threads if each.is_alive()] + [thread]
        thread.start()

    def close(self) -> None:
        """Remove the folders, as soon as what is under way has ended or does not answer."""
        end = monotonic() + _LONGEST_WAIT_S
        for thread in self._threads:
            thread.join(max(0.0, end - monotonic()))
        with self._lock:
            self._is_closed = True
            self._scratch.close()

    def _fresh(self, example_id: str) -> Path:
        with self._lock:
            if self._is_closed:
                raise RefusedError("the session has ended")
            return self._scratch.fresh(example_id)

    def _prepare(self, ticket: object, wanted: Wanted) -> None:
        result: Prepared | Exception
        try:
            interpreter = wanted.interpreter()
            result = prepare(wanted, interpreter, self._fresh(wanted.example.id))
        except (ExplorerError, OSError) as error:
            result = error
        try:
            self.done.emit(ticket, result)
        except RuntimeError:
            return  # the session was closed in the meantime, and Qt has taken the signal with it


def prepare(wanted: Wanted, interpreter: Path, work_dir: Path) -> Prepared:
    """Make ready what runs in ``work_dir``; copies lie beside it.

    Raises RefusedError when the file is another than was opened, OSError when it cannot be copied.
    """
    example, folder = wanted.example, work_dir.parent / "program"
    text = wanted.texts(example.entry)
    place = _place(wanted, text, interpreter)
    is_closed = wanted.is_closed(place.shown, interpreter)
    file, root, digest, remark = example.entry, place.root, "", ""
    original = b"" if wanted.is_edited else _checked(example)
    if wanted.is_edited or is_closed or wanted.is_doctest:
        siblings = _copied(wanted, text, original, place, folder)
        file, root = folder / example.entry.relative_to(place.root), folder
        file = _tester_of(file, place) if wanted.is_doctest else file
        digest = _digest(file.read_bytes())
        remark = _remark(place, siblings) if is_closed and not example.is_own else ""
    program = Program(example, file, text, wanted.is_edited, work_dir, place, root)
    wishes = wishes_of(program) if wanted.is_read else ()
    return Prepared(program, interpreter, digest or _digest(original), wishes, remark, place.package)


def _place(wanted: Wanted, text: str, interpreter: Path) -> Place:
    """A root that may not be shown is only copied from for a program that does not run without it."""
    example = wanted.example
    if not example.is_foreign or example.is_own:
        return alone(example.entry)
    place = place_of(example.entry, text, wanted.library)
    if place.is_needed or not wanted.is_closed(place.shown, interpreter):
        return place
    return alone(example.entry)


def _copied(wanted: Wanted, text: str, original: bytes, place: Place, folder: Path) -> tuple[Path, ...]:
    """Copies of the example's files, and of the modules at its place that it imports; these are returned."""
    example = wanted.example
    for file in example.files:
        data = wanted.texts(file).encode("utf-8", "surrogatepass") if wanted.is_edited else original
        _write(folder / file.relative_to(place.root), data)
    siblings = imported_siblings(example.entry, text, place) if example.is_foreign else ()
    for sibling in siblings:
        _write(folder / sibling.relative_to(place.root), sibling.read_bytes())
    return siblings


def _tester_of(file: Path, place: Place) -> Path:
    """A program beside the private copy ``file`` that runs its doctests and shows each of them."""
    tester = file.with_name("run_doctests.py")
    while tester.exists():
        tester = tester.with_name(f"_{tester.name}")
    name = ".".join((*place.parts, file.stem))
    tester.write_text(_TESTER.format(file=str(file), name=name), encoding="utf-8")
    return tester


def _checked(example: Example) -> bytes:
    """The bytes of the file that runs; of a file from elsewhere those that were opened."""
    try:
        data = read_bytes(example.entry)
    except UnreadableError as error:
        raise RefusedError(f"{example.entry} {error}") from None
    if example.digest and _digest(data) != example.digest:
        raise RefusedError(CHANGED)
    return data


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _remark(place: Place, siblings: tuple[Path, ...]) -> str:
    """Where a program lies that may not read its own folder."""
    modules = ", ".join(sibling.name for sibling in siblings[:5])
    also = f" with the modules that it imports ({modules})" if modules else ""
    return f"It ran as a copy{also}: {place.shown} holds too much of yours to be shown to a program."


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
