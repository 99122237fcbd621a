from itertools import islice, permutations

told = run().splitlines()
wanted = [
    f"{first} - {second}"
    for first, second in permutations(["Ada", "Bo", "Cy"], 2)
]
assert told == wanted, (
    f"The six matches are {wanted}, but it prints {told}."
)

Team = namespace["Team"]
team = Team(["Di", "Ed"])
pairs = list(islice(((a, b) for a in team for b in team), 9))
wanted = [("Di", "Di"), ("Di", "Ed"), ("Ed", "Di"), ("Ed", "Ed")]
assert pairs == wanted, (
    f"Two loops over a team of Di and Ed should meet {wanted}, "
    f"but they meet {pairs}."
)

one, two = iter(team), iter(team)
steps = [next(one), next(one), next(two)]
assert steps == ["Di", "Ed", "Di"], (
    "Two walks through one team should not disturb each other, "
    f"but three steps give {steps}."
)

nobody = list(islice(Team([]), 9))
assert nobody == [], (
    f"A team of nobody should give nothing, but it gives {nobody}."
)
