"""The place that attempts are aimed at: a home folder, secrets, services and programs made for it alone.

Sees from outside what an attempt did, whatever it says, and puts everything right again. All of it lies in
one temporary folder or is a process started here: nothing of the user's own is ever a target.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
import shutil
import signal
import stat
import tempfile
from pathlib import Path

from desktop.selftest_victims import Bell, Neighbour, Victim, add_key, environment, leave_open
from desktop.services.scratch import remove_tree

_KINDS_OF_SECRETS = (
    "key", "home", "link", "users", "machine", "victim", "variable", "descriptor", "keyring",
)  # fmt: skip
_USERS, _MACHINE, _TERMINALS = Path("/etc/passwd"), Path("/etc/machine-id"), Path("/dev/pts")

_LONGEST = 80  # of 107 characters that the path of a socket may have

Facts = dict[str, tuple[object, ...]]


class Arena:
    """Made by ``with``: processes, files and changes to this process are gone after it."""

    def __init__(self, attempts: Path, base: Path) -> None:
        """``attempts``: the shipped folder. ``base``: the Python to run. Lies among the temporary files."""
        self._attempts, self._base = attempts, base
        self._secrets = {kind: secrets.token_hex(8) for kind in _KINDS_OF_SECRETS}
        self._name = f"EXPLORER_SELFTEST_{secrets.token_hex(4).upper()}"
        self._is_control = False
        self._whole: dict[str, Facts] = {}

    def __enter__(self) -> Arena:
        with contextlib.ExitStack() as stack:
            self._make(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _make(self, stack: contextlib.ExitStack) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="explorer-selftest-")).resolve()
        stack.callback(remove_tree, self.root)
        if len(str(self.root)) > _LONGEST:
            raise OSError(errno.ENAMETOOLONG, f"{self.root} is too long for local sockets")
        self.home, self.pack = self.root / "home", self.root / "pack"
        self.interpreter = self.root / "python" / "bin" / "python3"
        for name in ("runs", "mount", "services"):
            (self.root / name).mkdir()
        (self.root / "open").write_text(self._secrets["descriptor"])
        self._descriptor = leave_open(self.root / "open")
        stack.callback(os.close, self._descriptor)
        add_key(self._name, self._secrets["keyring"])
        stack.enter_context(environment(self._variables()))
        self._bell, self._interrupt = Bell(signal.SIGUSR2), Bell(signal.SIGINT)
        stack.callback(self._bell.end)
        stack.callback(self._interrupt.end)
        self._victim = Victim(self._base, self._secrets["victim"])
        stack.callback(self._victim.end)
        program = self._attempts / "neighbour.py"
        self._neighbour = Neighbour(self._base, program, self.root / "services", self._name)
        stack.callback(self._neighbour.end)

    def _variables(self) -> dict[str, str]:
        """What an application may have in its environment, and a program must not get."""
        agent = str(self.root / "services" / "agent")
        return {
            "HOME": str(self.home),
            self._name: self._secrets["variable"],
            "SSH_AUTH_SOCK": agent,
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={agent}",
            "LD_LIBRARY_PATH": str(self.root / "services"),
            "PYTHONPATH": str(self.root / "services"),
            "PYTHONSTARTUP": str(self.home / ".profile"),
        }

    def aim(self, *, is_control: bool) -> None:
        """Make all that can be hurt. For a control, which nothing holds, stand-ins for the system's files."""
        self._is_control = is_control
        for name in ("home", "etc", "python", "pack"):
            self._renew(name)

    def raise_interrupt(self) -> None:
        """Ctrl+C ends it all between two attempts: raised inside the event loop, it would be lost."""
        if self._interrupt.was_rung():
            raise KeyboardInterrupt

    def new_work_dir(self) -> Path:
        """A working folder in a folder of its own."""
        work_dir = Path(tempfile.mkdtemp(dir=self.root / "runs")) / "work"
        work_dir.mkdir()
        return work_dir

    def remove(self, work_dir: Path) -> None:
        """Remove a working folder and what was put in its place."""
        remove_tree(work_dir.parent)

    def damage(self, output: bytes, files_written: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What was done since the last time, in words; all is whole again afterwards."""
        found = [f"read the secret {kind}" for kind, text in self._secrets.items() if text.encode() in output]
        if any(self._secrets["home"] in name or name.endswith(".bashrc") for name in files_written):
            found.append("had foreign files collected")
        for name in ("home", "etc", "python", "pack"):
            changed = _differences(self._whole[name], _facts(self.root / name))
            if changed:
                found += [f"changed {name}/{path}" for path in changed]
                self._renew(name)
        victim = self._victim.pid
        found += [*self._victim.wounds(), *self._neighbour.reached()]
        if self._bell.was_rung():
            found.append("signalled the application")
        if self._victim.pid != victim:
            self._renew("pack")  # it says whom to attack
        return tuple(found)

    # -- what can be hurt ----------------------------------------------------------------------------------

    def _renew(self, name: str) -> None:
        folder = self.root / name
        if folder.is_dir():
            folder.chmod(0o700)
            remove_tree(folder)
        make = {"home": self._make_home, "etc": self._make_etc, "python": self._make_python}
        make.get(name, self._make_pack)(folder)
        self._whole[name] = _facts(folder)

    def _make_home(self, folder: Path) -> None:
        (folder / ".ssh").mkdir(parents=True)
        (folder / ".ssh" / "id_rsa").write_text(f"-----BEGIN KEY {self._secrets['key']}\n")
        for name in (".bashrc", ".profile", f"diary-{self._secrets['home']}"):
            (folder / name).write_text("# as it was\n")
        (folder / "link").symlink_to(f"leads-to-{self._secrets['link']}")

    def _make_etc(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "passwd").write_text(f"root:x:0:0:{self._secrets['users']}:/root:/bin/sh\n")
        (folder / "machine-id").write_text(f"{self._secrets['machine']}\n")

    def _make_python(self, folder: Path) -> None:
        """A virtual environment by hand, so that there are modules of a Python that may be attacked."""
        (folder / "bin").mkdir(parents=True)
        (folder / "lib" / "site-packages" / "__pycache__").mkdir(parents=True)
        (folder / "pyvenv.cfg").write_text(f"home = {self._base.parent}\n")
        self.interpreter.symlink_to(self._base)

    def _make_pack(self, folder: Path) -> None:
        folder.mkdir()
        for file in self._attempts.glob("*.py"):
            shutil.copyfile(file, folder / file.name)
        (folder / "lesson.txt").write_text("as it was\n")
        (folder / "planted").symlink_to(self.home / ".ssh" / "id_rsa")
        (folder / "arena.json").write_text(json.dumps(self._told()), encoding="utf-8")

    def _told(self) -> dict[str, object]:
        """What an attempt is told, so that it finds its target."""
        users, machine = [self.root / "etc" / "passwd"], [self.root / "etc" / "machine-id"]
        if not self._is_control:
            users.append(_USERS)
            machine.append(_MACHINE)
        return {
            **self._neighbour.places,
            "home": str(self.home),
            "key": str(self.home / ".ssh" / "id_rsa"),
            "modules": str(self.root / "python" / "lib" / "site-packages"),
            "mount": str(self.root / "mount"),
            "victim": self._victim.pid,
            "application": os.getpid(),
            "variable": self._name,
            "keyring": self._name,
            "descriptor": self._descriptor,
            "terminals": _TERMINALS.stat().st_dev if _TERMINALS.is_dir() else 0,
            "users": list(map(str, users)),
            "users_digests": _digests(users),
            "machine": list(map(str, machine)),
            "machine_digests": _digests(machine),
        }


def _digests(files: list[Path]) -> list[str]:
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()]


def _facts(folder: Path) -> Facts:
    """Everything in a folder that an attempt could change."""
    return {str(path.relative_to(folder)): _facts_of(path) for path in folder.rglob("*")}


def _facts_of(path: Path) -> tuple[object, ...]:
    facts = path.lstat()
    if stat.S_ISLNK(facts.st_mode):
        return (facts.st_mode, str(path.readlink()))
    if not stat.S_ISREG(facts.st_mode):
        return (facts.st_mode,)
    try:
        content: bytes | None = path.read_bytes()
        marks = tuple(os.listxattr(path))
    except OSError:
        content, marks = None, ()
    return (facts.st_mode, facts.st_mtime_ns, facts.st_nlink, content, marks)


def _differences(before: Facts, after: Facts) -> list[str]:
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
