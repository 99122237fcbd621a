"""What was allowed stays what was allowed: no damage, no hand and no second window adds a right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.errors import StateError
from desktop.core.permissions import (
    LIMITS_ONLY,
    TRUST,
    Decision,
    Permissions,
    Scope,
    Verdict,
    escaped,
    sentence_of,
    without_denied,
)
from desktop.sandbox.policy import Permission

ROOT = Path(__file__).resolve().parents[2]
ALLOW, DENY = Verdict.ALLOW, Verdict.DENY
EXAMPLE, LIBRARY = Scope.EXAMPLE, Scope.LIBRARY
WHEN = "2026-01-02T03:04:05.000+00:00"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "permissions.json"


def _texts(permissions: tuple[Permission, ...]) -> list[str]:
    return [str(permission) for permission in permissions]


def _permissions(*texts: str) -> list[Permission]:
    return [Permission.parse(text) for text in texts]


def _entry(**fields: object) -> dict[str, object]:
    plain = {"scope": "example", "subject": "a/b", "what": "run", "verdict": "allow"}
    return {**plain, "digest": "1", "decided": WHEN, **fields}


def _store(file: Path, *entries: object) -> Permissions:
    file.write_text(json.dumps({"version": 1, "decisions": entries}))
    return Permissions(file)


# -- what counts ---------------------------------------------------------------------------------------------


def test_an_answer_is_on_disk_when_the_call_returns_and_is_the_owners_alone(file: Path) -> None:
    Permissions(file).decide(EXAMPLE, "a/b", "run", ALLOW, "1")
    again = Permissions(file)
    assert _texts(again.granted("a/b", "core", "1")) == ["run"]
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o666)
    again.decide(EXAMPLE, "a/b", "display", ALLOW, "1")
    assert file.stat().st_mode & 0o777 == 0o600
    assert again.notices == ()


def test_a_grant_of_an_example_counts_only_while_the_example_is_what_was_looked_at(file: Path) -> None:
    store = Permissions(file)
    store.decide(EXAMPLE, "a/b", "run", ALLOW, "1")
    assert store.granted("a/b", "core", "2") == ()
    assert store.granted("a/b", "core", "") == ()
    assert store.granted("a/c", "core", "1") == ()


def test_a_grant_of_a_library_counts_for_its_examples_alone(file: Path) -> None:
    store = Permissions(file)
    assert store.decide(LIBRARY, "/packs/one", "run", ALLOW, "ignored").digest == ""
    assert _texts(store.granted("a/b", "/packs/one", "whatever")) == ["run"]
    assert store.granted("a/b", "/packs/two", "whatever") == ()
    assert store.granted("/packs/one", "core", "") == (), "an example is no library of the same name"


def test_a_denial_outlives_a_change_of_the_example(file: Path) -> None:
    store = Permissions(file)
    store.decide(EXAMPLE, "a/b", "run", DENY, "1")
    store.decide(LIBRARY, "core", "run", ALLOW)
    assert store.granted("a/b", "core", "2") == ()
    assert _texts(store.denied("a/b", "core")) == ["run"]
    assert _texts(store.granted("a/c", "core", "2")) == ["run"]


@pytest.mark.parametrize(("allowing", "denying"), [(EXAMPLE, LIBRARY), (LIBRARY, EXAMPLE)])
def test_deny_wins_whichever_scope_says_it(file: Path, allowing: Scope, denying: Scope) -> None:
    store = Permissions(file)
    subjects = {EXAMPLE: "a/b", LIBRARY: "core"}
    store.decide(denying, subjects[denying], "net=loopback", DENY, "1")
    store.decide(allowing, subjects[allowing], "net=any", ALLOW, "1")
    assert store.granted("a/b", "core", "1") == ()


def test_a_new_answer_replaces_the_one_before(file: Path) -> None:
    store = Permissions(file)
    store.decide(EXAMPLE, "a/b", "run", DENY, "1")
    store.decide(EXAMPLE, "a/b", "display", ALLOW, "1")
    store.decide(EXAMPLE, "a/b", "run", ALLOW, "2")
    assert [(each.what, each.verdict, each.digest) for each in store.decisions()] == [
        ("run", ALLOW, "2"),
        ("display", ALLOW, "1"),
    ]


def test_trust_is_of_a_library_and_no_permission(file: Path) -> None:
    store = Permissions(file)
    store.decide(LIBRARY, "/packs/one", TRUST, ALLOW)
    store.decide(LIBRARY, "/packs/one", LIMITS_ONLY, DENY)
    assert store.has("/packs/one", TRUST) and not store.has("/packs/one", LIMITS_ONLY)
    assert not store.has("core", TRUST)
    assert store.granted("a/b", "/packs/one", "") == () == store.denied("a/b", "/packs/one")
    with pytest.raises(StateError, match="no permission"):
        store.decide(EXAMPLE, "a/b", TRUST, ALLOW)


def test_what_is_revoked_is_gone(file: Path) -> None:
    store = Permissions(file)
    decision = store.decide(EXAMPLE, "a/b", "run", ALLOW, "1")
    store.revoke(decision)
    assert store.decisions() == () == Permissions(file).decisions()
    store.revoke(decision)


# -- two windows ---------------------------------------------------------------------------------------------


def test_what_one_window_revokes_counts_nowhere(file: Path) -> None:
    one, two = Permissions(file), Permissions(file)
    decision = one.decide(EXAMPLE, "a/b", "run", ALLOW, "1")
    assert _texts(two.granted("a/b", "core", "1")) == ["run"]
    one.revoke(decision)
    assert two.granted("a/b", "core", "1") == ()
    file.unlink(missing_ok=True)
    assert two.decisions() == ()


def test_an_answer_that_another_window_turned_into_a_denial_is_not_revoked_by_the_old_list(
    file: Path,
) -> None:
    one, two = Permissions(file), Permissions(file)
    shown = one.decide(EXAMPLE, "a/b", "run", ALLOW, "1")
    two.decide(EXAMPLE, "a/b", "run", DENY, "1")
    one.revoke(shown)
    assert _texts(one.denied("a/b", "core")) == ["run"]


def test_two_programs_that_decide_at_once_lose_no_answer(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop.core.permissions import *\n"
        "store = Permissions(Path(sys.argv[1]))\n"
        "for number in range(20):\n"
        "    store.decide(Scope.EXAMPLE, f'{sys.argv[2]}/e{number}', 'run', Verdict.ALLOW, '1')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(file), name], env=environment) for name in "ab"
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert {each.subject for each in Permissions(file).decisions()} == {
        f"{name}/e{number}" for name in "ab" for number in range(20)
    }


# -- files that a crash or a hand left -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\0" * 4096,
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b'{"version": 1}',
        b'{"version": 1, "decisions": {}}',
        b'{"version": true, "decisions": []}',
        b'{"version": 2, "decisions": []}',
        b"[" * 100_000,
        b'{"version": 1, "decisions": [' + b" " * 1_000_000 + b"]}",
    ],
    ids=range(12),
)
def test_a_damaged_file_is_put_aside_told_and_grants_nothing(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    store = Permissions(file)
    assert store.decisions() == ()
    (kept,) = file.parent.glob("permissions.json.corrupt-*")
    assert kept.read_bytes() == content and not file.exists()
    assert kept.name in store.notices[0] and "you are asked again" in store.notices[0]
    store.decide(EXAMPLE, "a/b", "run", ALLOW, "1")
    assert _texts(Permissions(file).granted("a/b", "core", "1")) == ["run"]


def test_a_file_cut_short_under_a_running_window_takes_every_grant(file: Path) -> None:
    store = Permissions(file)
    store.decide(EXAMPLE, "a/b", "run", ALLOW, "1")
    file.write_bytes(file.read_bytes()[:-5])
    assert store.granted("a/b", "core", "1") == ()
    assert len(store.notices) == 1


def test_a_file_of_a_gigabyte_is_put_aside_unread(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(2**30)
    assert "larger than 1 MB" in Permissions(file).notices[0]
    assert not file.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of POSIX systems")
def test_a_pipe_or_folder_in_place_of_the_file_stops_nothing(file: Path) -> None:
    os.mkfifo(file)
    assert "no regular file" in Permissions(file).notices[0]
    file.mkdir()
    assert "it is a folder" in Permissions(file).notices[0]
    Permissions(file).decide(EXAMPLE, "a/b", "run", ALLOW, "1")


@pytest.mark.parametrize(
    "entry",
    [
        None,
        "run",
        [],
        {},
        _entry(what="everything"),
        _entry(what=7),
        _entry(what=["run"]),
        _entry(what="run=1"),
        _entry(what="read=data"),
        _entry(what="write=~/data"),
        _entry(what="run\0"),
        _entry(what="read=/data\x1b[2K"),
        _entry(what="read=/data/\u202egpj.exe"),
        _entry(what="read=/data\nmay do nothing"),
        _entry(what="read=/data/\udcff"),
        _entry(what="env=LD_PRELOAD"),
        _entry(what="env=PYTHONPATH"),
        _entry(what=TRUST),
        _entry(what="read=/" + "a" * 5000),
        _entry(scope="everyone"),
        _entry(scope=None),
        _entry(verdict="ALLOW"),
        _entry(verdict=True),
        _entry(subject="b"),
        _entry(subject="../b"),
        _entry(subject="a/b\u200b"),
        _entry(subject="a/b\n"),
        _entry(scope="library", subject="core"),
        _entry(scope="library", subject="packs", digest=""),
        _entry(digest=None),
        _entry(digest="\x1b"),
        _entry(decided="yesterday"),
        _entry(decided=5),
    ],
    ids=repr,
)
def test_an_entry_that_does_not_parse_is_dropped_and_told_and_the_others_stay(
    file: Path, entry: object
) -> None:
    store = _store(file, entry, _entry(what="display"))
    assert _texts(store.granted("a/b", "core", "1")) == ["display"]
    assert len(store.decisions()) == 1
    (notice,) = store.notices
    assert "does not count" in notice and notice.isprintable()
    store.decide(EXAMPLE, "c/d", "run", ALLOW, "1")
    assert Permissions(file).notices == ()


@pytest.mark.parametrize("name", ["read", "write"])
@pytest.mark.parametrize("path", ["/", "/proc/self", "/home/..", "//etc", "~", "/dev/shm"])
def test_a_stored_grant_that_is_too_wide_is_dropped_with_a_notice(file: Path, name: str, path: str) -> None:
    store = _store(file, _entry(what=f"{name}={Path(path).expanduser()}"))
    assert store.decisions() == ()
    assert "Allow a folder" in store.notices[0]


def test_a_stored_denial_may_be_as_wide_as_it_likes(file: Path) -> None:
    denial = _entry(what="read=/", verdict="deny")
    store = _store(file, denial, _entry(what="read=/data"), _entry(what="write=/data"), _entry())
    assert _texts(store.granted("a/b", "core", "1")) == ["run"]
    assert store.notices == ()


@pytest.mark.parametrize("order", [("allow", "deny"), ("deny", "allow")])
def test_of_two_entries_about_the_same_the_denial_counts(file: Path, order: tuple[str, str]) -> None:
    entries = [
        _entry(scope="library", subject="core", digest="", what=TRUST, verdict=verdict) for verdict in order
    ]
    store = _store(file, *entries)
    assert not store.has("core", TRUST) and len(store.decisions()) == 1


def test_unknown_fields_are_kept_out(file: Path) -> None:
    store = _store(file, _entry(also="write=/"))
    store.decide(EXAMPLE, "c/d", "run", ALLOW, "1")
    assert "also" not in file.read_text()
    assert len(store.decisions()) == 2


def test_an_answer_that_cannot_be_kept_is_an_error_with_a_sentence(file: Path) -> None:
    store = Permissions(file)
    for subject, what in [("a/b", "read=data"), ("b", "run"), ("a/b", "read=/a\u202eb"), ("/a\nb", "run")]:
        with pytest.raises(StateError, match=r"^The answer is not kept\. [A-Z\"]") as caught:
            store.decide(EXAMPLE, subject, what, ALLOW, "1")
        assert str(caught.value).isprintable()
    assert not file.exists()


def test_a_folder_that_cannot_be_written_is_an_error_and_nothing_is_granted(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Permissions(tmp_path / "file" / "permissions.json")
    with pytest.raises(StateError, match="could not be written"):
        store.decide(EXAMPLE, "a/b", "run", ALLOW, "1")
    assert store.decisions() == ()


def test_more_than_the_file_may_hold_is_refused_and_the_rest_stays(file: Path) -> None:
    entries = [_entry(subject=f"a/b{number}", what=f"env={'A' * 4000}") for number in range(200)]
    store = _store(file, *entries)
    with pytest.raises(StateError, match="too many"):
        for number in range(100):
            store.decide(EXAMPLE, f"c/d{number}", f"env={'A' * 4000}", ALLOW, "1")
    assert len(Permissions(file).decisions()) >= 200 and Permissions(file).notices == ()


# -- permissions against each other --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("denied", "taken", "left"),
    [
        ("run", ["run"], ["display", "terminal", "net=any"]),
        ("net=any", ["net=any"], ["net=loopback"]),
        ("net=loopback", ["net=loopback", "net=any"], ["run"]),
        ("env=A", ["env=A"], ["env=B", "env=AA"]),
        ("read=/d/e", ["read=/d/e", "read=/d/e/f", "read=/d", "write=/d/e", "read=//d/e"], ["read=/d/ee"]),
        ("read=/d/e", ["read=/d/e/../e/f", "write=/", "read=/x/../d/e"], ["write=/d/f", "run"]),
        ("write=/d/e", ["write=/d/e", "write=/d/e/f", "write=/d"], ["read=/d/e", "write=/d/ee"]),
    ],
)
def test_a_denial_takes_what_it_names_what_holds_it_and_what_lies_in_it(
    denied: str, taken: list[str], left: list[str]
) -> None:
    kept = without_denied(_permissions(*taken, *left), _permissions(denied))
    assert _texts(kept) == left


def test_a_link_leads_around_no_denial(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "link").symlink_to("secret")
    link, secret = _permissions(f"read={tmp_path}/link", f"read={tmp_path}/secret")
    assert without_denied([link], [secret]) == () == without_denied([secret], [link])


# -- in words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "may", "kept"),
    [
        ("run", "May start other programs", "Kept from starting other programs"),
        ("read=/data", "May read /data", "Kept from reading /data"),
        ("write=/data", "May read and change /data", "Kept from changing /data"),
        ("net=any", "May use the whole network", "Kept from the network outside this computer"),
        ("net=loopback", "May use the network inside this computer", "Kept from the network"),
        ("env=TOKEN", "May see the variable TOKEN", "Kept from the variable TOKEN"),
        ("display", "May open windows on the screen", "Kept from opening windows on the screen"),
        ("terminal", "May use a terminal of its own", "Kept from a terminal of its own"),
        (TRUST, "Trusted", "Not trusted"),
        (LIMITS_ONLY, "May run with limits only", "Does not run with limits only"),
    ],
)
def test_each_answer_has_its_sentence(text: str, may: str, kept: str) -> None:
    decision = Decision(LIBRARY, "core", text, ALLOW, "", WHEN)
    assert decision.sentence() == may
    assert Decision(LIBRARY, "core", text, DENY, "", WHEN).sentence() == kept


def test_a_sentence_shows_every_character_that_hides_itself() -> None:
    hidden = Permission("read", "/a\0b\x1b[2Kc\nd\u202ee\u2066f\u200bg\udcffh\x85")
    sentence = sentence_of(hidden)
    assert sentence == r"Read /a\x00b\x1B[2Kc\x0AdU+202EeU+2066fU+200BgU+DCFFh\x85"
    assert sentence.isprintable()


@given(st.text())
def test_escaped_text_can_always_be_shown(text: str) -> None:
    assert escaped(text).isprintable()
    assert escaped(text) == text or not text.isprintable()


# -- whatever happens ----------------------------------------------------------------------------------------

_WHATS = st.sampled_from(
    [
        *("run", "display", "terminal", "net=any", "net=loopback", "env=A"),
        *("read=/d/e", "read=/d", "write=/d/e", "write=/d/e/f"),
    ]
)
_SUBJECTS = st.sampled_from([(EXAMPLE, "a/b"), (EXAMPLE, "/x/y.py"), (LIBRARY, "core"), (LIBRARY, "/p")])
_STEPS = st.lists(
    st.tuples(_SUBJECTS, _WHATS, st.sampled_from(Verdict), st.sampled_from(["1", "2"]), st.booleans())
)


@settings(max_examples=30, deadline=None)
@given(_STEPS)
def test_any_sequence_of_answers_is_read_back_as_it_was_and_deny_wins(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Permissions(Path(folder) / "p.json")
        known: dict[tuple[Scope, str, str], Decision] = {}
        for (scope, subject), what, verdict, digest, is_revoked in steps:
            decision = store.decide(scope, subject, what, verdict, digest)
            known.pop((scope, subject, what), None)
            known[(scope, subject, what)] = decision
            if is_revoked:
                store.revoke(decision)
                del known[(scope, subject, what)]
        again = Permissions(Path(folder) / "p.json")
        assert again.decisions() == store.decisions() == tuple(reversed(known.values()))
        for target, library, digest in [("a/b", "core", "1"), ("/x/y.py", "/p", "2"), ("a/b", "/p", "1")]:
            denied = {
                each.what
                for each in known.values()
                if each.verdict is DENY and each.subject in (target, library)
            }
            granted = set(_texts(again.granted(target, library, digest)))
            assert not granted & denied
            assert not (denied & {"net=loopback"} and granted & {"net=any"})
            assert not ("read=/d" in denied and any("=/d" in each for each in granted))


_VALID = json.dumps(
    {
        "version": 1,
        "decisions": [_entry(), _entry(what="read=/data"), _entry(what="net=any", verdict="deny")],
    }
).encode()
_PLACES = st.integers(0, len(_VALID))


@st.composite
def _damaged(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from([_VALID, b""]))
    for _ in range(draw(st.integers(1, 3))):
        start, length = draw(_PLACES), draw(st.integers(0, 12))
        data = data[:start] + draw(st.binary(max_size=12)) + data[start + length :]
    return data


def _allowed_by(data: bytes) -> set[str]:
    """What valid entries of the file allow, read in another way than the store does."""
    try:
        entries = json.loads(data)["decisions"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return set()
    return {
        str(entry["what"])
        for entry in entries
        if isinstance(entry, dict)
        and (entry.get("verdict"), entry.get("subject"), entry.get("digest")) == ("allow", "a/b", "1")
        and {"scope", "what", "decided"} <= set(entry)
    }


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), _damaged()))
def test_whatever_the_file_holds_nothing_is_granted_that_no_entry_allows(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "p.json"
        file.write_bytes(data)
        store = Permissions(file)
        assert set(_texts(store.granted("a/b", "core", "1"))) <= _allowed_by(data)
        assert store.granted("a/b", "core", "2") == ()
        store.decide(EXAMPLE, "c/d", "run", ALLOW, "9")
        assert _texts(Permissions(file).granted("c/d", "core", "9")) == ["run"]
