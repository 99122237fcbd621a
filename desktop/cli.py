"""The command line: headless commands with the session and runner of the window, and the way into it.

Qt is imported only by the commands that need it; ``--help`` and a wrong word need nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desktop import __version__

EXIT_REFUSED = 125
"""Not started or refused, as design and ``--help`` say."""

_TIERS = ("auto", "strong", "kernel", "limits")
_PERMISSIONS = "read=PATH, write=PATH, net=loopback, net=any, run, env=NAME, display"
_COMMANDS = ("list", "run", "check", "coverage", "log", "progress", "doctor")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_REFUSED, f"{self.prog}: {message}\n")


def _command(commands: argparse._SubParsersAction[_Parser], name: str, text: str) -> _Parser:
    parser = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _seconds(text: str) -> float:
    """The values that the setting takes too; ``nan`` is none of them."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 86400:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds from 0 to 86400")
    return seconds


def _add_run(commands: argparse._SubParsersAction[_Parser]) -> None:
    run = _command(commands, "run", "run an example or a Python file in this terminal")
    run.add_argument("target", help="an example id (chapter/slug) or the path of a .py file")
    sandbox = run.add_mutually_exclusive_group()
    sandbox.add_argument("--sandbox", action="store_true", help="confine it, whatever the settings say")
    sandbox.add_argument("--no-sandbox", action="store_true", help="run it with your own rights, limits only")
    run.add_argument("--tier", choices=_TIERS, help="confine it exactly like this, or do not run it")
    run.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="PERMISSION",
        help=f"grant more for this run; may be repeated: {_PERMISSIONS}",
    )
    run.add_argument(
        "--timeout", type=_seconds, metavar="S", help="seconds until the program is ended; 0: no limit"
    )
    run.add_argument("--stdin", type=Path, metavar="FILE", help="read the program's input from FILE")
    run.add_argument("--interpreter", type=Path, metavar="PATH", help="the Python that runs it")
    run.add_argument("arguments", nargs="*", metavar="-- ARG", help="arguments of the program")


def _add_progress(commands: argparse._SubParsersAction[_Parser]) -> None:
    progress = _command(commands, "progress", "print what was opened, run and completed")
    actions = progress.add_subparsers(dest="action", metavar="ACTION", parser_class=_Parser)
    text = "add the progress of version 2.0, or of another copy of this program"
    brought = actions.add_parser("import", help=text, description=text, allow_abbrev=False)
    brought.add_argument("file", type=Path, metavar="FILE", help="such as user_progress.json")
    text = "write all progress into a file"
    export = actions.add_parser("export", help=text, description=text, allow_abbrev=False)
    export.add_argument(
        "file", type=Path, metavar="FILE", help="the file to write; one that exists is replaced"
    )
    export.add_argument(
        "--format", choices=("json", "csv"), default="json", help="json can be imported again (default)"
    )


def _add_pack(command: _Parser) -> None:
    """What the two commands that run a whole pack take."""
    command.add_argument(
        "pack", nargs="?", type=Path, help="the folder of a pack; the bundled one if left out"
    )
    command.add_argument("--jobs", type=int, default=2, metavar="N", help="programs that run at once")
    command.add_argument(
        "--interpreter", type=Path, action="append", metavar="PATH", help="use this Python; may be repeated"
    )


def _headless_parser() -> _Parser:
    parser = _Parser(prog="python-explorer", allow_abbrev=False, description="Learn Python by running it.")
    parser.add_argument("--version", action="version", version=f"Python Features Explorer {__version__}")
    _add_folders(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _command(commands, "list", "print the library")
    _add_run(commands)
    check = _command(commands, "check", "prove every example, question and exercise by running it")
    _add_pack(check)
    check.add_argument(
        "--update", action="store_true", help="write what was printed as the stored output, with a diff"
    )
    _add_pack(_command(commands, "coverage", "what of Python the examples show, and what none of them does"))
    log = _command(commands, "log", "print the audit trail")
    log.add_argument(
        "--verify", action="store_true", help="walk the chain and name what was altered, cut or is missing"
    )
    _add_progress(commands)
    doctor = _command(commands, "doctor", "versions, folders and what protects a run on this computer")
    doctor.add_argument(
        "--sandbox-selftest", action="store_true", help="try to break out of each tier and print the table"
    )
    return parser


def _add_folders(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="use this config.yaml")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep everything of yours below DIR")


def _window_parser() -> _Parser:
    parser = _Parser(
        prog="python-explorer",
        allow_abbrev=False,
        description="Learn Python by running it. Without a command the window opens.",
        epilog="commands: " + ", ".join(_COMMANDS) + "; 'python-explorer COMMAND --help' tells more",
    )
    parser.add_argument("--version", action="version", version=f"Python Features Explorer {__version__}")
    _add_folders(parser)
    parser.add_argument("--platform", metavar="NAME", help="the Qt platform, such as offscreen")
    parser.add_argument(
        "--safe",
        action="store_true",
        help="default settings, nothing restored; the same as holding Shift at the start",
    )
    parser.add_argument("--new-window", action="store_true", help="open a second window on the same progress")
    parser.add_argument(
        "target",
        nargs="?",
        help="an example id (chapter/slug), or the path of a .py file or of a folder of them",
    )
    return parser


def _first_word(arguments: Sequence[str]) -> str:
    """The first word that is neither a flag nor the value of ``--config`` or ``--data-dir``."""
    words = iter(arguments)
    for word in words:
        if word in ("--config", "--data-dir", "--platform"):
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def _at_dashes(arguments: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Our own words, and behind the first ``--`` those of the program, which argparse would read too."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:at], arguments[at + 1 :]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window. Returns the exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if _first_word(arguments) in _COMMANDS:
        own, programs = _at_dashes(arguments)
        options = _headless_parser().parse_args(own)
        if options.command == "run":
            options.arguments += programs
        elif programs:
            _headless_parser().error(f"'{options.command}' starts no program that could take arguments")
        from desktop.services import qt_features

        qt_features.leave_alone()
        from desktop import headless

        return headless.run_command(options)
    options = _window_parser().parse_args(arguments)
    return _open_window(options)


def _open_window(options: argparse.Namespace) -> int:
    from desktop.core import display

    problem = display.problem(options.platform)
    if problem is not None:
        print(f"python-explorer: {problem.message}", file=sys.stderr)
        return problem.exit_code
    from desktop.services import qt_features

    qt_features.leave_alone()  # before everything that is imported next
    from desktop import app

    return app.open_window(options)


if __name__ == "__main__":
    sys.exit(main())
