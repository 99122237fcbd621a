"""Iterable or iterator?

A list is *iterable*: you can walk through it as often as you like.
`iter()` makes the *iterator* that does one walk and remembers how far
it is. `next()` takes one step.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Tell the thing you loop over from the thing that walks it."
# level = "intermediate"
# tags = ["iterator"]
# covers = [
#   "builtin:iter", "builtin:next", "exc:StopIteration", "pep:234",
# ]
# docs = ["tutorial/classes#iterators"]
# try = [
#   "Give `next()` a second argument and remove the `try`.",
#   "Loop over `walk` with `for` after its first two steps.",
#   "Ask for `next(stations)` and read the error.",
# ]
# ///

stations = ["Abbey", "Bridge", "Castle"]

# Two walks along one line. Each keeps its own place.
walk = iter(stations)
other = iter(stations)
print(next(walk), next(walk))
print(next(other))

# The last step, and the one after it.
print(next(walk))
try:
    next(walk)
except StopIteration:
    print("end of the line")

# This is what a for loop does, written out.
tour = iter(stations)
while True:
    try:
        station = next(tour)
    except StopIteration:
        break
    print("-", station)

# predict: an iterator of an iterator. A new walk, or the same one?
print(iter(walk) is walk, iter(stations) is stations)

# Text, dictionaries and files are iterable too, each in its way.
print(next(iter("tram")), next(iter({"line": 4})), next(iter(range(9))))

# pitfall: A number is not iterable. Its digits need a text.
try:
    iter(2025)
except TypeError as error:
    print("TypeError:", error)
print(next(iter(str(2025))))
