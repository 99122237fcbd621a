"""Recursion and the recursion limit

A function may call itself with a smaller problem, until one is so
small that the answer is known. If that case is missing it would go on
for ever, and Python stops it with a `RecursionError`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Solve a problem by a smaller one, and meet RecursionError."
# level = "intermediate"
# tags = ["recursion"]
# covers = ["exc:RecursionError", "module:sys"]
# docs = ["library/sys#sys.setrecursionlimit"]
# try = [
#   "Print a line at the start of `total` and watch the way down.",
#   "Write `factorial(n)`: `n` times the factorial of `n - 1`.",
#   "Put one more doll into the smallest one.",
# ]
# ///

import sys


# The smaller problem: a list without its first item. The known case:
# an empty list.
def total(numbers):
    if not numbers:
        return 0
    return numbers[0] + total(numbers[1:])


print(total([5, 2, 8]))


# It fits best to things that hold things of their own kind.
def nested(doll):
    if doll is None:
        return 0
    return 1 + nested(doll["inside"])


doll = {"inside": {"inside": {"inside": None}}}
print(nested(doll), "dolls")


# Each call has its own names, so the way back can use them.
def countdown(number):
    if number == 0:
        print("lift off")
        return
    print(number, "down")
    countdown(number - 1)
    print(number, "back")


# predict: in which order do the numbers come back?
countdown(2)

# Python keeps all unfinished calls, up to a limit.
print("limit:", sys.getrecursionlimit())


# pitfall: The known case is never met: -1, -2, -3 and so on.
def forever(number):
    return forever(number - 1) if number != 0 else "done"


print(forever(3))
try:
    forever(-1)
except RecursionError as problem:
    print("RecursionError:", str(problem)[:32])
