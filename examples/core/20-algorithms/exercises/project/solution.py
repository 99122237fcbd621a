import heapq

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
    waiting = [(0, [start])]
    settled = set()
    while waiting:
        minutes, towns = heapq.heappop(waiting)
        here = towns[-1]
        if here == goal:
            return minutes, towns
        if here in settled:
            continue
        settled.add(here)
        for town, more in neighbours(roads, here):
            if town not in settled:
                longer = minutes + more, [*towns, town]
                heapq.heappush(waiting, longer)
    return None


minutes, towns = route(roads, "Ash", "Elm")
print(minutes, "minutes:", " - ".join(towns))
