"""Linux only: Landlock, the kernel's rules on files, TCP ports and signals for a process and all it starts.

Hides the structures and what each version (ABI) of Landlock knows; what an older one lacks is not handled.
"""

from __future__ import annotations

import errno
import os
import stat

from desktop.sandbox import linux_calls

# linux/landlock.h
EXECUTE = 1 << 0
WRITE_FILE = 1 << 1
READ_FILE = 1 << 2
READ_DIR = 1 << 3
_REMOVE_DIR, _REMOVE_FILE = 1 << 4, 1 << 5
_MAKE_CHAR, _MAKE_DIR, _MAKE_REG, _MAKE_SOCK = 1 << 6, 1 << 7, 1 << 8, 1 << 9
_MAKE_FIFO, _MAKE_BLOCK, _MAKE_SYM = 1 << 10, 1 << 11, 1 << 12
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_TCP = 0b11
_SCOPE_ABSTRACT_UNIX, _SCOPE_SIGNAL = 1 << 0, 1 << 1
ALL_SCOPES = _SCOPE_ABSTRACT_UNIX | _SCOPE_SIGNAL
_VERSION_FLAG = 1
_PATH_BENEATH = 1

READ = READ_FILE | READ_DIR
CHANGE = (
    READ | WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _MAKE_SOCK | _MAKE_FIFO
    | _MAKE_SYM | _REFER | _TRUNCATE
)  # fmt: skip
DEVICE = READ_FILE | WRITE_FILE | READ_DIR | _TRUNCATE | _IOCTL_DEV
_OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE | _IOCTL_DEV

# How many file rights each ABI knows; beyond the last nothing is known here.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_ABI_OF_TCP, ABI_OF_SCOPES, _NEWEST_ABI = 4, 6, 7


def abi(cap: int = 0) -> int:
    """The version in force, 0 where there is none; never above ``cap`` if that is given."""
    try:
        found = linux_calls.call("landlock_create_ruleset", None, 0, _VERSION_FLAG)
    except OSError:
        return 0
    return min(found, cap or _NEWEST_ABI, _NEWEST_ABI)


def file_rights(version: int) -> int:
    """All rights on files that this ABI knows."""
    return (1 << _FILE_RIGHTS[min(version, 5)]) - 1


def ruleset_attributes(version: int, files: int, tcp: bool, scopes: int) -> bytes:
    """``struct landlock_ruleset_attr`` as long as this ABI knows it."""
    words = [files]
    if version >= _ABI_OF_TCP:
        words.append(_TCP if tcp else 0)
    if version >= ABI_OF_SCOPES:
        words.append(scopes)
    return b"".join(word.to_bytes(8, "little") for word in words)


class Ruleset:
    """What will be allowed; all else of what is handled is refused once ``restrict`` is called."""

    def __init__(self, version: int, *, closes_tcp: bool, files: int = 0, scopes: int = ALL_SCOPES) -> None:
        """Handles these rights on files, 0 for all, TCP if asked, and scopes from ABI 6."""
        self._rights = files or file_rights(version)
        attributes = ruleset_attributes(version, self._rights, closes_tcp, scopes)
        self._descriptor = linux_calls.call("landlock_create_ruleset", attributes, len(attributes), 0)

    def allow(self, path: str, rights: int) -> bool:
        """Allow these rights on a file, or on a folder and all below. False when ``path`` does not exist."""
        try:
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            return False
        try:
            is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
            rights &= self._rights & (-1 if is_folder else _OF_A_FILE)
            attributes = path_attributes(rights, descriptor)
            linux_calls.call("landlock_add_rule", self._descriptor, _PATH_BENEATH, attributes, 0)
        finally:
            os.close(descriptor)
        return True

    def restrict(self) -> None:
        """Put the rules in force for this thread, for good."""
        linux_calls.call("landlock_restrict_self", self._descriptor, 0)
        os.close(self._descriptor)


def path_attributes(rights: int, descriptor: int) -> bytes:
    """``struct landlock_path_beneath_attr``, which is packed."""
    return rights.to_bytes(8, "little") + descriptor.to_bytes(4, "little")


def keep_signals_inside(version: int) -> None:
    """From here on this process can signal only its own descendants and what they start. Raises OSError."""
    if version < ABI_OF_SCOPES:
        raise OSError(errno.EOPNOTSUPP, "Landlock cannot scope signals here")
    rules = Ruleset(version, files=_REFER, closes_tcp=False, scopes=_SCOPE_SIGNAL)
    rules.allow("/", _REFER)  # what no rule allows is refused even where it is not handled
    rules.restrict()
