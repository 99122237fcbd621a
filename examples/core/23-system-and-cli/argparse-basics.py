"""argparse: options, help and errors for free

Describe the arguments once. `argparse` then reads them, converts
them, refuses what does not fit with a message, and writes the help.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Describe a command line and let Python check it."
# level = "intermediate"
# tags = ["argparse"]
# covers = ["module:argparse", "pep:389"]
# docs = ["howto/argparse"]
# try = [
#   "Add `--dough` with `choices=[\"thin\"]` and ask for `thick`.",
#   "Give the parser `allow_abbrev=False` and run again.",
#   "Print the whole help: `parser.print_help()`.",
# ]
# ///

import argparse
import contextlib
import io

parser = argparse.ArgumentParser(prog="pizza", description="Order one.")
parser.add_argument("kind", help="what it is called")
parser.add_argument("-n", "--number", type=int, default=1)
parser.add_argument("--extra", action="append", default=[])
parser.add_argument("--slice", action="store_true", help="cut it")

# A list takes the place of sys.argv[1:] here.
order = parser.parse_args(["napoli"])
print(order.kind, order.number, order.extra, order.slice)

# Long names, short names, values with = or a space, in any order.
order = parser.parse_args(
    ["--extra", "olives", "-n", "2", "funghi", "--extra=egg", "--slice"]
)
print(order.kind, order.number, order.extra, order.slice)

# predict: -n was "2" on the command line. What is twice the number?
print(order.number * 2)

# The usage line is put together from the description, and so is the
# help, which -h prints.
print(parser.format_usage().strip())
for line in parser.format_help().splitlines():
    if "cut it" in line:
        print("help:", *line.split())


# A mistake ends the program with code 2 and one line that says why.
# Here it is caught to be shown.
def refused(*words):
    with contextlib.redirect_stderr(io.StringIO()) as message:
        try:
            parser.parse_args(words)
        except SystemExit as end:
            text = message.getvalue().splitlines()[-1]
            print(f"code {end.code}: {text}")


refused("napoli", "-n", "two")
refused()

# pitfall: An option may be shortened, also by mistake.
print(parser.parse_args(["napoli", "--num", "7"]).number)
