"""Linux only: the system's bubblewrap, where only that program may make namespaces.

Ubuntu from 23.10 on forbids them to every program without a profile; bwrap has one once an administrator
installs it. Knows its command line and nothing of who runs it.
"""

from __future__ import annotations

import os
import sys

from desktop.sandbox.confinement import Confinement
from desktop.sandbox.linux_readable import SYSTEM, everyday, links_to_interpreter, of_interpreter
from desktop.sandbox.linux_view import SYSTEM_FILES

BWRAP = "/usr/bin/bwrap"
_SWITCH = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns"
_MB = 1024 * 1024
_DEFAULT_MB = 128
_BASICS = """
    --die-with-parent --as-pid-1 --unshare-user --unshare-pid --unshare-ipc --unshare-uts
    --unshare-cgroup-try --cap-drop ALL
"""


def is_preferred() -> bool:
    """Whether namespaces of our own are forbidden here and bwrap is there to make them."""
    try:
        with open(_SWITCH, encoding="ascii") as file:
            is_restricted = file.read().strip() == "1"
    except OSError:
        return False
    return is_restricted and os.geteuid() != 0 and os.access(BWRAP, os.X_OK)


def arguments(confinement: Confinement, info: int, texts: dict[str, int]) -> list[str]:
    """The words of bwrap, itself first, up to the command that will run inside as process 1.

    ``info``: a pipe for its report. ``texts``: paths and descriptors to read their content from.
    """
    words = [BWRAP, *_BASICS.split(), "--info-fd", str(info)]
    if confinement.net != "any":
        words.append("--unshare-net")
    if not confinement.display:  # the display's key is for the real name
        words += ["--hostname", "sandbox"]
    words += ["--proc", "/proc", "--dev", "/dev", "--dir", "/run", "--dir", "/var"]
    size = str((confinement.max_scratch_mb or _DEFAULT_MB) * _MB)
    for folder in ("/tmp", "/dev/shm"):
        words += ["--size", size, "--perms", "1777", "--tmpfs", folder]
    words += ["--symlink", "/tmp", "/var/tmp", "--symlink", "/run", "/var/run"]
    return [*words, *_binds(confinement), *_texts(texts, confinement), *_scratch(confinement, size)]


def _binds(confinement: Confinement) -> list[str]:
    words: list[str] = []
    taken: list[str] = []
    own = of_interpreter(sys.executable)
    for path in (*everyday(confinement), *own, *SYSTEM_FILES, *confinement.read):
        if path in SYSTEM and os.path.islink(path):
            words += ["--symlink", os.readlink(path), path]
        elif not any(path == other or path.startswith(other + "/") for other in taken):
            words += ["--ro-bind-try", path, path]
            taken.append(path)
    for path, target in links_to_interpreter(confinement.interpreter).items():
        if not any(path.startswith(other + "/") for other in taken):
            words += ["--symlink", target, path]
    for path in (*confinement.write, *confinement.display_files):
        words += ["--bind-try", path, path]
    if not confinement.terminal:
        words += ["--ro-bind", "/dev/null", "/dev/tty"]
    return words


def _texts(texts: dict[str, int], confinement: Confinement) -> list[str]:
    words: list[str] = []
    for path, descriptor in texts.items():
        is_real = confinement.net == "any" and path in ("/etc/hosts", "/etc/nsswitch.conf")
        if not is_real or not os.path.exists(path):
            words += ["--ro-bind-data", str(descriptor), path]
    return words


def _scratch(confinement: Confinement, size: str) -> list[str]:
    folder = confinement.work_dir
    if confinement.max_scratch_mb <= 0:
        return ["--bind", folder, folder]
    return ["--size", size, "--perms", "0700", "--tmpfs", folder]
