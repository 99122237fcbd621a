"""Default values for parameters

A parameter with a value after `=` may be left out at the call. The
default is worked out *once*, when the `def` is run, and kept with the
function.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Make arguments optional."
# level = "beginner"
# tags = ["parameters"]
# covers = ["field:arguments.defaults", "dunder:__defaults__"]
# docs = ["tutorial/controlflow#default-argument-values"]
# try = [
#   "Give `ladder` a third default, the sign for a rung, and use it.",
#   "In `greet` put `word=greeting` first and read the error.",
#   "Move the line with \"good evening\" above the def of `greet`.",
# ]
# ///


def invite(name, time="six", place="our house"):
    return f"{name}, come to {place} at {time}"


# Given from the left. What is missing takes its default.
print(invite("Ida"))
print(invite("Tom", "seven"))
print(invite("Eva", "five", "the park"))


# A default says what is usual, so most calls stay short.
def ladder(rungs=3, width=4):
    for _ in range(rungs):
        print("|" + "-" * width + "|")


ladder()
ladder(2, 9)

# The defaults are kept with the function.
print(invite.__defaults__, ladder.__defaults__)

# predict: the name gets another value after the def. Who wins?
greeting = "hello"


def greet(name, word=greeting):
    return f"{word}, {name}"


greeting = "good evening"
print(greet("Ida"))


# None as a default says "not given". Ask for it with `is`.
def fill(litres=None):
    if litres is None:
        litres = 10
    return litres


# pitfall: `or` takes a 0 that was given for missing as well.
def pour(litres=None):
    return litres or 10


print(fill(), fill(0), fill(3))
print(pour(), pour(0), pour(3))
