"""Reading lines until the input ends

`sys.stdin` is the input of the program. A `for` loop takes one line of
it after another and stops by itself when the input has ended. After
that there is nothing left to read, and `input()` says so with an error.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Consume standard input line by line and stop cleanly at end of \
# file."""
# level = "beginner"
# kind = "stdin"
# tags = ["input"]
# covers = [
#   "exc:EOFError", "module:sys", "ast:For", "ast:Try",
#   "ast:ExceptHandler", "keyword:for", "keyword:try", "keyword:except",
# ]
# docs = ["library/sys#sys.stdin", "library/exceptions#EOFError"]
# try = [
#   "Add two birds to the input and run again.",
#   "Leave out `end=\"\"`. Where do the empty lines come from?",
#   "Call `input()` once more at the end, outside `try`.",
# ]
# ///

import sys

# A bird watcher's notes come in as lines. for puts each of them in
# turn under the name line and runs the indented block with it.
# predict: the third note is empty. Does the loop stop there?
lines = 0
for line in sys.stdin:
    lines = lines + 1
    # Each line still has its line break at the end: it is counted in
    # the length, and print() need not add another one.
    print(lines, len(line), line, sep=":", end="")

print("The input is over after", lines, "lines.")

# pitfall: `input()` does not wait for more: it fails. try runs the
# indented line, and if that fails, except goes on from there.
try:
    input()
except EOFError as problem:
    print("EOFError:", problem)
