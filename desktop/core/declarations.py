"""Every setting of this version, declared once.

Holds no behaviour but the text of the shipped ``config.yaml``, which is made from these declarations.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from desktop.core.config_file import entry
from desktop.core.setting import Kind, Setting

_MEGABYTES = 1024 * 1024
_COMMENT_WIDTH = 104
_LEVELS = (("DEBUG", "Everything"), ("INFO", "Normal"), ("WARNING", "Warnings"), ("ERROR", "Errors only"))
_RANKS = {"kernel": 0, "auto": 1, "strong": 2}


def _items(value: object) -> set[object]:
    return set(value) if isinstance(value, tuple | list) else set()


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "display.show_descriptions",
        Kind.BOOL,
        True,
        "General",
        "Explanation beside the code",
        "Shows the explanation of an example next to its code.",
    ),
    Setting(
        "execution.timeout_seconds",
        Kind.INT,
        30,
        "Running",
        "Time limit",
        "A program that runs longer is stopped. While it waits for your answer only what it computes counts.",
        unit="s",
        minimum=0,
        maximum=86400,
        zero="no limit",
    ),
    Setting(
        "execution.cpu_seconds",
        Kind.INT,
        0,
        "Running",
        "Processor time limit",
        "A program that computes longer than this is stopped; waiting does not count.",
        unit="s",
        minimum=0,
        maximum=86400,
        zero="as the time limit",
    ),
    Setting(
        "execution.stop_grace_ms",
        Kind.INT,
        300,
        "Running",
        "Time to end after Stop",
        "Stop first raises KeyboardInterrupt in the program; what still runs after this time is killed.",
        unit="ms",
        minimum=0,
        maximum=10000,
        zero="kill at once",
    ),
    Setting(
        "execution.max_memory_mb",
        Kind.INT,
        512,
        "Running",
        "Memory limit",
        "A program that needs more is stopped.",
        unit="MB",
        minimum=0,
        maximum=_MEGABYTES,
        zero="no limit",
    ),
    Setting(
        "execution.max_output_mb",
        Kind.INT,
        64,
        "Running",
        "Output limit",
        "How much a program may print. What it printed until then is kept.",
        unit="MB",
        minimum=0,
        maximum=_MEGABYTES,
        zero="no limit",
    ),
    Setting(
        "execution.on_output_limit",
        Kind.CHOICE,
        "stop",
        "Running",
        "At the output limit",
        "What happens to a program that prints more than the output limit.",
        choices=(("stop", "Stop the program"), ("drop", "Let it run, drop the rest")),
    ),
    Setting(
        "execution.max_processes",
        Kind.INT,
        128,
        "Running",
        "Process limit",
        "How many processes and threads a run may have at one time.",
        minimum=0,
        maximum=100000,
        zero="no limit",
    ),
    Setting(
        "execution.max_open_files",
        Kind.INT,
        1024,
        "Running",
        "Open files limit",
        "How many files and connections one process may hold open.",
        minimum=0,
        maximum=_MEGABYTES,
        zero="no limit",
    ),
    Setting(
        "execution.max_file_mb",
        Kind.INT,
        64,
        "Running",
        "File size limit",
        "How large one file may become that a program writes.",
        unit="MB",
        minimum=0,
        maximum=_MEGABYTES,
        zero="no limit",
    ),
    Setting(
        "execution.max_scratch_mb",
        Kind.INT,
        128,
        "Running",
        "Limit of all files",
        "How much a program may write in its working folder, all files together.",
        unit="MB",
        minimum=0,
        maximum=_MEGABYTES,
        zero="no limit",
    ),
    Setting(
        "execution.interpreter",
        Kind.TEXT,
        "auto",
        "Running",
        "Python",
        "The interpreter that runs the examples: `auto`, or the path of a Python 3.11 or newer.",
    ),
    Setting(
        "security.sandbox_mode",
        Kind.BOOL,
        True,
        "Security",
        "Run examples in the sandbox",
        "A wall: the kernel keeps examples from your files and the network. Where it cannot, you are asked.",
        weaker=lambda old, new: bool(old) and not new,
        weakening="Examples will run with your own rights: they can read, change and delete your files and "
        "use the network. Time, memory and output limits stay. The change is written to the activity log.",
    ),
    Setting(
        "security.tier",
        Kind.CHOICE,
        "auto",
        "Security",
        "Protection level",
        "Used while the sandbox is on. Where this computer does not give the level, nothing runs.",
        choices=(
            ("auto", "Automatic: the strongest"),
            ("strong", "Strong or nothing"),
            ("kernel", "Kernel"),
        ),
        weaker=lambda old, new: _RANKS[str(new)] < _RANKS[str(old)],
        weakening="Examples can see more of this computer: names, sizes and dates of files in Kernel.",
    ),
    Setting(
        "security.allowed_directories",
        Kind.LIST,
        ("examples",),
        "Security",
        "Readable folders",
        "A wall: what examples may read beside Python and their own files. A relative name starts beside the "
        "folder of the examples.",
        weaker=lambda old, new: not _items(new) <= _items(old),
        weakening="Every example can read the folders that were added.",
    ),
    Setting(
        "security.blocked_functions",
        Kind.LIST,
        ("os.system", "os.popen", "subprocess.call", "eval", "exec"),
        "Security",
        "Blocked functions",
        "A wall for what starts programs (`os.system`, `subprocess`) and for `socket`: the kernel refuses "
        "every way, not these names. Advice for any other name: edited and foreign code may not call it.",
        weaker=lambda old, new: not _items(old) <= _items(new),
        weakening="What was taken out is no longer refused. With nothing left that starts programs, every "
        "example in the Strong sandbox may start some; they stay inside it.",
    ),
    Setting(
        "theme.mode",
        Kind.CHOICE,
        "auto",
        "Appearance",
        "Theme",
        "Light, dark or high contrast; automatic follows the system.",
        choices=(
            ("auto", "Automatic"),
            ("light", "Light"),
            ("dark", "Dark"),
            ("high-contrast", "High contrast"),
        ),
    ),
    Setting(
        "display.font_size",
        Kind.INT,
        13,
        "Appearance",
        "Text size",
        "The size of ordinary text; everything else follows it.",
        unit="px",
        minimum=10,
        maximum=24,
    ),
    Setting(
        "search.fuzzy_match",
        Kind.BOOL,
        True,
        "Search",
        "Forgive typing mistakes",
        "Finds examples also where a letter is wrong or missing.",
    ),
    Setting(
        "search.min_characters",
        Kind.INT,
        2,
        "Search",
        "Search from",
        "The search starts when this many characters are typed.",
        unit="characters",
        minimum=1,
        maximum=10,
    ),
    Setting(
        "search.search_scope",
        Kind.CHOICE,
        "all",
        "Search",
        "Search in",
        "What the search looks at.",
        choices=(
            ("all", "Everything"),
            ("titles", "Titles"),
            ("descriptions", "Goals and explanations"),
            ("examples", "Code"),
        ),
    ),
    Setting(
        "progress.enabled",
        Kind.BOOL,
        True,
        "Progress",
        "Record progress",
        "Remembers which examples you opened, ran and completed.",
    ),
    Setting(
        "progress.storage_file",
        Kind.TEXT,
        "user_progress.json",
        "Progress",
        "Progress file",
        "Where progress is kept; a name alone lies in the data folder.",
        restart=True,
    ),
    Setting(
        "progress.kept_outputs",
        Kind.INT,
        20,
        "Progress",
        "Outputs kept",
        "Of so many last runs the output is kept, up to 64 kB each, to be looked at on the progress page. "
        "What was typed in is never kept.",
        minimum=0,
        maximum=200,
        zero="none",
    ),
    Setting(
        "favorites.enabled",
        Kind.BOOL,
        True,
        "Favourites",
        "Favourites and ratings",
        "Shows the stars: favourites in the library, and up to five stars for each example. What was marked "
        "is kept while they are off.",
    ),
    Setting(
        "favorites.max_favorites",
        Kind.INT,
        100,
        "Favourites",
        "Most favourites",
        "When there are so many, another one is only taken after one of them was removed.",
        minimum=0,
        maximum=10000,
        zero="no limit",
    ),
    Setting(
        "logging.level",
        Kind.CHOICE,
        "INFO",
        "Log",
        "Diagnostic messages",
        "How much the application tells about itself. The activity log is always complete.",
        choices=(*_LEVELS, ("CRITICAL", "Failures only")),
    ),
    Setting(
        "logging.file",
        Kind.TEXT,
        "python_explorer.log",
        "Log",
        "Activity log",
        "Where runs and changes are recorded; a name alone lies in the `logs` folder of the data folder.",
        restart=True,
    ),
    Setting(
        "logging.max_size_mb",
        Kind.INT,
        10,
        "Log",
        "Size of a log file",
        "A log file that reaches this size is put aside and a new one begun.",
        unit="MB",
        minimum=1,
        maximum=1024,
        restart=True,
    ),
    Setting(
        "logging.backup_count",
        Kind.INT,
        5,
        "Log",
        "Older log files",
        "How many log files that were put aside are kept. The deletion of older ones is recorded.",
        minimum=1,
        maximum=100,
        restart=True,
    ),
)

# Keys of the command-line predecessor without an effect here: kept in the file, listed by `doctor`.
KNOWN_INERT: tuple[str, ...] = (
    "app.name",
    "app.version",
    "app.debug",
    "execution.max_examples_per_session",
    "display.show_progress_bars",
    "display.content_width",
    "display.wide_separators",
    "progress.auto_save",
    "theme.colors",
    "quizzes.enabled",
    "quizzes.questions_per_chapter",
    "quizzes.passing_score",
    "quizzes.allow_retries",
)

_DEFAULT_HEADER = (
    "# The default settings of Python Features Explorer.\n"
    "# Your own values go into a `config.yaml` of your own, which only needs to hold what differs:\n"
    "# the settings dialog writes it, and `python-explorer doctor` says where it is.\n"
)


def default_text() -> str:
    """The shipped ``config.yaml``: every setting with its default; what it does and takes as comments."""
    sections: dict[str, list[Setting]] = {}
    for setting in SETTINGS:
        sections.setdefault(setting.key.partition(".")[0], []).append(setting)
    return _DEFAULT_HEADER + "".join(f"\n{name}:\n{_entries(group)}" for name, group in sections.items())


def _entries(group: Iterable[Setting]) -> str:
    return "\n".join(_entry(setting) for setting in group)


def _entry(setting: Setting) -> str:
    zero = f"; 0: {setting.zero}" if setting.zero else ""
    comment = [*textwrap.wrap(setting.help, _COMMENT_WIDTH), f"Takes {setting.expects}{zero}."]
    lines = [f"  # {line}" for line in comment]
    return "\n".join([*lines, f"  {entry(setting.key.partition('.')[2], setting.default)}", ""])
