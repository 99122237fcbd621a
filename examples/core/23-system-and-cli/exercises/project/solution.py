import argparse
import logging

commands = [
    ["add", "water the fern"],
    ["add", "call Mia"],
    ["done", "1"],
    ["done", "7"],
    ["list"],
]

logging.basicConfig(
    filename="tasks.log",
    level=logging.INFO,
    format="%(levelname)s %(message)s",
    encoding="utf-8",
)
log = logging.getLogger("tasks")

parser = argparse.ArgumentParser(prog="tasks")
parser.add_argument("command", choices=["add", "done", "list"])
# With nargs="?" the word may be left out, and is None then.
parser.add_argument("what", nargs="?", help="a text or a number")

tasks = []
for words in commands:
    order = parser.parse_args(words)
    if order.command == "add":
        tasks.append(order.what)
        log.info("added %s", order.what)
    elif order.command == "done":
        number = int(order.what)
        if 1 <= number <= len(tasks):
            log.info("done %s", tasks.pop(number - 1))
        else:
            log.warning("there is no %d", number)
    else:
        for number, task in enumerate(tasks, start=1):
            print(number, task)
