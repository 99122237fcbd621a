"""The launcher, the program that the application starts: ``BASE -I -S launch.py ORDERS REPORT``.

Both words are numbers of inherited pipe ends (handles on Windows). It limits, starts and watches the
program, and reports how it ended. Standard library and this package's neighbours only; syntax of Python 3.11.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from desktop.child.supervise import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
