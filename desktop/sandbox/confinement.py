"""What the mechanisms need to know of one run, in plain words.

The launcher's form of a policy: imports nothing, because every module delays the first line of output.
"""

from __future__ import annotations


class Confinement:
    """One run in a tier that confines. All paths are absolute."""

    def __init__(self, tier: str, interpreter: str, file: str, work_dir: str, code: list[str]) -> None:
        """``code`` are our own files that the program's start needs. Grants nothing beyond these yet."""
        self.is_strong = tier == "strong"
        self.interpreter = interpreter
        self.file = file
        self.work_dir = work_dir
        self.code = code
        self.read: list[str] = []
        self.write: list[str] = []
        self.net = "none"
        self.run = False
        self.display = ""  # DISPLAY as the program will see it
        self.display_files: list[str] = []
        self.terminal = False
        self.max_scratch_mb = 0
        self.abi_cap = 0  # 0: the newest Landlock that is known; tests ask for an older one
