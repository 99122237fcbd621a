import argparse

commands = [
    ["add", "water the fern"],
    ["add", "call Mia"],
    ["done", "1"],
    ["done", "7"],
    ["list"],
]

parser = argparse.ArgumentParser(prog="tasks")
parser.add_argument("command", choices=["add", "list"])
# With nargs="?" the word may be left out, and is None then.
parser.add_argument("what", nargs="?", help="the text of a task")

tasks = []
for words in commands:
    order = parser.parse_args(words)
    if order.command == "add":
        tasks.append(order.what)
    else:
        print(tasks)
