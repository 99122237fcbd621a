"""Who is asked for what before a run, and what the answer is worth: real files, real children, real walls."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Denial, Outcome, OutcomeKind, RunSpec, Stream
from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.core.paths import find_paths
from desktop.core.permissions import Verdict
from desktop.sandbox.policy import Net, Permission, Policy, Tier
from desktop.sandbox.tiers import Tiers, TierState
from desktop.services.questions import LimitsQuestion, PermissionQuestion, Remember, Rights
from desktop.services.session import Session
from tests.own_folders import place_outside_tmp

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these tiers are Linux's")

PLAIN = "control-flow/if-elif-else"
STARTS = "import subprocess\nprint(subprocess.run(['/bin/echo', 'started'], capture_output=True).stdout)\n"
RUN = Permission("run")
NONE = Tiers(
    (
        TierState(Tier.STRONG, False, "Strong does not work here."),
        TierState(Tier.KERNEL, False, "Kernel does not work here."),
        TierState(Tier.LIMITS, True),
    )
)
OLD_KERNEL = Tiers(
    (
        TierState(Tier.STRONG, False, "Strong does not work here."),
        TierState(Tier.KERNEL, True, can_hold_processes=False),
        TierState(Tier.LIMITS, True),
    )
)


class Window:
    """Stands where the window stands: runs, is asked, answers."""

    def __init__(self, qtbot: QtBot, data_dir: Path, *, asks: bool = True) -> None:
        self.qtbot = qtbot
        self.session = Session(find_paths(data_dir=data_dir), asks=asks)
        self.questions: list[object] = []
        self.outcomes: list[Outcome] = []
        self.specs: list[RunSpec] = []
        self.out = bytearray()
        self.session.question_asked.connect(self.questions.append)
        self.session.run_finished.connect(self.outcomes.append)
        self.session.run_started.connect(self.specs.append)
        self.session.output.connect(lambda stream, data: stream is Stream.STDOUT and self.out.extend(data))

    @property
    def policy(self) -> Policy:
        """What the last run that began could do."""
        return self.specs[-1].policy

    def run(self, example: Example, rights: Rights = Rights()) -> Outcome:  # noqa: B008 - frozen
        """A run that nobody is asked about."""
        before, asked = len(self.outcomes), len(self.questions)
        self.session.run(example, stdin=b"", rights=rights)
        self.wait(lambda: len(self.outcomes) > before)
        assert len(self.questions) == asked
        return self.outcomes[-1]

    def ask(self, example: Example) -> PermissionQuestion:
        """A run that leads to a question."""
        before = len(self.questions)
        self.session.run(example, stdin=b"")
        self.wait(lambda: len(self.questions) > before)
        question = self.questions[-1]
        assert isinstance(question, PermissionQuestion)
        return question

    def answer(self, *allowed: Permission, remember: Remember = Remember.ONCE) -> Outcome:
        before = len(self.outcomes)
        self.session.gate.answer_permissions(allowed, remember)
        self.wait(lambda: len(self.outcomes) > before)
        return self.outcomes[-1]

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=60_000)

    def events(self, name: str) -> list[dict[str, object]]:
        return [entry["details"] for entry in self.session.audit.entries() if entry["event"] == name]

    def edited(self, text: str, target: str = PLAIN) -> Example:
        """A bundled example with the learner's text in it."""
        example = self.session.example(target)
        self.session.edit(example, example.entry, text)
        return example


@pytest.fixture
def window(qtbot: QtBot, data_dir: Path) -> Iterator[Window]:
    window = Window(qtbot, data_dir)
    yield window
    window.session.close()


