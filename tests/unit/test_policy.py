"""A policy says what a run may do; permissions are read strictly and nothing too wide is granted."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.child.order import HEADER_BYTES, Order
from desktop.child.protocol import RunSpec, encode_order
from desktop.sandbox.policy import Net, Permission, PermissionTextError, Policy, Tier, too_wide


def test_every_tier_has_a_label_and_says_what_it_protects() -> None:
    for tier in Tier:
        assert tier.label
        assert tier.protects.endswith(".")


def test_the_launcher_reads_what_the_policy_says() -> None:
    policy = Policy(
        Tier.STRONG, (Path("/a=b"), Path("/c d")), (Path("/w"),), Net.LOOPBACK, True, ("A",), True, True
    )
    spec = RunSpec("x", Path("/p.py"), Path("/work"), Path("/python"), policy=policy)
    order = Order(encode_order(spec, {}, 3, abi_cap=4)[HEADER_BYTES:])
    assert (order.tier, order.net, order.may_run, order.has_display, order.has_terminal) == (
        "strong", "loopback", True, True, True,
    )  # fmt: skip
    assert (order.read, order.write, order.abi_cap) == (["/a=b", "/c d"], ["/w"], 4)


def test_a_policy_that_grants_nothing_grants_nothing_to_the_launcher() -> None:
    spec = RunSpec("x", Path("/p.py"), Path("/w"), Path("/python"), policy=Policy(Tier.KERNEL))
    order = Order(encode_order(spec, {}, 3)[HEADER_BYTES:])
    assert (order.tier, order.net, order.may_run, order.has_display, order.has_terminal) == (
        "kernel", "none", False, False, False,
    )  # fmt: skip
    assert order.read == order.write == []


def test_the_digest_knows_rights_and_not_their_order() -> None:
    one = Policy(Tier.STRONG, read=(Path("/a"), Path("/b")))
    assert one.digest() == Policy(Tier.STRONG, read=(Path("/b"), Path("/a"))).digest()
    others = [
        Policy(Tier.KERNEL, one.read),
        Policy(Tier.STRONG, write=one.read),
        Policy(Tier.STRONG, one.read, run=True),
        Policy(Tier.STRONG, one.read, net=Net.ANY),
        Policy(Tier.STRONG, one.read, env=("A",)),
    ]
    assert len({policy.digest() for policy in (one, *others)}) == 6


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("read=/a b", "read", (Path("/a b"),)),
        ("read=here", "read", (Path("/base/here"),)),
        ("write=/a=b", "write", (Path("/a=b"),)),
        ("net=loopback", "net", Net.LOOPBACK),
        ("net=any", "net", Net.ANY),
        ("run", "run", True),
        ("env=HOME", "env", ("HOME",)),
        ("display", "display", True),
        ("terminal", "terminal", True),
    ],
)
def test_a_permission_adds_its_right_alone(text: str, field: str, value: object) -> None:
    permission = Permission.parse(text, Path("/base"))
    policy = Policy(Tier.STRONG).allowing([permission, permission])
    assert getattr(policy, field) == value
    default = Policy(Tier.STRONG)
    others = set(Policy.__slots__) - {field}
    assert all(getattr(policy, name) == getattr(default, name) for name in others)
    assert Permission.parse(str(permission)) == permission


def test_a_wider_network_is_never_narrowed() -> None:
    both = [Permission.parse("net=any"), Permission.parse("net=loopback")]
    assert Policy().allowing(both).net is Net.ANY
    assert Policy().allowing(both[::-1]).net is Net.ANY


@pytest.mark.parametrize(
    "text",
    ["", "read", "read=", "write=", "net", "net=1.2.3.4", "run=yes", "env=", "env=A B", "env=LD_PRELOAD",
     "env=PYTHONPATH", "display=:0", "all", "READ=/a", "read=/a\nwrite=/", "read=/a\0", "read=/a\u202e"],
)  # fmt: skip
def test_what_is_no_permission_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(PermissionTextError, match=r"^[A-Z\"].*\.$"):
        Permission.parse(text, Path("/base"))


def test_kernel_names_what_it_cannot_give() -> None:
    policy = Policy(Tier.KERNEL, net=Net.LOOPBACK, run=True, display=True, terminal=True)
    assert policy.unmet() == ("net=loopback", "display", "terminal")
    assert policy.unmet(can_hold_processes=False) == ("run", "net=loopback", "display", "terminal")
    assert Policy(Tier.STRONG, net=Net.LOOPBACK, run=True).unmet(can_hold_processes=False) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX")
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/proc",
        "/proc/self",
        "/sys",
        "/dev",
        "/dev/sda",
        "/etc",
        "/run",
        "/run/user/1000",
        "/tmp",
        "/var",
    ],
)
def test_a_folder_of_the_whole_system_is_too_wide(path: str) -> None:
    assert too_wide(Path(path)).endswith(".")
    assert f"holds {path}." not in too_wide(Path(path))


@pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX")
def test_home_and_what_holds_it_or_our_state_is_too_wide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, state, library = tmp_path / "u" / "home", tmp_path / "u" / "home" / "s" / "state", tmp_path / "lib"
    for folder in (home / "mine", state / "inner", library / "python3"):
        folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    rules = {"own_state": [state], "python_path": [library / "python3"]}
    for refused in (home, home.parent, state, state / "inner", state.parent, library, library / "python3"):
        assert too_wide(refused, **rules), refused
    for granted in (home / "mine", tmp_path / "elsewhere", library / "python3" / "inner"):
        assert too_wide(granted, **rules) == "", granted


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_link_cannot_hide_a_folder_that_is_too_wide(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc")
    assert too_wide(tmp_path / "link")
    (tmp_path / "loop").symlink_to("loop")
    assert too_wide(tmp_path / "loop") == ""
