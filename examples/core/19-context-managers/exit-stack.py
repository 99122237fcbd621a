"""ExitStack: an unknown number of resources

`with` needs to know its managers when you write the program. An
`ExitStack` collects them while it runs, and leaves all of them, the
last one first, when its own block ends.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Open a list of files and close them all."
# level = "advanced"
# tags = ["contextlib"]
# covers = ["name:contextlib.ExitStack"]
# docs = ["library/contextlib#contextlib.ExitStack"]
# try = [
#   "Add the name `\"missing.txt\"` to the list that is opened.",
#   "Swap the two lines with `print` on the stack.",
#   "Return `stack` instead of `stack.pop_all()`. What is kept?",
# ]
# ///

from contextlib import ExitStack
from pathlib import Path

for name, text in [("a.txt", "1\n4\n"), ("b.txt", "2\n3\n")]:
    Path(name).write_text(text, encoding="utf-8")

# As many files as the list has, read side by side.
with ExitStack() as stack:
    files = [
        stack.enter_context(open(name, encoding="utf-8"))
        for name in ["a.txt", "b.txt"]
    ]
    for lines in zip(*files):
        print([int(line) for line in lines])
print("closed:", [file.closed for file in files])

# Clean-up without a manager: any call can be put on the stack.
with ExitStack() as stack:
    for name in ["a.txt", "b.txt"]:
        stack.callback(Path(name).unlink)
    # predict: in which order do these two and the block print?
    stack.callback(print, "removing the files")
    stack.callback(print, "leaving the block")
    print("in the block")
print("left over:", sorted(Path().glob("*.txt")))


# All or nothing: keep what was opened only if every step worked.
def open_all(steps):
    with ExitStack() as stack:
        for step in steps:
            stack.callback(print, "  undo", step)
            if step == "jump":
                raise RuntimeError(step)
        return stack.pop_all()


try:
    open_all(["walk", "jump"])
except RuntimeError as error:
    print("RuntimeError:", error)
kept = open_all(["walk", "run"])
print("both kept")
kept.close()
