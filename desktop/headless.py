"""The headless commands. Each prints text, or with ``--json`` one object, and returns its exit code.

Holds no rule of the product: the core decides, the session runs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.child.protocol import Stream
from desktop.core.audit import AuditLog
from desktop.core.catalog import Catalog
from desktop.core.errors import ExplorerError
from desktop.core.pack import read_pack
from desktop.core.paths import Paths, find_paths
from desktop.core.progress import Progress
from desktop.core.settings import Settings
from desktop.sandbox.policy import Permission, PermissionTextError, Tier

if TYPE_CHECKING:
    from desktop.services.questions import Rights, WeakeningQuestion

EXIT_REFUSED = 125
_TOLD = (124, EXIT_REFUSED, 137)
"""Exit codes of our own, which are explained in a sentence."""


def run_command(options: argparse.Namespace) -> int:
    """Carry out one parsed command."""
    commands = {
        "list": _list,
        "run": _run,
        "check": _check,
        "coverage": _coverage,
        "log": _log,
        "progress": _progress,
        "doctor": _doctor,
    }
    try:
        paths = find_paths(config=options.config, data_dir=options.data_dir)
        code = commands[options.command](paths, options)
        sys.stdout.flush()  # at the end of Python a reader that is gone would be an error
        return code
    except ExplorerError as error:
        print(f"python-explorer: {error}", file=sys.stderr)
        return EXIT_REFUSED
    except BrokenPipeError:
        from desktop.services.terminal_run import discard_output

        discard_output(1)
        return 128 + 13


def _print_json(value: Mapping[str, object]) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _progress_of(paths: Paths, settings: Settings) -> Progress:
    return Progress(paths.data_dir / Path(settings.snapshot.text("progress.storage_file")).expanduser())


def _audit_of(paths: Paths, settings: Settings) -> AuditLog:
    snapshot = settings.snapshot
    return AuditLog(
        paths.data_dir / "logs" / Path(snapshot.text("logging.file")).expanduser(),
        max_size_mb=snapshot.integer("logging.max_size_mb"),
        backup_count=snapshot.integer("logging.backup_count"),
    )


def _list(paths: Paths, options: argparse.Namespace) -> int:
    pack = read_pack(paths.examples / "core")
    statuses = _progress_of(paths, Settings(paths)).statuses()
    if options.json:
        examples = [
            {
                "id": example.id,
                "title": example.title,
                "goal": example.goal,
                "level": example.level.value,
                "kind": example.kind.value,
                "requires_python": ".".join(map(str, example.gate)),
                "status": statuses[example.id].value if example.id in statuses else "new",
            }
            for example in Catalog(pack).examples
        ]
        _print_json({"pack": pack.id, "version": pack.version, "examples": examples})
        return 0
    for chapter in pack.chapters:
        print(f"{chapter.number:2} {chapter.title}")
        for section in chapter.sections:
            print(f"   {section.title}")
            for example in section.examples:
                status = statuses[example.id].value if example.id in statuses else ""
                print(f"     {example.id:44} {example.title}{f'  [{status}]' if status else ''}")
    for notice in pack.notices:
        print(f"python-explorer: {notice}", file=sys.stderr)
    return 0


def _run(paths: Paths, options: argparse.Namespace) -> int:
    from PySide6.QtCore import QCoreApplication

    from desktop.services.garbage import Garbage
    from desktop.services.preparation import limits_of
    from desktop.services.session import Session
    from desktop.services.terminal_run import TerminalRun, exit_code_of

    app = QCoreApplication(sys.argv[:1])
    Garbage(app)
    rights = _rights(options)
    session = Session(paths)
    for notice in (*session.notices(), *map(_unconfirmed, session.weakenings())):
        print(f"python-explorer: {notice}", file=sys.stderr)
    session.notice.connect(lambda text: print(f"python-explorer: {text}", file=sys.stderr))
    example = session.example(options.target)
    stdin = _stored_stdin(options.stdin)
    limits = limits_of(session.settings.snapshot)
    if options.timeout is not None:
        limits = replace(limits, timeout_s=options.timeout, cpu_s=0.0)
    ends: dict[Stream, bytes] = {}
    session.output.connect(lambda stream, data: ends.update({stream: data[-1:]}))
    run = TerminalRun(session)
    run.start(
        example,
        stdin=stdin,
        argv=tuple(options.arguments),
        limits=limits,
        interpreter=options.interpreter,
        rights=rights,
    )
    app.exec()
    session.close()
    code = exit_code_of(run.outcome)
    if ends.get(Stream.STDERR, b"\n") != b"\n" and (options.json or code in _TOLD):
        print(file=sys.stderr)  # what follows stands on a line of its own
    if code in _TOLD and run.outcome.exit_code != code:
        print(f"python-explorer: {run.outcome.sentence()}", file=sys.stderr)
    if run.outcome.remark:
        print(f"python-explorer: {run.outcome.remark}", file=sys.stderr)
    if options.json:
        print(json.dumps(run.facts(), ensure_ascii=False), file=sys.stderr)
    return code


def _rights(options: argparse.Namespace) -> Rights:
    """What the flags demand. Raises ExplorerError for a permission that cannot be read."""
    from desktop.services.questions import Rights

    if options.sandbox and options.tier == "limits":
        raise ExplorerError("--sandbox and --tier limits contradict each other. Give one of them.")
    if options.no_sandbox and options.tier not in (None, "auto", "limits"):
        raise ExplorerError(
            f"--no-sandbox and --tier {options.tier} contradict each other. Give one of them."
        )
    try:
        allow = tuple(Permission.parse(text, Path.cwd()) for text in options.allow)
    except PermissionTextError as error:
        raise ExplorerError(str(error)) from None
    if options.no_sandbox or options.tier == "limits":
        return Rights(sandbox=False, allow=allow)
    tier = None if options.tier in (None, "auto") else Tier(options.tier)
    return Rights(sandbox=True if options.sandbox or options.tier else None, tier=tier, allow=allow)


def _unconfirmed(question: WeakeningQuestion) -> str:
    """Headless nothing is asked: a value that protects less is not used."""
    return (
        f"`{question.key}` in your settings protects less than the default and is not confirmed, so the "
        "default is used. Confirm it in the window, or give --no-sandbox."
    )


def _stored_stdin(file: Path | None) -> bytes | None:
    if file is None:
        return None
    try:
        return file.read_bytes()
    except OSError as error:
        raise ExplorerError(f"The input file {file} could not be read: {error.strerror}.") from error


def _check(paths: Paths, options: argparse.Namespace) -> int:
    from desktop import headless_check

    return headless_check.check(paths, options)


def _coverage(paths: Paths, options: argparse.Namespace) -> int:
    from desktop import headless_coverage

    return headless_coverage.coverage(paths, options)


def _log(paths: Paths, options: argparse.Namespace) -> int:
    log = _audit_of(paths, Settings(paths))
    if not options.verify:
        entries = log.entries()
        if options.json:
            _print_json({"entries": entries})
        else:
            for entry in entries:
                print(json.dumps(entry, ensure_ascii=False))
        return 0
    result = log.verify()
    if options.json:
        _print_json({"ok": result.ok, "entries": result.entries, "problem": result.problem})
    else:
        print(result.problem if not result.ok else f"The log is whole: {result.entries} entries.")
    return 0 if result.ok else 1


def _progress(paths: Paths, options: argparse.Namespace) -> int:
    from desktop.core.progress_file import Format, export_file, import_file, take_over

    settings = Settings(paths)
    progress, audit = _progress_of(paths, settings), _audit_of(paths, settings).append
    catalog = Catalog(read_pack(paths.examples / "core"))
    told = list(take_over(progress, catalog.chapters, audit))
    if options.action == "import":
        reading = import_file(options.file, progress, catalog.chapters, audit)
        told += [reading.summary, *reading.remarks]
        progress.close()
    elif options.action == "export":
        export_file(options.file, progress, Format(options.format))
        told.append(f"Your progress is in “{options.file}”.")
    if options.action:
        print("\n".join(told))
        return 0
    for notice in told:
        print(f"python-explorer: {notice}", file=sys.stderr)
    if options.json:
        _print_json(progress.to_json())
        return 0
    statuses = progress.statuses()
    for chapter in catalog.chapters:
        words = [statuses[example.id].value for example in chapter.examples if example.id in statuses]
        completed, total = words.count("completed"), len(chapter.examples)
        print(f"{chapter.number:2} {chapter.title:32} {completed} of {total} completed, {len(words)} opened")
    for record in progress.runs(10):
        print(f"{record.started}  {record.outcome:12} {record.target}")
    for notice in progress.notices:
        print(f"python-explorer: {notice}", file=sys.stderr)
    return 0


def _doctor(paths: Paths, options: argparse.Namespace) -> int:
    from desktop.doctor import examine

    if options.sandbox_selftest:
        return _selftest(paths, options)
    facts = examine(paths)
    if options.json:
        _print_json(facts)
        return 0
    for group, lines in facts.items():
        print(group)
        assert isinstance(lines, dict)
        for name, value in lines.items():
            text = "; ".join(map(str, value)) if isinstance(value, list) else value
            print(f"  {name:18} {text}")
    return 0


def _selftest(paths: Paths, options: argparse.Namespace) -> int:
    """Try to break out of every tier that holds here. 0 when nothing got through that should not."""
    from desktop.doctor import chosen_interpreter, tiers_of
    from desktop.selftest import run_selftest

    settings = Settings(paths)
    held = [state.tier for state in tiers_of(paths, settings).states if state.is_available]
    try:
        result = run_selftest(paths, held, interpreter=chosen_interpreter(settings))
    except OSError as error:
        raise ExplorerError(
            f"The self-test could not make its folder: {error}. Set TMPDIR to a short path."
        ) from error
    if options.json:
        _print_json(result.to_json())
    else:
        print(result.table())
    return 0 if result.ok else 1
