"""Tries the .deb of ``dist`` in a bare Debian 12 without Python: installed, used, removed without traces.

Run by hand or by a release, as root with a network: ``.venv/bin/python packaging/check_deb.py [PNG]``.
Leaves the machine itself alone: the Debian lies in a temporary folder and is entered in a mount namespace.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import bundle_window

ROOT = Path(__file__).resolve().parent.parent
DEBIAN = ("bookworm", "http://deb.debian.org/debian")
TOOLS = ("debootstrap", "unshare", "pivot_root", "Xvfb")
USER = "1000"
HOME = "/home/learner"
_ADMINISTRATOR = f"{pwd.getpwuid(0).pw_dir}/"
PATIENCE_S = 60.0
EXAMPLE = "strings/escape-sequences"
# What installing and removing any package leaves, and what the learner's own use makes.
_ORDINARY = ("/var/", "/etc/", "/tmp/", "/run/", "/dev/", "/proc/", "/sys/", f"{HOME}/", _ADMINISTRATOR)
_KEPT = ("http_proxy", "https_proxy", "DISPLAY")
_ENTER = """\
set -e
mount --bind "$1" "$1"
cd "$1"
mount -t proc none proc
mount --rbind /dev dev
mkdir -p tmp/.X11-unix
mount --bind /tmp/.X11-unix tmp/.X11-unix
touch etc/resolv.conf
mount --bind /etc/resolv.conf etc/resolv.conf
shift
pivot_root . mnt
umount -l /mnt
cd /
exec "$@"
"""
# A client of the screen that is not the window itself: all of it as a picture.
_PICTURE = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["picture", "-platform", "xcb"])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


def main(words: Sequence[str]) -> int:
    """0 when all of it went well; an AssertionError names what did not."""
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if lacking or os.geteuid() != 0:
        print(f"This needs root and {', '.join(TOOLS)}; lacking: {', '.join(lacking) or 'root'}.")
        return 3
    (package,) = (ROOT / "dist").glob("*.deb")
    with tempfile.TemporaryDirectory(prefix="bare-debian-") as folder:
        debian = Debian(Path(folder))
        debian.make()
        before = debian.files()
        _install(debian, package)
        _use(debian)
        _use_window(debian, Path(words[0]) if words else None)
        _remove(debian, before)
    print("Installed, used and removed in a bare Debian.")
    return 0


class Debian:
    """A Debian in ``folder``, in which commands run with a root directory, processes and users of its own."""

    def __init__(self, folder: Path) -> None:
        """Nothing is made yet."""
        self.folder = folder

    def make(self) -> None:
        """The smallest there is, with one ordinary user."""
        subprocess.run(
            ["debootstrap", "--variant=minbase", DEBIAN[0], str(self.folder), DEBIAN[1]], check=True
        )
        self.folder.chmod(0o755)  # a temporary folder is closed to the ordinary user
        self.root("useradd", "--create-home", "--uid", USER, "learner")
        assert not [path for path in self.files() if "/bin/python" in path]

    def files(self) -> set[str]:
        """Every path in it."""
        return {f"/{path.relative_to(self.folder)}" for path in self.folder.rglob("*")}

    def root(self, *words: str) -> str:
        """What a command of the administrator prints."""
        return _output([*self.command(), *words])

    def user(self, *words: str) -> str:
        """What a command of the ordinary user prints."""
        return _output([*self.command(), *self.as_user(), *words])

    def as_user(self) -> list[str]:
        """Goes before a command."""
        change = ["setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", "--inh-caps=-all"]
        return [*change, "--bounding-set=-all", "env", f"HOME={HOME}", "LC_ALL=C.UTF-8"]

    def command(self) -> list[str]:
        """Goes before a command. Only a root that was pivoted to leaves the sandbox its namespaces."""
        variables = [f"{name}={os.environ[name]}" for name in _KEPT if name in os.environ]
        private = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
        clean = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive"]
        return [*private, "sh", "-c", _ENTER, "sh", str(self.folder), *clean, *variables]


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{' '.join(command[-4:])}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


def _install(debian: Debian, package: Path) -> None:
    target = debian.folder / "tmp" / package.name
    shutil.copyfile(package, target)
    debian.root("apt-get", "update", "-q")
    debian.root("apt-get", "install", "-y", "-q", "--no-install-recommends", f"/tmp/{package.name}")
    target.unlink()
    assert not debian.root("dpkg", "--verify", bundle_window.FOLDER)
    assert not [path for path in debian.files() if path.startswith("/usr/bin/python3")]
    print("Installed with what it depends on; no Python came with it.", flush=True)


def _use(debian: Debian) -> None:
    assert debian.user("which", bundle_window.PROGRAM).strip() == f"/usr/bin/{bundle_window.PROGRAM}"
    assert EXAMPLE in debian.user(bundle_window.PROGRAM, "list")
    stored = next((ROOT / "examples" / "core").glob(f"*-{EXAMPLE}.out"))
    assert debian.user(bundle_window.PROGRAM, "run", EXAMPLE) == stored.read_text(encoding="utf-8")
    told = json.loads(debian.user(bundle_window.PROGRAM, "doctor", "--json"))
    (found,) = told["Python for the examples"]["found"]
    assert f"/usr/lib/{bundle_window.FOLDER}/" in found, found
    print(f"doctor: Python {found}; {told['Protection']['tier']}", flush=True)
    assert told["Protection"]["tier"].startswith("Strong"), told["Protection"]
    checked = json.loads(debian.user(bundle_window.PROGRAM, "check", "--json"))
    print(f"check: {checked['interpreters']}", flush=True)
    # As the administrator too: then the program's own folder could be written to.
    assert debian.root(bundle_window.PROGRAM, "run", EXAMPLE)
    assert not debian.root("dpkg", "--verify", bundle_window.FOLDER)


def _use_window(debian: Debian, picture: Path | None) -> None:
    with _screen() as name:
        os.environ["DISPLAY"] = name
        command = [*debian.command(), *debian.as_user(), bundle_window.PROGRAM, EXAMPLE]
        with subprocess.Popen(command) as window:
            progress = debian.folder / HOME[1:] / ".local" / "share" / bundle_window.FOLDER
            _wait_until(lambda: _tells(progress), window)
            if picture:
                time.sleep(2)  # for the eye of a person only
                subprocess.run([sys.executable, "-c", _PICTURE, str(picture)], check=True)
            (own,) = (pid for pid in _below(window.pid) if _name(pid) == bundle_window.PROGRAM)
            os.kill(own, signal.SIGTERM)
            assert window.wait(PATIENCE_S) == 0
    print("The window opened at an example.", flush=True)


def _below(pid: int) -> Iterator[int]:
    """All processes that ``pid`` started, and those that these did."""
    for child in map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()):
        yield child
        yield from _below(child)


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8", errors="replace").strip()


def _tells(progress: Path) -> bool:
    return any(EXAMPLE in path.read_text(errors="replace") for path in progress.glob("user_progress*"))


def _wait_until(is_true: Callable[[], bool], window: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_true():
        assert window.poll() is None, "the window ended at once"
        assert time.monotonic() < deadline, "the window never opened the example"
        time.sleep(0.1)


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a virtual screen."""
    read, write = os.pipe()
    words = ["-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-ac"]
    with subprocess.Popen(["Xvfb", *words], pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        yield f":{number}"
        server.terminate()


def _remove(debian: Debian, before: set[str]) -> None:
    debian.root("apt-get", "purge", "-y", "-q", "--autoremove", bundle_window.FOLDER)
    left = {path for path in debian.files() - before if not f"{path}/".startswith(_ORDINARY)}
    assert not left, sorted(left)
    own = {path for path in debian.files() if bundle_window.FOLDER in path}
    homes = (f"{HOME}/.local", f"{HOME}/.config", f"{HOME}/.cache", _ADMINISTRATOR)
    users = (*homes, "/var/lib/apt/", "/var/log/")
    strange = [path for path in own if not path.startswith(users)]
    assert not strange, strange
    print("Removed; nothing is left but the users' own folders.", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
