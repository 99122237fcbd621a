"""Sets everything up, then opens the window, runs the tests (``test``) or hands its words to the application.

Standard library only. Must parse on every Python, since its first duty is to say that one is too old.
"""

import os
import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit("This needs Python 3.11 or newer, and this is Python " + found + ". Try: python3.11 run.py")
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "packaging"))
    import start

    sys.exit(start.main(sys.argv[1:]))
