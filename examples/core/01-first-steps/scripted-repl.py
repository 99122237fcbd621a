"""A scripted session at the >>> prompt

Start Python without a program, and it shows `>>>` and waits. It
*echoes* the value of each line you type, and remembers the last one
under the name `_`. The module `code` lets a program type a session.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# See how the interactive prompt echoes values and remembers them in \
# _."""
# level = "beginner"
# tags = ["repl"]
# covers = ["module:code"]
# docs = ["tutorial/interpreter", "library/code"]
# try = [
#   "Add `\"bag * 2\"` and `\"len(_)\"` to the session.",
#   "Add `\"1 / 0\"` in the middle. Does the session go on?",
#   "Put `print()` around the calculation in the pitfall.",
# ]
# ///

import code

# What somebody types at the prompt, line by line.
typed = [
    "7 * 6",
    "_ + 8",
    "bag = 'marbles'",
    "bag",
    "print(bag)",
    "None",
    "_",
]

# push() hands one line to the prompt, as the Enter key does.
# predict: which of the seven lines are followed by no answer?
prompt = code.InteractiveConsole()
for line in typed:
    print(">>>", line)
    prompt.push(line)

# An assignment has no value to echo, and None is not echoed. A text
# is echoed with quotes, while print() writes it without them.

# pitfall: A program echoes nothing: this line leaves no trace.
7 * 6
print("The session is over.")

# The name _ belongs to the prompt, but the program can read it here.
print("last value:", _)
