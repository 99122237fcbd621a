"""count, cycle and repeat

Three iterators of `itertools` need never end: `count` goes on
counting, `cycle` starts over and `repeat` says the same again. Put
one beside something that ends, and the shorter one decides.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Use the three infinite iterators."
# level = "intermediate"
# tags = ["itertools"]
# covers = [
#   "module:itertools", "name:itertools.count",
#   "name:itertools.cycle", "name:itertools.repeat",
# ]
# docs = ["library/itertools#itertools.count"]
# try = [
#   "Let the tickets go down: a step of -5.",
#   "Give three children the two chores for five days.",
#   "Try `sum(repeat(1))`, wait a moment, then press Stop.",
# ]
# ///

from itertools import count, cycle, repeat

# Numbers for a queue whose length nobody knows.
for ticket, name in zip(count(100, 5), ["Iris", "Joel", "Noor"]):
    print(ticket, name)

# Taking turns: the list of two starts over and over.
days = ["Mon", "Tue", "Wed", "Thu", "Fri"]
turns = zip(days, cycle(["Iris", "Joel"]))
print([f"{day} {name}" for day, name in turns])

# The same value every time, for a function that wants two.
print(list(map(pow, [1, 2, 3, 4], repeat(2))))

# Of the three only repeat() can be given an end.
print(list(repeat("tick", 3)))

# count() takes fractions as well.
quarters = count(0.5, 0.25)
print(next(quarters), next(quarters), next(quarters))

lights = cycle(["red", "amber", "green"])
print([next(lights), next(lights)])

# predict: two were handed out. What do the next two make?
print([next(lights), next(lights)])

# pitfall: cycle() of nothing has nothing to repeat.
print(list(zip(range(3), cycle([]))))
