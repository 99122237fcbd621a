"""What the launcher tells the bootstrap: the digest to compare, the rights to explain, what to block.

Hides a pipe that is read to its end before anything of the learner runs, so that nothing of it stays visible.
It is filled after the exec, while Python starts: so it costs the first line of output nothing.
"""

from __future__ import annotations

import os
import sys

from desktop.child.order import Order

_END = b"end\0"  # without it the notes are not whole
_MIB = 1024 * 1024
_PIPE_BYTES = 65536  # what a pipe takes without a reader; more has to be asked for


class Notes:
    """The pipe: its reading end is the program's, its writing end must stay the launcher's alone."""

    def __init__(self, order: Order) -> None:
        """Tells the order which number the program will know it by."""
        self._read_end, self.write_end = os.pipe()
        order.notes = _child_number(self._read_end)

    def drop(self) -> None:
        """No program was started."""
        os.close(self._read_end)
        os.close(self.write_end)

    def hand_over(self, order: Order) -> None:
        """Write all and let go of both ends; a program that has ended already reads nothing.

        Never waits for the program: what the pipe cannot take raises OSError.
        """
        os.close(self._read_end)
        data = b"".join(
            f"{name}={value}\0".encode("utf-8", "surrogateescape") for name, value in _facts(order)
        )
        try:
            self._write(data + _END)
        except BrokenPipeError:
            pass
        finally:
            os.close(self.write_end)

    def _write(self, data: bytes) -> None:
        if sys.platform != "win32":
            os.set_blocking(self.write_end, False)
            if sys.platform == "linux" and len(data) > _PIPE_BYTES:
                import fcntl

                fcntl.fcntl(self.write_end, fcntl.F_SETPIPE_SZ, min(len(data), _MIB))
        while data:
            data = data[os.write(self.write_end, data) :]


def _child_number(descriptor: int) -> int:
    """As ``order.control``: the descriptor, or on Windows the handle, which is inherited from here."""
    if sys.platform == "win32":
        import msvcrt

        handle = msvcrt.get_osfhandle(descriptor)
        os.set_handle_inheritable(handle, True)
        return handle
    return descriptor


def _facts(order: Order) -> list[tuple[str, str]]:
    facts = [("digest", order.digest), *(("blocked", name) for name in order.blocked)]
    facts += [("root", order.root), ("package", order.package)]
    if order.comes_late:
        facts += [("file", order.file), *(("argument", word) for word in order.arguments)]
        facts += [("work_dir", order.work_dir)]
        facts += [("home", order.environment[name]) for name in ("HOME",) if name in order.environment]
    if order.tier != "limits":
        facts += [("tier", order.tier), ("net", order.net), ("run", "1" if order.may_run else "")]
        facts += [("readable", path) for path in _readable(order)]
        facts += [("writable", path) for path in _writable(order)]
    return facts


def _readable(order: Order) -> list[str]:
    """What the walls let through, beside what is writable; of real files the places they lead to as well."""
    from desktop.child.confined import confinement_of
    from desktop.sandbox import linux_readable, linux_view

    confinement = confinement_of(order)
    paths = [*linux_readable.everyday(confinement), *confinement.display_files, *order.read]
    if confinement.is_strong:
        return [*paths, *linux_view.texts_of_etc(order.work_dir)]
    return [*paths, *map(os.path.realpath, order.read)]


def _writable(order: Order) -> list[str]:
    own = ["/tmp", "/var/tmp", "/dev/shm"] if order.tier == "strong" else map(os.path.realpath, order.write)
    return [order.work_dir, *order.write, *own]
