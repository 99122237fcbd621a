"""Puts what a run of the past printed into a console, as far as it is kept.

Hides that tracebacks of a run name the copy that ran, not the file people know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.localised import number

if TYPE_CHECKING:
    from desktop.core.kept_outputs import KeptOutput
    from desktop.core.paths import Paths
    from desktop.ui.console import Console

_FILE = re.compile(rb'File "([^"\n]{1,4096})", line \d')


def show_past_output(console: Console, output: KeptOutput, files: dict[str, str]) -> None:
    """Fill an empty console; ``files`` are the paths with a short name."""
    console.set_run_files(files)
    for stream, data in output.first:
        console.feed(stream, data)
    if output.left_out:
        bytes_ = "byte is" if output.left_out == 1 else "bytes are"
        console.show_note(f"… {number(output.left_out)} {bytes_} not kept here")
    for stream, data in output.last:
        console.feed(stream, data)


def run_files_in(output: KeptOutput, paths: Paths, others: Iterable[str] = ()) -> dict[str, str]:
    """The files of ours that tracebacks name, and of the ``others``, by their short names.

    The copy that ran has a long path.
    """
    text = b"".join(data for _stream, data in (*output.first, *output.last))
    named = {*others, *(name.decode("utf-8", "replace") for name in _FILE.findall(text))}
    folders = (paths.cache_dir, paths.examples)
    ours = {path for path in map(Path, named) if any(path.is_relative_to(folder) for folder in folders)}
    return {str(path): path.name for path in ours}
