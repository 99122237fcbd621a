"""Linux only: the file system of a Strong run, made of copies of a few real folders in an empty one.

Hides the order of the mounts; whatever is not named here does not exist in it.
"""

from __future__ import annotations

import errno
import os
import stat

from desktop.sandbox import linux_mounts
from desktop.sandbox.confinement import Confinement
from desktop.sandbox.linux_mounts import NODEV, NOEXEC, NOSUID, RDONLY
from desktop.sandbox.linux_readable import SYSTEM, everyday, links_to_interpreter

_MB = 1024 * 1024
_DEVICES = ("null", "zero", "full", "random", "urandom")
SYSTEM_FILES = ("/sys/devices/system/cpu/online", "/sys/devices/system/cpu/possible")
_LINKS = {
    "/dev/fd": "/proc/self/fd",
    "/dev/stdin": "/proc/self/fd/0",
    "/dev/stdout": "/proc/self/fd/1",
    "/dev/stderr": "/proc/self/fd/2",
    "/dev/ptmx": "pts/ptmx",
    "/var/tmp": "/tmp",
    "/var/run": "/run",
}
_PRIVATE = "/run/private"  # where the file system of these lies while they are put into place
_TEMPORARY = {"tmp": "/tmp", "shm": "/dev/shm"}
_DEFAULT_MB = 128
_USER = "learner"
_MAX_ENTRIES = 20_000
_ANCHOR = "/proc"  # any folder that is there on every machine


