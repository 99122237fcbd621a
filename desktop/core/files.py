"""Writing and locking the few files that hold the learner's state.

Hides temporary names, flushing, file rights and the lock of each operating system.
Raises OSError; callers say it in a sentence.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import importlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

_STALE_S = 600.0
_LONGEST_NAME_BYTES, _ROOM_BYTES = 255, 40
_RETRY_S = 0.005
_NEVER_WAIT: int = getattr(os, "O_NONBLOCK", 0)  # for a pipe; regular files know no waiting
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EFBIG: "the file would become larger than this system lets it",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you have no right to do that there",
    errno.EPERM: "you have no right to do that there",
    errno.ENOENT: "it is not there",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.ENAMETOOLONG: "its name is too long",
}


class UnfitFileError(OSError):
    """What lies there can be no file of ours: it is a pipe, a folder, a ring of links, or far too large."""


def reason(error: OSError) -> str:
    """Why the operating system refused, as the end of a sentence without its full stop."""
    if isinstance(error, UnfitFileError):
        return str(error)
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


def refused(path: Path, error: OSError) -> str:
    """The sentence for a write to ``path`` that failed."""
    return f"“{path}” could not be written: {reason(error)}. Nothing that was saved before is lost."


def now_iso() -> str:
    """Local time with its offset from UTC, to the millisecond."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


def open_regular(path: Path) -> BinaryIO:
    """A file opened for reading. Raises UnfitFileError where that is no file at all, OSError else.

    Opening a pipe would wait for its writer, and the window with it.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _NEVER_WAIT | getattr(os, "O_BINARY", 0))
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UnfitFileError("its links lead round in a ring") from None
        if path.is_dir():  # Windows opens no folders
            raise UnfitFileError("it is a folder") from None
        raise
    kind = os.fstat(handle).st_mode
    if not stat.S_ISREG(kind):
        os.close(handle)
        raise UnfitFileError("it is a folder" if stat.S_ISDIR(kind) else "it is no regular file")
    return os.fdopen(handle, "rb")


def read(path: Path, max_bytes: int) -> bytes:
    """All bytes of a file that is no larger than that. Raises UnfitFileError, OSError."""
    with open_regular(path) as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise UnfitFileError(f"it is larger than {_size_text(max_bytes)}")
    return data


def _size_text(size: int) -> str:
    return f"{round(size / 2**20)} MB" if size >= 1_000_000 else f"{size // 1024} kB"


def is_unfit(path: Path) -> bool:
    """Whether something that can be no file of ours lies there. A link to where nothing is yet is none."""
    try:
        open_regular(path).close()
    except UnfitFileError:
        return True
    except OSError:
        return False
    return False


def write_atomic(path: Path, data: bytes) -> None:
    """Replace the file as a whole or leave it as it was; on disk when this returns. Raises OSError.

    A symbolic link stays one: the file it points to is replaced. Rights are kept; a new file is the
    owner's alone.
    """
    write_parts_atomic(path, (data,))


def write_parts_atomic(path: Path, parts: Sequence[bytes]) -> None:
    """The same for a file of many parts, which are never joined in memory."""
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_stale(target)
    prefix = f".{_with_room(target.name)}."
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        if not _holds(temporary, parts):
            raise OSError(errno.EIO, "what was written does not read back")
        _copy_mode(target, temporary)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _holds(path: Path, parts: Sequence[bytes]) -> bool:
    with path.open("rb") as file:
        return all(file.read(len(part)) == part for part in parts) and not file.read(1)


def _remove_stale(target: Path) -> None:
    """Delete what killed writers of the same file left; a living one ends long before it is stale."""
    for leftover in target.parent.glob(f".{glob.escape(_with_room(target.name))}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _STALE_S:
                leftover.unlink()


def _with_room(name: str) -> str:
    """The name, shortened where nothing could be added to it: systems take 255 bytes."""
    import hashlib

    data = os.fsencode(name)
    if len(data) <= _LONGEST_NAME_BYTES - _ROOM_BYTES:
        return name
    kept = data[: _LONGEST_NAME_BYTES - _ROOM_BYTES - 17].decode("utf-8", "ignore")
    return f"{kept}-{hashlib.sha256(data).hexdigest()[:16]}"


def _copy_mode(source: Path, target: Path) -> None:
    try:
        target.chmod(source.stat().st_mode & 0o777)
    except FileNotFoundError:
        return


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder survive a power cut, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders; it journals names itself
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def append(path: Path, data: bytes) -> None:
    """Add bytes to the end; on disk when this returns. Half a write is cut off again. Raises OSError."""
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab", buffering=0, opener=_open_private) as file:
        size = file.tell()
        try:
            _write_all(file.fileno(), data)
            os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                file.truncate(size)
            raise
    if is_new:
        sync_folder(path.parent)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags | _NEVER_WAIT, 0o600)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def set_aside(path: Path, label: str) -> Path:
    """Rename to ``name.label-<time>``, never over another file; returns the new path. Raises OSError."""
    other = free_name(path, label)
    path.rename(other)
    return other


def free_name(path: Path, label: str) -> Path:
    """``name.label-<time>`` beside ``path``, numbered where that exists already."""
    stem = f"{_with_room(path.name)}.{label}-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    candidate, number = path.with_name(stem), 1
    while os.path.lexists(candidate):
        number += 1
        candidate = path.with_name(f"{stem}-{number}")
    return candidate


@contextlib.contextmanager
def locked(path: Path, wait_s: float = 5.0) -> Iterator[None]:
    """Hold the lock file ``path`` against all processes and callers. Raises OSError, also when in vain.

    The lock ends with its process, so that a kill leaves nothing locked.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab", buffering=0, opener=_open_private) as file:
        deadline = time.monotonic() + wait_s
        while not _try_lock(file.fileno()):
            if time.monotonic() > deadline:
                raise OSError(errno.EBUSY, "another window or command of this application holds it")
            time.sleep(_RETRY_S)
        yield


def _try_lock(handle: int) -> bool:
    try:
        _system_lock(handle)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def _system_lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:
        windows: Any = importlib.import_module("msvcrt")
        os.lseek(handle, 0, os.SEEK_SET)
        windows.locking(handle, windows.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
