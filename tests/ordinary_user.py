"""Tests marked ``ordinary_user`` run as one: where all tests run as root, these are executed again.

The new process lives in a mount namespace of its own. There root's home is an empty folder but for the
interpreter and the checkout, so that an ordinary user can read them wherever they lie. What cannot be had is
a failure, no skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

UID = 12345
_INSIDE = "EXPLORER_TEST_ORDINARY_USER"
_TIMEOUT_S = 300
_ROOT = Path(__file__).parents[1]

# $1: private folder; $2: root's home; $3...: folders that must stay readable, up to "--"; then the command.
_SCRIPT = """
set -e
private=$1; home=$2; shift 2; number=0; kept=""
while [ "$1" != "--" ]; do
    case "$1/" in "$home"/*)
        number=$((number + 1)); mkdir -p "$private/$number"; mount --bind "$1" "$private/$number"
        kept="$kept $number:$1";;
    esac
    shift
done
shift
if [ -n "$kept" ]; then
    mount -t tmpfs -o mode=755 tmpfs "$home"
    for entry in $kept; do
        mkdir -p "${entry#*:}"; mount --bind "$private/${entry%%:*}" "${entry#*:}"
    done
fi
exec "$@"
"""


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Execute a marked test again where this process is root; else let it run as it is."""
    if pyfuncitem.get_closest_marker("ordinary_user") is None or not hasattr(os, "geteuid"):
        return None
    if _INSIDE in os.environ:
        assert os.geteuid() == UID
        assert sys.version == os.environ[_INSIDE]
        return None
    if os.geteuid() != 0:
        return None
    _execute_again(pyfuncitem)
    return True


def _execute_again(item: pytest.Item) -> None:
    private = Path(tempfile.mkdtemp(prefix="explorer-ordinary-"))
    environment = os.environ | {_INSIDE: sys.version, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            _command(item, private),
            env=environment,
            cwd=_ROOT,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_S,
        )
    finally:
        shutil.rmtree(private, ignore_errors=True)
    if done.returncode != 0:
        pytest.fail(f"as an ordinary user:\n{done.stdout}\n{done.stderr}", pytrace=False)


def _command(item: pytest.Item, private: Path) -> list[str]:
    private.chmod(0o755)
    home = private / "home"
    home.mkdir()
    os.chown(home, UID, UID)
    readable = sorted({str(_ROOT), sys.prefix, sys.base_prefix})
    root_home = os.path.expanduser("~root")  # noqa: PTH111 - Path.expanduser would use $HOME for it
    inner = [
        "unshare",
        "--mount",
        "--propagation",
        "private",
        "sh",
        "-c",
        _SCRIPT,
        "sh",
        str(private),
        root_home,
    ]
    user = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups"]
    test = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={home / 'pytest'}"]
    return [
        *inner,
        *readable,
        "--",
        *user,
        *test,
        "-c",
        str(item.config.inipath),
        f"{item.path}::{item.nodeid.partition('::')[2]}",
    ]
