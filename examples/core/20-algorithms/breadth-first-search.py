"""Breadth-first search through a maze

Look at all places one step away, then at all two steps away, and so
on. The first time you meet the goal you have come by a shortest path.
A queue keeps the order: first seen, first served.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Find the shortest path with a deque."
# level = "intermediate"
# tags = ["graph", "project"]
# covers = ["name:collections.deque"]
# docs = ["library/collections#collections.deque"]
# try = [
#   "Write `#A.##.....#` as the second row. How long is it now?",
#   "Use `pop()` for `popleft()`. Is the path still a shortest one?",
#   "Allow diagonal steps and count again.",
# ]
# ///

from collections import deque

maze = [
    "###########",
    "#A..#.....#",
    "#.#.#.###.#",
    "#.#...#B#.#",
    "#.###.#.#.#",
    "#.....#...#",
    "###########",
]

# Every place you can stand on, with its mark.
cells = {
    (x, y): mark
    for y, row in enumerate(maze)
    for x, mark in enumerate(row)
    if mark != "#"
}
places = {mark: place for place, mark in cells.items()}


def shortest(start, goal):
    came_from = {start: None}
    queue = deque([start])
    while queue and goal not in came_from:
        x, y = queue.popleft()
        for step in [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]:
            if step in cells and step not in came_from:
                came_from[step] = (x, y)
                queue.append(step)

    # Back from the goal, along the places we came from.
    path, place = [], goal
    while place in came_from:
        path.append(place)
        place = came_from[place]
    return path[::-1]


path = shortest(places["A"], places["B"])

# predict: two ways lead from A to B. How many steps has the shorter?
print(len(path) - 1, "steps")
for y, row in enumerate(maze):
    line = [
        "*" if (x, y) in path[1:-1] else mark
        for x, mark in enumerate(row)
    ]
    print("".join(line))
