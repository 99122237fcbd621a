"""sys.argv: arguments by hand

Words typed after the name of a program arrive in the list
`sys.argv`. Its first item is the program itself, and every other item
is a text.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Read what was typed after the program name."
# level = "beginner"
# kind = "command"
# tags = ["argv"]
# needs = ["subprocess"]
# covers = ["module:sys"]
# docs = ["library/sys#sys.argv"]
# try = [
#   "Greet everybody who was named, and start it with two names.",
#   "Misspell `\"--loud\"` in a call. Does anybody notice?",
#   "Put `Eva Maria` into one argument: one name with a space.",
# ]
# ///

import subprocess
import sys
from pathlib import Path

# A small program of its own, so that it can be started with words.
program = '''
import sys

words = sys.argv[1:]
loud = "--loud" in words
names = [word for word in words if not word.startswith("-")]
if not names:
    sys.exit("usage: greet.py [--loud] NAME")
greeting = "hello " + names[0]
print(greeting.upper() if loud else greeting)
'''
Path("greet.py").write_text(program, encoding="utf-8")


def start(*words):
    command = [sys.executable, "greet.py", *words]
    return subprocess.run(command, capture_output=True, text=True)


print(start("Ana").stdout, end="")
print(start("Ana", "--loud").stdout, end="")
print(start("--loud", "Ben").stdout, end="")

# Without a name it says how it wants to be called. A text given to
# sys.exit() is a complaint, and the code is 1.
wrong = start()
print(wrong.stderr.strip(), "/ code", wrong.returncode)

# The arguments of this very program: only its own name.
print(len(sys.argv), sys.argv[0].endswith(".py"))

# pitfall: Numbers arrive as texts as well.
# predict: the program is called with 2 and 3. What is their sum?
adding = "import sys; print(sys.argv[1] + sys.argv[2])"
command = [sys.executable, "-c", adding, "2", "3"]
print(subprocess.check_output(command, text=True).strip())
Path("greet.py").unlink()
