"""Where a bundle starts. First the environment becomes the user's again, for the programs started from here.

Imports nothing of the build: this file and the application are all that is frozen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping

from desktop.cli import main

# The starter and its hooks point these at the bundle; the loader has read them, and Qt finds its own files.
_LED_HERE = (
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FRAMEWORK_PATH",
    "QT_PLUGIN_PATH",
    "QML2_IMPORT_PATH",
)


def give_back(environ: MutableMapping[str, str]) -> None:
    """What the starter changed becomes what it was, and what it added goes."""
    for name in _LED_HERE:
        environ.pop(name, None)
        before = environ.pop(f"{name}_ORIG", None)
        if before is not None:
            environ[name] = before
    for name in [name for name in environ if name.startswith(("_PYI_", "_MEIPASS"))]:
        del environ[name]


if __name__ == "__main__":
    give_back(os.environ)
    sys.exit(main())
