"""Running a command and reading its output

`subprocess.run` starts another program, waits, and gives back its exit
code and what it printed. The command is a *list*, so a space or a
semicolon in a name stays what it is.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Use subprocess.run() safely."
# level = "intermediate"
# kind = "command"
# tags = ["subprocess"]
# needs = ["subprocess"]
# covers = ["module:subprocess", "pep:324"]
# docs = ["library/subprocess"]
# try = [
#   "Leave out `capture_output=True`. Where does the output go?",
#   "Ask for the program `nonesuch` and read the error.",
#   "Let the program end by itself: `print(1)` in the loop's place.",
# ]
# ///

import subprocess
import sys

# The running Python is a program that is surely there.
python = sys.executable

done = subprocess.run(
    [python, "-c", "print(6 * 7)"], capture_output=True, text=True
)
print(repr(done.stdout), done.returncode)

# What it reads comes from input=. What it complains about is kept
# apart from what it prints.
done = subprocess.run(
    [python, "-c", "print(len(input())); raise SystemExit('no tea')"],
    input="eleven char\n",
    capture_output=True,
    text=True,
)
print(done.stdout.strip(), done.stderr.strip(), done.returncode)

# pitfall: A failure is only a number, unless you ask for check=True.
failing = [python, "-c", "raise SystemExit(3)"]
print("went on after", subprocess.run(failing).returncode)
try:
    subprocess.run(failing, check=True)
except subprocess.CalledProcessError as error:
    print("CalledProcessError:", error.returncode)

# A program that takes too long is stopped.
try:
    subprocess.run([python, "-c", "while True: pass"], timeout=0.2)
except subprocess.TimeoutExpired:
    print("stopped, it took too long")

# check_output() is run() with check=True and gives the output alone.
# predict: how many arguments does the program get?
name = "two words; print(1)"
count = [python, "-c", "import sys; print(len(sys.argv[1:]))", name]
print(subprocess.check_output(count, text=True).strip())
