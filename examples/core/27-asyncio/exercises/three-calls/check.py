import asyncio

printed = run().split("\n")
wanted = ["Ahn will come", "Bell will come", "Cruz will come", ""]
assert printed == wanted, (
    f"It should print {wanted[:3]}, but it prints {printed}."
)

STEPS = {"Dee": 30, "Eli": 20, "Fay": 10, "Gus": 25}
running = set()
most = 0


async def watched(family):
    """A call that takes some steps; the first family takes longest."""
    global most
    running.add(family)
    for _ in range(STEPS[family]):
        most = max(most, len(running))
        await asyncio.sleep(0)
    running.remove(family)
    return family.lower()


run(families=list(STEPS))
call_all = namespace["call_all"]
call_all.__globals__["call"] = watched
answers = asyncio.run(call_all())

assert most == 4, (
    f"Of four calls there should be four at the same time, but there "
    f"were at most {most}. A call begins when its task is made."
)
wanted = [family.lower() for family in STEPS]
assert answers is not None and list(answers) == wanted, (
    "The answers should come in the order of the families, but "
    f"call_all gives {answers}."
)
