"""The order for one run, as the launcher reads it from its pipe: words written by ``protocol.encode_order``.

Imports nothing: every module the launcher loads delays the learner's first line of output.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from desktop.child.waiting import Waiting
    from desktop.sandbox.linux_cgroup import PidsGroup

HEADER_BYTES = 8
# Words that an interpreter which runs already can still be told; all others must be known when it starts.
_LATE = frozenset(
    {"expected", "timeout_s", "thinking_s", "file", "work_dir", "digest", "root", "package"}
    | {"blocked", "argument", "read"}
)


class Order:
    """One run, decided by the application. Numbers are limits, ``0`` meaning none."""

    def __init__(self, body: bytes) -> None:
        """``body`` is what follows the header. Raises ValueError or KeyError for anything malformed."""
        self.body = body
        self.early: list[str] = []
        """Its words that cannot come late. Of the home folder only that there is one."""
        single = {"abi_cap": "0", "digest": "", "root": "", "package": ""}
        names = ("argument", "read", "write", "env", "blocked")
        several: dict[str, list[str]] = {name: [] for name in names}
        self.environment: dict[str, str] = {}
        for word in body.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            name, _, value = word.partition("=")
            if name not in _LATE:
                self.early.append("environment=HOME=" if word.startswith("environment=HOME=") else word)
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
        self.waiting: Waiting | None = None  # so is this
        self.comes_late = False  # its interpreter runs already
        self.is_expected = "expected" in single  # no order yet: most of what the next one will say
        self.wants_namespace = single["guard"] == "best"
        self.tier = single["tier"]
        self.net = single["net"]
        self.may_run = "run" in single
        self.has_display = "display" in single
        self.has_terminal = "terminal" in single
        self.abi_cap = int(single["abi_cap"])
        self.interpreter = single["interpreter"]
        self.file, self.work_dir = single["file"], single["work_dir"]
        if self.is_expected:  # the order may name others, so these must not be shown
            self.file = self.work_dir = ""
            self.read = []
