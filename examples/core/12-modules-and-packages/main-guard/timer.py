"""Tell a number of seconds in words."""

import sys

print("reading timer.py as", __name__)


def in_words(seconds):
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest} s"


# Only when this file is the one that was started.
if __name__ == "__main__":
    print("program:", in_words(int(sys.argv[1])))
