from collections import deque

roads = [
    ("Ash", "Birch", 30),
    ("Ash", "Cedar", 5),
    ("Cedar", "Dell", 5),
    ("Dell", "Birch", 5),
    ("Birch", "Elm", 10),
]


def neighbours(roads, town):
    """The towns at the end of one road, and its minutes."""
    for one, other, minutes in roads:
        if one == town:
            yield other, minutes
        elif other == town:
            yield one, minutes


def route(roads, start, goal):
    waiting = deque([(0, [start])])
    seen = {start}
    while waiting:
        minutes, towns = waiting.popleft()
        if towns[-1] == goal:
            return minutes, towns
        for town, more in neighbours(roads, towns[-1]):
            if town not in seen:
                seen.add(town)
                waiting.append((minutes + more, [*towns, town]))
    return None


minutes, towns = route(roads, "Ash", "Elm")
print(minutes, "minutes:", " - ".join(towns))
