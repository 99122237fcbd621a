"""Linux only: mounts held by descriptor: copied from a path, given attributes, then put into place.

Hides the mount calls of Linux 5.2 and 5.12; all of them need a mount namespace of one's own.
"""

from __future__ import annotations

import os

from desktop.sandbox import linux_calls

_AT_FDCWD, _AT_EMPTY_PATH, _AT_RECURSIVE = -100, 0x1000, 0x8000
_OPEN_TREE_CLONE, _CLOEXEC = 1, 0x80000
_FSOPEN_CLOEXEC, _FSMOUNT_CLOEXEC, _SET_STRING, _CREATE = 1, 1, 1, 6
_MOVE_EMPTY_PATH = 4
RDONLY, NOSUID, NODEV, NOEXEC = 1, 2, 4, 8
_MS_PRIVATE, _MS_REC = 1 << 18, 1 << 14
_MNT_DETACH = 2


def keep_private() -> None:
    """What is mounted from here on stays in this namespace."""
    linux_calls.libc_call("mount", b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)


def table() -> bytes:
    """What is mounted where, as this process sees it; two are the same only if nothing has changed."""
    with open("/proc/self/mountinfo", "rb") as file:
        return file.read()


def copy(path: str, attributes: int) -> int:
    """A copy of the tree at ``path``, all that is mounted below it included, with these attributes added."""
    flags = _OPEN_TREE_CLONE | _CLOEXEC | _AT_RECURSIVE
    tree = linux_calls.call("open_tree", _AT_FDCWD, os.fsencode(path), flags)
    try:
        restrict(tree, attributes, is_recursive=True)
    except OSError:
        os.close(tree)
        raise
    return tree


def restrict(mount: int, attributes: int, *, is_recursive: bool = False) -> None:
    """Add attributes to a mount, and let nothing spread to or from it."""
    words = (attributes, 0, _MS_PRIVATE, 0)
    data = b"".join(word.to_bytes(8, "little") for word in words)
    flags = _AT_EMPTY_PATH | (_AT_RECURSIVE if is_recursive else 0)
    linux_calls.call("mount_setattr", mount, b"", flags, data, len(data))


def make(kind: str, attributes: int, **options: str) -> int:
    """A new file system of this kind."""
    context = linux_calls.call("fsopen", kind.encode(), _FSOPEN_CLOEXEC)
    try:
        for name, value in options.items():
            linux_calls.call("fsconfig", context, _SET_STRING, name.encode(), value.encode(), 0)
        linux_calls.call("fsconfig", context, _CREATE, None, None, 0)
        return linux_calls.call("fsmount", context, _FSMOUNT_CLOEXEC, attributes)
    finally:
        os.close(context)


def place(mount: int, path: str) -> None:
    """Put it where ``path`` is, and let go of it."""
    linux_calls.call("move_mount", mount, b"", _AT_FDCWD, os.fsencode(path), _MOVE_EMPTY_PATH)
    os.close(mount)


def become_root(path: str) -> None:
    """Make the mount at ``path`` the root and let go of the old one, in the way of pivot_root(2)."""
    os.chdir(path)
    linux_calls.call("pivot_root", b".", b".")
    remove(".")
    os.chdir("/")


def remove(path: str) -> None:
    """Take away what is mounted at ``path``; descriptors and copies of it stay good."""
    linux_calls.libc_call("umount2", os.fsencode(path), _MNT_DETACH)
