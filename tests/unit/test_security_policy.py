"""SECURITY.md keeps the headings of its predecessor, and each test that it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
HEADINGS = [
    "Security Policy",
    "Security overview",
    "Current security model",
    "What this means",
    "Known security considerations",
    "1. Arbitrary code execution",
    "2. Path validation",
    "3. Code execution timeout",
    "Security recommendations",
    "For production use",
    "For development and testing",
    "Security best practices",
    "Before running examples",
    "After installing and running",
    "Reporting security issues",
    "Security updates",
    "Version support",
    "Audit trail",
    "External security tools",
    "Compliance considerations",
    "Educational use",
    "Production use",
    "Known limitations",
    "Third-party security",
    "Future security improvements",
    "Contact",
    "Disclaimer",
]
NAMED = sorted(set(re.findall(r"`(tests/[^`\s]+)`", TEXT)))


def test_headings_of_the_predecessor_are_kept_in_their_order() -> None:
    assert re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE) == HEADINGS
    assert "Last updated: " in TEXT


@pytest.mark.parametrize("name", NAMED)
def test_what_the_policy_names_as_its_proof_exists(name: str) -> None:
    path, _, test = name.partition("::")
    assert (ROOT / path).exists()
    if test:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_policy_names_proofs() -> None:
    assert len(NAMED) > 20
