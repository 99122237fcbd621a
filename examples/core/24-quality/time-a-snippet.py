"""timeit: which way is faster?

One run of a short line is too quick to measure and disturbed by
everything else. `timeit` runs it many times, and the *best* of
several rounds is the figure to compare.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Compare two versions fairly."
# level = "intermediate"
# kind = "normalised"
# normalise = ["duration"]
# tags = ["profiling"]
# needs = ["subprocess"]
# covers = ["module:timeit", "cli:-m-timeit"]
# docs = ["library/timeit"]
# try = [
#   "Compare `text.split()` with `re.split(\" \", text)`.",
#   "Search for 5 instead. Is the set still faster?",
#   "Use `min` and `max` of the rounds: how far apart are they?",
# ]
# ///

import subprocess
import sys
import timeit

numbers = list(range(2_000))
as_set = set(numbers)


# Looking in a list means passing everything before it.
def in_list():
    return 1_999 in numbers


def in_set():
    return 1_999 in as_set


# repeat() gives the time of each round. The best one was disturbed
# least.
rounds = {
    function.__name__: timeit.repeat(function, number=50, repeat=5)
    for function in [in_list, in_set]
}
for name, times in rounds.items():
    print(f"{name}: best of {len(times)}: {min(times):.6f} s")

# predict: how much faster is the set? Twice, or more than ten times?
ratio = min(rounds["in_list"]) / min(rounds["in_set"])
print("more than twice:", ratio > 2, "/ more than ten:", ratio > 10)

# pitfall: Make ready outside, or you measure that as well.
ready = timeit.timeit("5 in s", "s = set(range(999))", number=50)
mixed = timeit.timeit("5 in set(range(999))", number=50)
print("making the set costs more:", mixed > ready)

# As a command: python -m timeit, here with few rounds.
command = [sys.executable, "-m", "timeit", "-n", "5", "2 + 2"]
print(subprocess.check_output(command, text=True).split(",")[0])
