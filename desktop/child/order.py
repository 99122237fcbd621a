"""The order for one run, as the launcher reads it from its pipe: words written by ``protocol.encode_order``.

Imports nothing: every module the launcher loads delays the learner's first line of output.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from desktop.sandbox.linux_cgroup import PidsGroup

HEADER_BYTES = 8


class Order:
    """One run, decided by the application. Numbers are limits, ``0`` meaning none."""

    def __init__(self, body: bytes) -> None:
        """``body`` is what follows the header. Raises ValueError or KeyError for anything malformed."""
        self.body = body
        single = {"abi_cap": "0", "digest": "", "root": "", "package": ""}
        names = ("argument", "read", "write", "env", "blocked")
        several: dict[str, list[str]] = {name: [] for name in names}
        self.environment: dict[str, str] = {}
        for word in body.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            name, _, value = word.partition("=")
            if name in several:
                several[name].append(value)
            elif name == "environment":
                key, _, text = value.partition("=")
                self.environment[key] = text
            else:
                single[name] = value
        self.arguments, self.read, self.write = several["argument"], several["read"], several["write"]
        self.digest, self.blocked = single["digest"], several["blocked"]
        self.root, self.package = single["root"], single["package"]
        self.timeout_s = float(single["timeout_s"])
        self.thinking_s = float(single["thinking_s"])
        self.cpu_s = float(single["cpu_s"])
        self.max_memory_mb = int(single["max_memory_mb"])
        self.max_processes = int(single["max_processes"])
        self.max_open_files = int(single["max_open_files"])
        self.max_file_mb = int(single["max_file_mb"])
        self.max_scratch_mb = int(single["max_scratch_mb"])
        self.control = int(single["control"])
        self.notes = -1  # set by whoever starts the program, see ``notes.py``
        self.group: PidsGroup | None = None  # set by the launcher that was ready before the order
        self.wants_namespace = single["guard"] == "best"
        self.tier = single["tier"]
        self.net = single["net"]
        self.may_run = "run" in single
        self.has_display = "display" in single
        self.has_terminal = "terminal" in single
        self.abi_cap = int(single["abi_cap"])
        self.interpreter = single["interpreter"]
        self.file = single["file"]
        self.work_dir = single["work_dir"]
