"""What run.py does once the Python is new enough: check the system, set up, then start what was asked for.

Standard library only, and nothing heavy: the second start passes through here before every window.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from environment import EXIT_SYSTEM, Environment, SetUpError, is_root, lacks_venv, venv_package

from desktop.core import display, system_libraries

ROOT = Path(__file__).resolve().parent.parent
EXIT_INTERRUPTED = 130


def main(words: Sequence[str]) -> int:
    """Returns an exit code; on POSIX the application takes this process over after a good set-up."""
    try:
        if words[:1] == ["test"]:
            import checks

            return checks.main(ROOT, words[1:])
        if words[:1] == ["bundle"]:
            return _bundle(words[1:])
        problem = _system_problem(words)
        if problem is not None:
            print(problem.message, file=sys.stderr)
            return problem.exit_code
        return _become([str(Environment(ROOT).ready()), "-P", "-m", "desktop", *words])
    except SetUpError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("Interrupted. The next start sets up what is missing.", file=sys.stderr)
        return EXIT_INTERRUPTED


def _bundle(words: Sequence[str]) -> int:
    """In the project's own environment: the parts that find an interpreter need its libraries."""
    environment = Environment(ROOT)
    if Path(sys.prefix) != environment.folder:
        return _become([str(environment.ready()), str(ROOT / "run.py"), "bundle", *words])
    import bundle

    return bundle.main(ROOT, words)


def _system_problem(words: Sequence[str]) -> display.Problem | None:
    """What the system lacks. Words may mean a headless command: then the application asks for its screen."""
    platform = "offscreen" if words else os.environ.get("QT_QPA_PLATFORM", "")
    lacking = system_libraries.missing(display.libraries_for(platform, os.environ))
    manager = system_libraries.package_manager()
    also = (venv_package(),) if manager == "apt" and lacks_venv() else ()
    text = system_libraries.problem(lacking, manager, as_root=is_root(), also=also)
    if text:
        return display.Problem(text, EXIT_SYSTEM)
    return None if words else display.problem()


def _become(command: list[str]) -> int:
    """Signals and exit code are the application's own: where a system can, it takes this process over."""
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform != "win32":
        _exec(command)
    import subprocess

    with subprocess.Popen(command) as application:
        while True:
            try:
                return application.wait()
            except KeyboardInterrupt:  # the console sent it to the application too, which decides
                continue


def _exec(command: list[str]) -> NoReturn:
    os.execv(command[0], command)
