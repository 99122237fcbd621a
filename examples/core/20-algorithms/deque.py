"""deque: fast at both ends

A `deque` (say "deck") adds and takes at both ends without moving the
rest. With `maxlen` it forgets at one end what comes in at the other,
and `rotate` turns it like a ring.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Keep the last n items and rotate a ring."
# level = "intermediate"
# tags = ["collections"]
# covers = ["name:collections.deque"]
# docs = ["library/collections#collections.deque"]
# try = [
#   "Let the circle count 3 instead of 2.",
#   "Use `appendleft` on `last`. Which end loses one?",
#   "Take a slice: `line[0:2]`, and read the error.",
# ]
# ///

from collections import deque

# A queue: join on the right, be served on the left.
line = deque(["Ada", "Bea"])
line.append("Cem")
print("served:", line.popleft())
line.appendleft("Vip")
print(line)

# Only the last three. The oldest makes room by itself.
last = deque(maxlen=3)
for degrees in [17, 19, 18, 23, 24]:
    last.append(degrees)
print(list(last), "warmest:", max(last))

# A ring of players: rotate(-1) moves the first to the end.
turn = deque(["north", "east", "south", "west"])
turn.rotate(-1)
print(turn[0], "plays,", turn[-1], "has played")

# Counting out: every second one leaves the circle.
circle = deque(["Ana", "Ben", "Cy", "Dot", "Eli"])
out = []
while len(circle) > 1:
    circle.rotate(-1)
    out.append(circle.popleft())
print("out:", out, "stays:", circle[0])

# predict: extendleft adds one by one. In which order are they?
letters = deque("c")
letters.extendleft("ab")
print("".join(letters))

# pitfall: An empty deque has nothing to pop.
try:
    deque().popleft()
except IndexError as error:
    print("IndexError:", error)
