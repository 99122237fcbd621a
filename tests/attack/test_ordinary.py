"""What the sandbox leaves to ordinary programs, and what it keeps from one that lies in the home folder."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from desktop.child.protocol import OutcomeKind
from desktop.core.paths import find_paths
from desktop.sandbox.policy import Policy
from tests.attack.figures import keep_line
from tests.qt.everyday import EVERYDAY, LOST_IN_KERNEL, LOST_IN_KERNEL_WITH_RUN
from tests.qt.real_runs import Programs
from tests.qt.sandboxed import KERNEL, LINUX, STRONG, USERS
from tests.qt.test_sandbox_everyday import WIDE

pytestmark = LINUX
KEYS = """\
import pathlib, sys
for name in (".ssh/id_rsa", ".bashrc", "neighbour.py"):
    try: print((pathlib.Path(sys.argv[1]) / name).read_text())
    except OSError as error: print("held")
"""


def failing(programs: Programs, policy: Policy) -> set[str]:
    """The everyday programs that do not end well; two at once, for two processors."""
    found = set()
    for pair in batched(EVERYDAY.items()):
        runs = [
            (name, programs.start(programs.make(source + "\n", policy=policy, stdin=b"")))
            for name, source in pair
        ]
        found |= {name for name, run in runs if programs.finish(run).outcome.kind is not OutcomeKind.OK}
    return found


def batched(items: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    rest = iter(items)
    while pair := tuple(islice(rest, 2)):
        yield pair


def test_what_works_without_a_sandbox_works_in_strong_with_its_grants(programs: Programs) -> None:
    plain = failing(programs, Policy())
    columns = {
        "Strong+run+net": failing(programs, WIDE),
        "Strong": failing(programs, Policy(STRONG)),
        "Kernel+run": failing(programs, Policy(KERNEL, run=True)),
        "Kernel": failing(programs, Policy(KERNEL)),
    }
    working = len(EVERYDAY) - len(plain)
    for title, failed in columns.items():
        lost = failed - plain
        names = f": {', '.join(sorted(lost))}" if lost else ""
        keep_line(
            "everyday programs", f"{title} keeps {working - len(lost)} of {working}, loses {len(lost)}{names}"
        )
    assert columns["Strong+run+net"] - plain == set()
    assert columns["Kernel+run"] - plain == LOST_IN_KERNEL_WITH_RUN
    assert columns["Kernel"] - plain == LOST_IN_KERNEL


@USERS
def test_a_script_in_the_home_folder_reads_no_key(home: Path, data_dir: Path, user: str) -> None:
    """Its own folder is the home, which is too wide to be readable."""
    (home / ".ssh").mkdir()
    for name in (".ssh/id_rsa", ".bashrc", "neighbour.py"):
        (home / name).write_text("secret-of-the-home")
    script = home / "script.py"
    script.write_text(KEYS)
    config = home / "own.yaml"
    config.write_text("security:\n  sandbox_mode: true\n")
    command = [sys.executable, "-m", "desktop", "--config", str(config), "--data-dir", str(data_dir)]
    done = subprocess.run(
        [*command, "run", str(script), "--json", "--", str(home)],
        cwd=find_paths().code_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["held"] * 3, done.stderr
    assert json.loads(done.stderr.splitlines()[-1])["tier"] == "strong"
    assert "secret-of-the-home" not in done.stderr
