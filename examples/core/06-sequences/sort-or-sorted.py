"""sort() returns None, sorted() returns a list

`list.sort()` puts the list itself in order and gives back nothing.
`sorted()` leaves everything as it is and gives back a new list.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Sort in place or into a copy, and never assign the wrong one."
# level = "beginner"
# tags = ["list", "sort", "surprise"]
# covers = ["method:list.sort", "builtin:sorted"]
# docs = ["howto/sorting"]
# try = [
#   "Sort the times with the slowest first.",
#   "Sort `[3, \"two\", 1]` and read the error.",
#   "Put `sorted()` around a text that you like.",
# ]
# ///

times = [41, 38, 45, 38]

# A new list. The old one keeps its order.
ranking = sorted(times)
print(ranking, times)

# The list itself.
times.sort()
print(times)

# Downwards, with either of the two.
print(sorted(times, reverse=True))
times.sort(reverse=True)
print(times)

# sorted() takes anything that can be looped over: always a list.
print(sorted("tide"))
print(sorted((3, 1, 2)))

# Texts are sorted by the numbers of their letters.
print(sorted(["pear", "Fig", "apple"]))

# predict: numbers that are texts. Which one comes first?
print(sorted(["10", "9", "1"]))

# pitfall: The result of sort() is None, and the name now has that.
names = ["Tom", "Ann"]
names = names.sort()
print(names)

# Either of these is what was meant.
names = ["Tom", "Ann"]
names.sort()
print(names, sorted(["Tom", "Ann"]))