@pytest.fixture
def stranger(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file into a folder that has nothing to do with the library."""

    def write(source: str, name: str = "stranger.py") -> Path:
        file = tmp_path / "downloads" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(source, encoding="utf-8")
        return file

    return write


# ---- who is asked ----


def test_no_bundled_example_leads_to_a_question_or_is_refused(window: Window) -> None:
    session = window.session
    for example in session.catalog.examples:
        if session.gate_problem(example) or example.kind in ("gui", "terminal"):
            continue
        outcome = window.run(example)
        assert outcome.kind is not OutcomeKind.REFUSED, (example.id, outcome.sentence())
        assert outcome.denied == ()
        assert outcome.tier is Tier.STRONG


def test_learners_edit_that_starts_a_program_asks_and_names_the_line(window: Window) -> None:
    question = window.ask(window.edited(STARTS))
    assert [(str(wish.permission), wish.line) for wish in question.wishes] == [("run", 1)]
    assert question.is_edited and question.tier is Tier.STRONG
    assert not window.outcomes
    assert window.session.is_running


def test_answer_once_grants_this_run_alone_and_stores_nothing(window: Window) -> None:
    example = window.edited(STARTS)
    window.ask(example)
    assert window.answer(RUN).kind is OutcomeKind.OK
    assert b"started" in window.out
    assert window.session.gate.decisions() == ()
    window.ask(example)
    assert window.answer().kind is OutcomeKind.FAILED
    assert not window.policy.run


def test_answer_for_the_example_is_stored_audited_and_asked_no_more(window: Window) -> None:
    example = window.edited(STARTS)
    window.ask(example)
    window.answer(RUN, remember=Remember.EXAMPLE)
    assert window.run(example).kind is OutcomeKind.OK
    (decision,) = window.session.gate.decisions()
    assert (decision.subject, decision.what, decision.verdict) == (PLAIN, "run", Verdict.ALLOW)
    (event,) = window.events("permission_decided")
    assert event == {"scope": "example", "subject": PLAIN, "permission": "run", "verdict": "allow"}
    window.session.gate.revoke(decision)
    assert window.events("permission_revoked")
    window.ask(example)


def test_what_was_asked_and_not_allowed_is_kept_blocked_and_asked_no_more(window: Window) -> None:
    example = window.edited(STARTS)
    window.ask(example)
    window.answer(remember=Remember.EXAMPLE)
    assert window.run(example).kind is OutcomeKind.FAILED
    assert [decision.verdict for decision in window.session.gate.decisions()] == [Verdict.DENY]


def test_denial_for_the_library_wins_over_a_grant_for_the_example(
    window: Window, stranger: Callable[..., Path]
) -> None:
    first = window.session.example(str(stranger(STARTS)))
    second = window.session.example(str(stranger(STARTS, "second.py")))
    window.ask(first)
    window.answer(RUN, remember=Remember.EXAMPLE)
    window.ask(second)
    window.answer(remember=Remember.LIBRARY)
    assert window.run(first).kind is OutcomeKind.FAILED
    assert not window.policy.run


def test_nothing_can_be_slipped_into_an_answer_that_was_not_asked(window: Window) -> None:
    window.ask(window.edited(STARTS))
    window.answer(RUN, Permission("net", "any"), Permission("read", "/etc"), remember=Remember.EXAMPLE)
    assert window.policy.net is Net.NONE
    assert Path("/etc") not in window.policy.read
    assert [decision.what for decision in window.session.gate.decisions()] == ["run"]


def test_cancelled_question_ends_the_run_as_refused_and_nothing_starts(window: Window) -> None:
    window.ask(window.edited(STARTS))
    window.session.gate.cancel_question()
    assert window.outcomes[-1].kind is OutcomeKind.REFUSED
    assert not window.specs and not window.session.is_running


def test_second_run_and_stop_give_up_the_one_that_waits_for_an_answer(window: Window) -> None:
    window.ask(window.edited(STARTS))
    window.session.stop()
    assert [outcome.kind for outcome in window.outcomes] == [OutcomeKind.STOPPED]
    window.ask(window.edited(STARTS))
    window.session.run(window.session.example("first-steps/read-a-traceback"))
    window.wait(lambda: len(window.outcomes) == 3)
    kinds = [outcome.kind for outcome in window.outcomes]
    assert kinds == [OutcomeKind.STOPPED, OutcomeKind.STOPPED, OutcomeKind.FAILED]


def test_headless_asks_nothing_and_the_program_gets_its_own_permission_error(
    qtbot: QtBot, data_dir: Path
) -> None:
    headless = Window(qtbot, data_dir, asks=False)
    outcome = headless.run(headless.edited(STARTS))
    assert outcome.kind is OutcomeKind.FAILED
    assert outcome.exception is not None and outcome.exception.type_name == "PermissionError"
    headless.session.close()


# ---- what grants are tied to ----

DECLARES = '''"""Starts a program."""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# needs = ["subprocess"]
# ///
'''


def test_grant_of_an_edited_example_ends_when_its_metadata_block_changes(window: Window) -> None:
    example = window.edited(STARTS)
    window.ask(example)
    window.answer(RUN, remember=Remember.EXAMPLE)
    window.edited("# more\n" + STARTS)
    assert window.run(example).kind is OutcomeKind.OK
    window.edited(DECLARES + STARTS)
    question = window.ask(example)
    assert str(question.wishes[0].permission) == "run"
    assert question.wishes[0].line == 0, "declared, so that no line is named"


def test_grant_of_a_file_ends_when_its_bytes_change(window: Window, stranger: Callable[..., Path]) -> None:
    file = stranger(STARTS)
    window.ask(window.session.example(str(file)))
    window.answer(RUN, remember=Remember.EXAMPLE)
    assert window.run(window.session.example(str(file))).kind is OutcomeKind.OK
    stranger(STARTS + "print('more')\n")
    window.ask(window.session.example(str(file)))


def test_stored_grant_of_a_path_counts_no_more_when_a_link_takes_its_place(
    window: Window, stranger: Callable[..., Path], tmp_path: Path, home: Path
) -> None:
    data, secret = tmp_path / "data", home / "keys"
    data.mkdir()
    secret.mkdir()
    (data / "x.txt").write_text("open")
    (secret / "x.txt").write_text("secret")
    example = window.session.example(str(stranger(f"print(open({str(data / 'x.txt')!r}).read())\n")))
    denial = Denial("read", str(data), str(data), str(example.entry), 1)
    window.session.gate.allow_denied(example, denial, Remember.EXAMPLE)
    window.run(example)
    assert window.out == b"open\n"
    data.rename(tmp_path / "away")
    data.symlink_to(secret)
    assert window.run(example).kind is OutcomeKind.FAILED
    assert window.out == b"open\n"


def test_file_that_is_to_be_made_asks_for_its_folder_and_a_link_for_where_it_leads(
    window: Window, stranger: Callable[..., Path]
) -> None:
    with tempfile.TemporaryDirectory(prefix=".outside-", dir=place_outside_tmp()) as name:
        folder = Path(name)
        (folder / "real").mkdir()
        (folder / "real" / "x.txt").write_text("found")
        (folder / "link").symlink_to("real")
        source = f"open('{folder}/new.txt', 'w').write('made')\nopen('{folder}/link/x.txt')\n"
        question = window.ask(window.session.example(str(stranger(source))))
        asked = {str(wish.permission): wish.line for wish in question.wishes}
        assert asked == {f"write={folder}": 1, f"read={folder / 'real' / 'x.txt'}": 2}
        window.answer(*(wish.permission for wish in question.wishes))
        assert (folder / "new.txt").read_text() == "made"


# ---- what runs is what was looked at ----


def test_file_that_changed_after_it_was_opened_does_not_run(
    window: Window, stranger: Callable[..., Path]
) -> None:
    example = window.session.example(str(stranger("print('looked at')\n")))
    stranger("print('swapped')\n")
    outcome = window.run(example)
    assert outcome.kind is OutcomeKind.REFUSED
    assert "changed" in outcome.sentence()
    assert not window.out


def test_digest_of_what_was_looked_at_goes_with_every_run(
    window: Window, stranger: Callable[..., Path]
) -> None:
    import hashlib

    source = "print('looked at')\n"
    window.run(window.session.example(str(stranger(source))))
    assert window.specs[-1].digest == hashlib.sha256(source.encode()).hexdigest()
    window.run(window.edited("print('mine')\n"))
    assert window.specs[-1].digest == hashlib.sha256(b"print('mine')\n").hexdigest()


def test_file_in_the_home_folder_runs_as_a_copy_with_its_modules_and_reads_nothing_there(
    window: Window, home: Path
) -> None:
    (home / "keys.txt").write_text("secret")
    (home / "other.py").write_text("word = 'from the module'\n")
    (home / "mine.py").write_text(
        "import other\nprint(other.word)\n"
        f"try: print(open({str(home / 'keys.txt')!r}).read())\nexcept OSError as error: print('held')\n"
    )
    example = window.session.example(str(home / "mine.py"))
    window.session.run(example)
    window.wait(lambda: window.outcomes or window.questions)
    if window.questions:
        window.answer()
    assert window.outcomes[-1].kind is OutcomeKind.OK
    assert window.out.decode().splitlines() == ["from the module", "held"]
    assert "copy" in window.outcomes[-1].remark
    assert "other.py" in window.outcomes[-1].remark


# ---- strangers, permissive, and no sandbox ----


def permissive(window: Window) -> None:
    window.session.save_settings({"security.sandbox_mode": False})


def test_permissive_frees_the_bundled_library_and_keeps_a_stranger_sandboxed_until_it_is_trusted(
    window: Window, stranger: Callable[..., Path]
) -> None:
    permissive(window)
    assert window.run(window.session.example(PLAIN)).tier is Tier.LIMITS
    example = window.session.example(str(stranger("print('hello')\n")))
    assert window.run(example).tier is Tier.STRONG
    window.session.gate.trust(example)
    assert window.session.gate.is_trusted(example)
    assert window.run(example).tier is Tier.LIMITS
    window.session.gate.distrust(example)
    assert window.run(example).tier is Tier.STRONG


def without_tiers(monkeypatch: pytest.MonkeyPatch, tiers: Tiers) -> None:
    monkeypatch.setattr("desktop.services.protection.probe_tiers", lambda *_words: tiers)


def test_where_nothing_holds_the_learner_is_asked_once_for_a_library_and_told_what_is_not_protected(
    window: Window, monkeypatch: pytest.MonkeyPatch, stranger: Callable[..., Path]
) -> None:
    without_tiers(monkeypatch, NONE)
    example = window.session.example(PLAIN)
    window.session.run(example)
    window.wait(lambda: window.questions)
    question = window.questions[-1]
    assert isinstance(question, LimitsQuestion)
    assert "Strong does not work here." in question.why
    assert not window.specs
    window.session.gate.answer_limits(remember=True)
    window.wait(lambda: window.outcomes)
    assert window.outcomes[-1].tier is Tier.LIMITS
    assert window.run(example).kind is OutcomeKind.OK
    window.session.run(window.session.example(str(stranger("print(1)\n"))))
    window.wait(lambda: len(window.questions) == 2)
    window.session.gate.cancel_question()
    assert window.outcomes[-1].kind is OutcomeKind.REFUSED


def test_only_the_answer_to_its_own_question_lets_a_run_go_on(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_tiers(monkeypatch, NONE)
    window.session.run(window.session.example(PLAIN))
    window.wait(lambda: window.questions)
    window.session.gate.answer_permissions([RUN], Remember.ONCE)
    assert not window.specs and window.session.is_running
    window.session.gate.cancel_question()
    window.session.gate.answer_limits(remember=True)
    assert [outcome.kind for outcome in window.outcomes] == [OutcomeKind.REFUSED]
    assert not window.specs and window.session.gate.decisions() == ()


def test_news_of_another_python_neither_asks_again_nor_answers_what_is_being_asked(window: Window) -> None:
    window.ask(window.edited(STARTS))
    shim = window.session.paths.data_dir / "python"
    shim.symlink_to(window.session.interpreter().path)
    with window.qtbot.waitSignal(window.session.gate.tiers_found, timeout=60_000):
        window.session.save_settings({"execution.interpreter": str(shim)})
    assert len(window.questions) == 1
    window.session.gate.cancel_question()
    assert [outcome.kind for outcome in window.outcomes] == [OutcomeKind.REFUSED], "nor does it run unasked"


def test_headless_refuses_where_nothing_holds_and_says_how_to_run_it_all_the_same(
    qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_tiers(monkeypatch, NONE)
    headless = Window(qtbot, data_dir, asks=False)
    outcome = headless.run(headless.session.example(PLAIN))
    assert outcome.kind is OutcomeKind.REFUSED
    assert "Strong does not work here." in outcome.sentence() and "--no-sandbox" in outcome.sentence()
    assert headless.run(headless.session.example(PLAIN), Rights(sandbox=False)).kind is OutcomeKind.OK
    headless.session.close()


def test_demanded_level_that_does_not_hold_is_never_replaced_by_less(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_tiers(monkeypatch, OLD_KERNEL)
    window.session.save_settings({"security.tier": "strong"})
    outcome = window.run(window.session.example(PLAIN))
    assert outcome.kind is OutcomeKind.REFUSED
    assert "Strong" in outcome.sentence()


def test_example_that_needs_more_than_kernel_can_give_says_needs_strong(window: Window) -> None:
    example = window.session.example(PLAIN)
    wanted = Rights(tier=Tier.KERNEL, allow=(Permission("net", "loopback"),))
    outcome = window.run(example, wanted)
    assert outcome.kind is OutcomeKind.REFUSED
    assert "needs Strong" in outcome.sentence() and "net=loopback" in outcome.sentence()


# ---- the keys of the predecessor ----


def test_with_no_name_that_starts_programs_listed_every_program_in_strong_may_start_some(
    window: Window,
) -> None:
    window.session.save_settings({"security.blocked_functions": ("eval",)})
    assert window.run(window.edited(STARTS)).kind is OutcomeKind.OK
    assert b"started" in window.out
    window.session.save_settings({"security.blocked_functions": ()})
    window.session.save_settings({"security.tier": "kernel"})
    window.ask(window.edited(STARTS))


def test_name_of_socket_keeps_the_network_off_whatever_is_allowed(window: Window) -> None:
    names = ("os.system", "socket.socket")
    window.session.save_settings({"security.blocked_functions": names})
    example = window.session.example(PLAIN)
    outcome = window.run(example, Rights(allow=(Permission("net", "any"),)))
    assert outcome.kind is OutcomeKind.REFUSED
    assert "socket" in outcome.sentence()
    assert window.run(window.edited("import socket\nsocket.create_connection(('127.0.0.1', 9))\n"))
    assert window.policy.net is Net.NONE


def test_advice_goes_to_edits_and_strangers_and_never_to_a_bundled_original(
    window: Window, stranger: Callable[..., Path]
) -> None:
    window.run(window.session.example(PLAIN))
    assert window.specs[-1].blocked == ()
    window.run(window.edited("print(1)\n"))
    assert window.specs[-1].blocked == ("eval", "exec")
    window.run(window.session.example(str(stranger("print(1)\n"))))
    assert window.specs[-1].blocked == ("eval", "exec")
    window.session.save_settings({"security.blocked_functions": ()})
    window.run(window.edited("print(2)\n"))
    assert window.specs[-1].blocked == ()


READS = "from pathlib import Path\nprint(len(Path({!r}).read_text()))\n"


@pytest.mark.parametrize("tier", [Tier.STRONG, Tier.KERNEL])
def test_allowed_directories_are_what_every_program_may_read_and_an_empty_list_is_nothing_more(
    window: Window, tmp_path: Path, tier: Tier
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "x.txt").write_text("open")
    example = window.session.example(PLAIN)
    neighbour = example.entry.parent / "chapter.toml"
    rights = Rights(tier=tier)
    window.edited(READS.format(str(neighbour)))
    assert window.run(example, rights).kind is OutcomeKind.OK
    window.session.save_settings({"security.allowed_directories": (str(data),)})
    window.edited(f"print(open('{data}/x.txt').read())\n")
    assert window.run(example, rights).kind is OutcomeKind.OK
    window.session.save_settings({"security.allowed_directories": ()})
    window.session.restore(example)
    assert window.run(example, rights).kind is OutcomeKind.OK, "its own files are readable all the same"
    name = f"{neighbour.parent}/' + 'chapter.toml"
    window.edited(f"import os\nos.stat\nprint(open('{name}').read())\n")
    assert window.run(example, rights).kind is OutcomeKind.FAILED


def test_directory_that_is_too_wide_is_not_allowed_and_said_so(window: Window, home: Path) -> None:
    window.session.save_settings({"security.allowed_directories": ("examples", "/", str(home))})
    window.run(window.session.example(PLAIN))
    assert Path("/") not in window.policy.read and home not in window.policy.read
    assert sum("not allowed" in sentence for sentence in window.session.gate.walls()) == 2


# ---- after a denial ----


def test_what_was_blocked_can_be_allowed_once_or_always_exactly_as_shown(
    window: Window, stranger: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("first")
    (tmp_path / "two.txt").write_text("second")
    source = (
        f"for name in ('one', 'two'):\n    try: print(open('{tmp_path}/' + name + '.txt').read())\n"
        "    except OSError: print('held')\n"
    )
    example = window.session.example(str(stranger(source)))
    window.run(example)
    assert window.out.decode().split() == ["held", "held"]
    denial = Denial("read", str(tmp_path / "one.txt"), str(tmp_path / "one.txt"), str(example.entry), 2)
    window.session.gate.allow_denied(example, denial, Remember.ONCE)
    window.out.clear()
    window.run(example)
    assert window.out.decode().split() == ["first", "held"]
    window.out.clear()
    window.run(example)
    assert window.out.decode().split() == ["held", "held"]
    window.session.gate.allow_denied(example, denial, Remember.EXAMPLE)
    window.out.clear()
    window.run(example)
    assert window.out.decode().split() == ["first", "held"]
    window.session.gate.keep_blocked(example, denial)
    assert window.session.gate.is_kept_blocked(example, denial)
    window.out.clear()
    window.run(example)
    assert window.out.decode().split() == ["held", "held"]


def test_denial_that_only_strong_could_lift_cannot_be_allowed_in_kernel(window: Window) -> None:
    loopback = Denial("net", "loopback", "localhost:80", "x.py", 1)
    window.run(window.session.example(PLAIN))
    assert window.session.gate.why_not_allowed(loopback) == ""
    window.session.save_settings({"security.tier": "kernel"})
    assert "Strong" in window.session.gate.why_not_allowed(loopback)
    window.session.save_settings(
        {"security.tier": "auto", "security.blocked_functions": ("os.system", "socket.socket")}
    )
    assert "blocked_functions" in window.session.gate.why_not_allowed(loopback)


@pytest.mark.parametrize("path", ["/", "/etc", "/proc/1/environ", "HOME", "STATE"])
def test_denial_whose_path_is_too_wide_cannot_be_allowed(window: Window, path: str, home: Path) -> None:
    path = path.replace("HOME", str(home)).replace("STATE", str(window.session.paths.data_dir))
    denial = Denial("read", path, path, "x.py", 1)
    assert window.session.gate.why_not_allowed(denial)
    with pytest.raises(ExplorerError):
        window.session.gate.allow_denied(window.session.example(PLAIN), denial, Remember.EXAMPLE)
    assert window.session.gate.decisions() == ()


@pytest.mark.parametrize("path", ["/", "/etc", "/tmp", "/proc", "HOME"])
def test_allow_on_the_command_line_is_refused_where_it_is_too_wide(
    window: Window, path: str, home: Path
) -> None:
    rights = Rights(allow=(Permission("write", path.replace("HOME", str(home))),))
    outcome = window.run(window.session.example(PLAIN), rights)
    assert outcome.kind is OutcomeKind.REFUSED
    assert not window.specs
