"""Puts what the application ships beside its code into the wheel, below ``desktop/_data``.

Leaves an editable install alone: there a copy would grow old beside the files of the checkout.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("resources", "examples", "config.yaml")


class WheelData(BuildHookInterface[BuilderConfig]):
    """Found by hatchling through pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """``version`` is ``standard`` or ``editable``."""
        if version == "standard":
            build_data["force_include"].update({name: f"desktop/_data/{name}" for name in SHIPPED})
