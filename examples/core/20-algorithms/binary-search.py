"""Binary search with bisect

In a *sorted* list half of what is left can be ruled out at each look.
`bisect` finds the place where a value belongs, and twenty looks are
enough for a million entries.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Find grades and keep a list sorted."
# level = "intermediate"
# since = "3.10"
# tags = ["bisect"]
# covers = ["module:bisect"]
# docs = ["library/bisect"]
# try = [
#   "Use `bisect_left` for the grades. Who gets another one?",
#   "Make `Numbers` a hundred times longer and count the looks.",
#   "Keep `queue` as `[21, 8, 3]`: give `insort` a `key`.",
# ]
# ///

from bisect import bisect, bisect_left, insort

# Four limits, five grades: the place of the score is the grade.
limits = [60, 70, 80, 90]
grades = ["FDCBA"[bisect(limits, score)] for score in [95, 60, 59]]
print(grades)

# predict: 60 is in the list. Does it go before or behind its twin?
print(bisect_left(limits, 60), bisect(limits, 60))

# insort puts a value where it belongs.
queue = [3, 8, 21]
insort(queue, 13)
print(queue)

# Records are compared by a key. The key of the new one is taken too.
songs = [("Rain", 95), ("River", 180)]
insort(songs, ("Road", 120), key=lambda song: song[1])
print([title for title, seconds in songs])


# Is a value in the list? Look at the one place where it could be.
class Numbers:
    """Sorted numbers that count how often they are looked at."""

    looks = 0

    def __len__(self):
        return 1_000_000

    def __getitem__(self, place):
        self.looks += 1
        return place * 3


numbers = Numbers()
place = bisect_left(numbers, 2_999_997)
print("place found with", numbers.looks, "looks")
print(numbers[place] == 2_999_997)

# pitfall: In an unsorted list the answer is wrong, without an error.
print(bisect_left([50, 10, 40, 20], 10), "is not where 10 is")
