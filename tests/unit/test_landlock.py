"""Landlock's structures have the layout of each version, and no version is asked for what it lacks."""

from __future__ import annotations

import os
import sys

import pytest

from desktop.sandbox import linux_landlock
from desktop.sandbox.linux_landlock import file_rights, path_attributes, ruleset_attributes


@pytest.mark.parametrize(
    ("version", "rights"), [(1, 13), (2, 14), (3, 15), (4, 15), (5, 16), (6, 16), (7, 16)]
)
def test_each_version_knows_its_rights_on_files(version: int, rights: int) -> None:
    assert file_rights(version) == 2**rights - 1


@pytest.mark.parametrize(("version", "size"), [(1, 8), (3, 8), (4, 16), (5, 16), (6, 24), (7, 24)])
def test_the_ruleset_is_as_long_as_its_version_reads(version: int, size: int) -> None:
    data = ruleset_attributes(version, 5, True, 3)
    assert len(data) == size
    assert data == ((5).to_bytes(8, "little") + (3).to_bytes(8, "little") + (3).to_bytes(8, "little"))[:size]
    assert 3 not in ruleset_attributes(version, 5, False, 0)


def test_a_rule_is_packed() -> None:
    assert path_attributes(0x1FFF, 7) == bytes.fromhex("ff1f000000000000 07000000")


def test_changing_includes_no_devices_and_no_execution() -> None:
    assert linux_landlock.CHANGE & (1 << 6 | 1 << 11 | 1 << 15 | linux_landlock.EXECUTE) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is Linux's")
def test_no_version_above_the_cap_is_used() -> None:
    found = linux_landlock.abi()
    assert found >= 3, "the machines that test this must have Landlock 3 or newer"
    assert [linux_landlock.abi(cap) for cap in (1, 3)] == [1, 3]
    assert linux_landlock.abi(99) == found


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is Linux's")
def test_a_path_that_is_missing_allows_nothing_and_is_no_error() -> None:
    rules = linux_landlock.Ruleset(linux_landlock.abi(), closes_tcp=True)
    assert not rules.allow("/there/is/no/such/path", linux_landlock.READ)
    assert rules.allow("/usr", linux_landlock.READ)
    os.close(rules._descriptor)