class View:
    """The mounts of one run, first taken from the real file system, then put into the new one."""

    def __init__(self, confinement: Confinement) -> None:
        """Copies what will be seen; this process must be alone in its mount namespace. Raises OSError.

        Without a working folder and a file the rest is made, see ``begin``; then there must be a cap on what
        is written, and no place of the real file system to write to.
        """
        linux_mounts.keep_private()
        self._confinement = confinement
        self._links = {path: os.readlink(path) for path in SYSTEM if os.path.islink(path)}
        self._interpreter_links = links_to_interpreter(confinement.interpreter)
        self._proc = linux_mounts.make("proc", NOSUID | NODEV | NOEXEC)
        self._trees: dict[str, tuple[int, bool]] = {}
        self._placed: list[str] = []
        self._take_readable(*everyday(confinement), *SYSTEM_FILES, *confinement.read)
        for path in confinement.write:
            self._take(path, NOSUID | NODEV)
        for path in confinement.display_files:
            self._take(path, NOSUID | NODEV | NOEXEC)
        for name in (*_DEVICES, *(["tty"] if confinement.terminal else [])):
            self._take(f"/dev/{name}", NOSUID | NOEXEC)
        self.scratch = self._make_private()

    def enter(self) -> None:
        """Make the new root, put everything into place and close it against changes. Raises OSError."""
        self.begin()
        self.finish()

    def begin(self) -> None:
        """Make the new root and put into place what is known. Raises OSError."""
        root = linux_mounts.make("tmpfs", NOSUID | NODEV, mode="0755", size="4m")
        self._root = os.dup(root)
        linux_mounts.place(root, _ANCHOR)
        linux_mounts.become_root(_ANCHOR)
        self._make_skeleton()
        if self._confinement.work_dir:
            self._show_work()
        self._place_all()
        for path, target in self._interpreter_links.items():
            if not os.path.lexists(path):
                os.makedirs(os.path.dirname(path), exist_ok=True)
                os.symlink(target, path)

    def take_late(self, confinement: Confinement) -> None:
        """Between the two: copy what was not known; this process must be where the real file system is again.

        Raises OSError where that would cover what is in place.
        """
        self._confinement = confinement
        self._take_readable(confinement.file, *confinement.read)
        for path in (confinement.work_dir, *self._trees):
            if any(f"{placed}/".startswith(path.rstrip("/") + "/") for placed in self._placed):
                raise OSError(errno.EBUSY, f"{path} holds what is in place already")

    def finish(self) -> None:
        """Put the rest into place and close the root against changes. Raises OSError."""
        if self._work >= 0:
            self._show_work()
        self._place_all()
        self._write_etc()
        linux_mounts.restrict(self._root, RDONLY)
        os.close(self._root)

    def _take_readable(self, *paths: str) -> None:
        for path in paths:
            is_seen = path in self._links or self._is_inside(path)
            if not is_seen:
                self._take(path, RDONLY | NOSUID | NODEV)

    def _is_inside(self, path: str) -> bool:
        """Whether a folder that was taken already shows it."""
        return any(path == taken or path.startswith(taken + "/") for taken in (*self._trees, *self._placed))

    def _take(self, path: str, attributes: int) -> None:
        """Copy a tree if it is there; what this user cannot reach is not there for the program either."""
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)
            tree = linux_mounts.copy(path, attributes)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return
        self._forget(path)
        self._trees[path] = tree, is_folder

    def _forget(self, path: str) -> None:
        if path in self._trees:
            os.close(self._trees.pop(path)[0])

    def _make_private(self) -> int:
        """One file system in memory for all that the run may write, so that one size caps it.

        Gives a descriptor of the working folder in it, by which its files can be had after the run. Without
        a cap the real folder is written itself: -1.
        """
        confinement = self._confinement
        size = str((confinement.max_scratch_mb or _DEFAULT_MB) * _MB)
        self._work = -1
        self._private = linux_mounts.make(
            "tmpfs", NOSUID | NODEV, mode="0700", size=size, nr_inodes=str(_MAX_ENTRIES)
        )
        for name in ("work", *_TEMPORARY):
            os.mkdir(name, 0o700, dir_fd=self._private)
        if confinement.max_scratch_mb <= 0:
            self._take(confinement.work_dir, NOSUID | NODEV)
            return -1
        return os.open("work", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=self._private)

    def _make_skeleton(self) -> None:
        for path, target in self._links.items():
            os.symlink(target, path)
        for folder in ("/proc", "/dev/pts", "/etc", "/var", _PRIVATE, *_TEMPORARY.values()):
            os.makedirs(folder, exist_ok=True)
        linux_mounts.place(self._proc, "/proc")
        pts = linux_mounts.make("devpts", NOSUID | NOEXEC, ptmxmode="0666", mode="0620")
        linux_mounts.place(pts, "/dev/pts")
        self._place_private()
        for path, target in _LINKS.items():
            os.symlink(target, path)

    def _place_private(self) -> None:
        linux_mounts.place(self._private, _PRIVATE)
        for name, path in _TEMPORARY.items():
            os.chmod(f"{_PRIVATE}/{name}", 0o1777)
            linux_mounts.place(linux_mounts.copy(f"{_PRIVATE}/{name}", NOSUID | NODEV), path)
        if self.scratch >= 0:
            self._work = linux_mounts.copy(f"{_PRIVATE}/work", NOSUID | NODEV)
        linux_mounts.remove(_PRIVATE)
        os.rmdir(_PRIVATE)

    def _show_work(self) -> None:
        if self._work >= 0:
            self._trees[self._confinement.work_dir], self._work = (self._work, True), -1

    def _place_all(self) -> None:
        for path in sorted(self._trees, key=lambda path: path.count("/")):
            self._place(path, *self._trees[path])
        self._placed += self._trees
        self._trees = {}

    def _place(self, path: str, tree: int, is_folder: bool) -> None:
        """Put a tree where it lies in the real file system; folders on the way are empty but for it."""
        os.makedirs(path if is_folder else os.path.dirname(path), exist_ok=True)
        if not is_folder and not os.path.lexists(path):
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o644))
        linux_mounts.place(tree, path)

    def _write_etc(self) -> None:
        for path, text in texts_of_etc(self._confinement.work_dir).items():
            if not os.path.exists(path):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)


def texts_of_etc(home: str) -> dict[str, str]:
    """The few facts about users and hosts that a program may ask for; this process has its user already."""
    user, group = os.getuid(), os.getgid()
    return {
        "/etc/passwd": f"{_USER}:x:{user}:{group}::{home}:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n",
        "/etc/group": f"{_USER}:x:{group}:\nnogroup:x:65534:\n",
        "/etc/hosts": "127.0.0.1 localhost sandbox\n::1 localhost\n",
        "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\nservices: files\n",
    }
