from itertools import combinations, permutations
from random import Random

told = run().strip()
wanted = "25 minutes: Ash - Cedar - Dell - Birch - Elm"
assert told == wanted, (
    f"The program should print {wanted!r}, but it prints {told!r}."
)

route = namespace["route"]


def fastest(roads, start, goal):
    """The fewest minutes of all routes, by trying every one."""
    length = {}
    for one, other, minutes in roads:
        length[one, other] = length[other, one] = minutes
    towns = {town for pair in length for town in pair} - {start, goal}
    best = None
    for count in range(len(towns) + 1):
        for between in permutations(sorted(towns), count):
            way = [start, *between, goal]
            steps = list(zip(way, way[1:]))
            if all(step in length for step in steps):
                total = sum(length[step] for step in steps)
                best = total if best is None else min(best, total)
    return best


def examine(roads, start, goal):
    wanted = fastest(roads, start, goal)
    came = route(list(roads), start, goal)
    there = f"from {start} to {goal} with the roads {roads}"
    if wanted is None:
        assert came is None, (
            f"No way leads {there}, but it says {came}."
        )
        return
    assert came is not None, f"A way leads {there}, but it says None."
    minutes, towns = came
    length = {frozenset(road[:2]): road[2] for road in roads}
    steps = [frozenset(step) for step in zip(towns, towns[1:])]
    assert (towns[0], towns[-1]) == (start, goal) and all(
        step in length for step in steps
    ), f"{towns} is not a way {there}."
    total = sum(length[step] for step in steps)
    assert total == minutes, (
        f"The way {towns} takes {total} minutes, "
        f"but it says {minutes}: {there}."
    )
    assert minutes == wanted, (
        f"The fastest way takes {wanted} minutes, but it found one of "
        f"{minutes}: {there}."
    )


came = route([("A", "B", 3)], "A", "A")
assert came is not None and list(came) == [0, ["A"]], (
    f"From A to A it takes (0, ['A']), but it says {came}."
)
examine([("A", "B", 3), ("C", "D", 4)], "A", "D")
examine([("A", "B", 3), ("B", "C", 4)], "C", "A")

chance = Random(4)
for _ in range(30):
    pairs = chance.sample(list(combinations("ABCDEF", 2)), 8)
    roads = [(*pair, chance.randint(1, 20)) for pair in pairs]
    examine(roads, *chance.sample("ABCDEF", 2))
