"""Linux only: moves the content of a working folder between the real file system and that of a run.

Follows no link and opens nothing but regular files and folders, by descriptor; a program filled one side.
"""

from __future__ import annotations

import errno
import os
import stat

_MAX_DEPTH = 64
_CHUNK = 1 << 24


class Copier:
    """Makes one folder like another: copies what differs, removes what is not there."""

    def __init__(self, max_bytes: int) -> None:
        """``max_bytes``: no more is written than this; a file with many names counts once for each."""
        self._left = max_bytes
        self.is_complete = True

    def copy(self, source: int, target: int, depth: int = 0) -> None:
        """Both are descriptors of open folders. What cannot be copied is left out, see ``is_complete``."""
        there = _entries(source)
        for name, facts in _entries(target).items():
            if name not in there or stat.S_IFMT(facts.st_mode) != stat.S_IFMT(there[name].st_mode):
                self._attempt(lambda name=name: _remove(target, name))
        for name, facts in there.items():
            self._attempt(lambda name=name, facts=facts: self._copy_entry(source, target, name, facts, depth))

    def _attempt(self, action: object) -> None:
        try:
            action()  # type: ignore[operator]
        except OSError:
            self.is_complete = False

    def _copy_entry(self, source: int, target: int, name: str, facts: os.stat_result, depth: int) -> None:
        if stat.S_ISREG(facts.st_mode):
            self._copy_file(source, target, name, facts)
        elif stat.S_ISDIR(facts.st_mode):
            self._copy_folder(source, target, name, depth)
        elif stat.S_ISLNK(facts.st_mode):
            _copy_link(source, target, name)

    def _copy_folder(self, source: int, target: int, name: str, depth: int) -> None:
        if depth >= _MAX_DEPTH:
            raise OSError(errno.ELOOP, "too deep")
        try:
            os.mkdir(name, 0o700, dir_fd=target)
        except FileExistsError:
            pass
        inner, copied = _open_folder(source, name), _open_folder(target, name)
        try:
            self.copy(inner, copied, depth + 1)
        finally:
            os.close(inner)
            os.close(copied)

    def _copy_file(self, source: int, target: int, name: str, facts: os.stat_result) -> None:
        if _is_same(target, name, facts):
            return
        old = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=source)
        try:
            _remove(target, name)
            new = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, facts.st_mode & 0o700, dir_fd=target)
            try:
                self._copy_data(old, new, facts.st_size)
                os.utime(new, ns=(facts.st_atime_ns, facts.st_mtime_ns))
            finally:
                os.close(new)
        finally:
            os.close(old)

    def _copy_data(self, old: int, new: int, size: int) -> None:
        """Only what is written: a hole stays one."""
        place = 0
        while place < size:
            try:
                place = os.lseek(old, place, os.SEEK_DATA)
            except OSError as error:
                if error.errno == errno.ENXIO:
                    break
                raise
            end = os.lseek(old, place, os.SEEK_HOLE)
            os.lseek(new, place, os.SEEK_SET)
            while place < end:
                place += self._send(old, new, place, min(end - place, _CHUNK))
        os.truncate(new, size)

    def _send(self, old: int, new: int, place: int, count: int) -> int:
        if count > self._left:
            raise OSError(errno.ENOSPC, "more than the limit")
        sent = os.sendfile(new, old, place, count)
        if sent == 0:
            raise OSError(errno.EIO, "the file was cut")
        self._left -= sent
        return sent


def _entries(folder: int) -> dict[str, os.stat_result]:
    with os.scandir(folder) as listing:
        return {entry.name: entry.stat(follow_symlinks=False) for entry in listing}


def _open_folder(parent: int, name: str) -> int:
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)


def _is_same(folder: int, name: str, facts: os.stat_result) -> bool:
    try:
        there = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return (there.st_size, there.st_mtime_ns) == (facts.st_size, facts.st_mtime_ns)


def _copy_link(source: int, target: int, name: str) -> None:
    words = os.readlink(name, dir_fd=source)
    try:
        if os.readlink(name, dir_fd=target) == words:
            return
    except FileNotFoundError:
        pass
    _remove(target, name)
    os.symlink(words, name, dir_fd=target)


def _remove(folder: int, name: str) -> None:
    """A file, a link or a whole folder, whatever is there."""
    try:
        os.unlink(name, dir_fd=folder)
    except FileNotFoundError:
        pass
    except OSError as error:
        if error.errno not in (errno.EISDIR, errno.EPERM):
            raise
        inner = _open_folder(folder, name)
        try:
            for child in _entries(inner):
                _remove(inner, child)
        finally:
            os.close(inner)
        os.rmdir(name, dir_fd=folder)
