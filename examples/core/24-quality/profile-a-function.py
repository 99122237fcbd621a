"""Where does the time go?

A profiler counts the calls of every function and the time spent in
each. Measure before you improve: the slow place is rarely where one
thinks.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Profile with cProfile and read the table."
# level = "advanced"
# kind = "normalised"
# normalise = ["duration"]
# tags = ["profiling"]
# covers = ["module:cProfile", "module:pstats", "module:profile"]
# docs = ["library/profile"]
# try = [
#   "Print the whole table: `table.print_stats(5)`.",
#   "Give `letters_of` a cache and count the calls again.",
#   "Print it by total time: `table.sort_stats(\"cumulative\")` first.",
# ]
# ///

import cProfile
import profile
import pstats

words = ["stone", "notes", "onset", "tones", "seat", "east", "tree"]


def letters_of(word):
    return sorted(word)


def same_letters(first, second):
    return letters_of(first) == letters_of(second)


def pairs():
    found = []
    for first in words:
        for second in words:
            if first < second and same_letters(first, second):
                found.append((first, second))
    return found


# The table has a row for each function: calls, time, own and total.
with cProfile.Profile() as profiler:
    found = pairs()
print(len(found), "pairs found")

# predict: 7 words. How often are letters sorted?
table = pstats.Stats(profiler)
for (file, line, name), row in sorted(table.stats.items()):
    if name in ["pairs", "same_letters", "letters_of"]:
        print(f"{name:12} called {row[0]:2} times")
print(f"all together {table.total_tt:.6f} s")

# Improved where it counts: the letters of each word once.
with cProfile.Profile() as profiler:
    letters = {word: letters_of(word) for word in words}
table = pstats.Stats(profiler).stats
print("now", [table[key][0] for key in table if key[2] == "letters_of"])

# The module profile counts the same in plain Python, far slower. It
# is to go with Python 3.17.
slow = profile.Profile()
slow.runcall(pairs)
table = pstats.Stats(slow).stats
print("agrees", [table[key][0] for key in table if key[2] == "pairs"])
