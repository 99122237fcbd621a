"""``python -m desktop``: the same as the script ``python-explorer``."""

import sys

from desktop.cli import main

sys.exit(main())
