import gc
import weakref

gc.disable()

told = run().splitlines()
wanted = ["Ida - Larks", "Ida - no choir"]
assert told == wanted, (
    f"The program should print {wanted}, but it prints {told}."
)

Choir = namespace["Choir"]
Singer = namespace["Singer"]

loner = Singer("Abel").where()
assert loner == "no choir", (
    "A singer that nobody has welcomed has no choir, "
    f"but where() gives {loner!r}."
)

finches = Choir("Finches")
finches.welcome(Singer("Olga"))
finches.welcome(Singer("Pim"))
try:
    names = [singer.name for singer in finches.singers]
except ReferenceError:
    names = []
assert names == ["Olga", "Pim"], (
    "A choir should keep the singers it welcomed, also those without "
    f"another name, but its singers are {names}."
)
places = [singer.where() for singer in finches.singers]
assert places == ["Finches", "Finches"], (
    "As long as the Finches are there, where() of their singers should "
    f"give 'Finches', but it gives {places}."
)

pim = finches.singers[1]
wrens = Choir("Wrens")
wrens.welcome(pim)
place = pim.where()
assert place == "Wrens", (
    "Pim was welcomed by the Wrens last, but where() gives "
    f"{place!r}."
)

watch = weakref.ref(finches)
del finches
assert watch() is None, (
    "The Finches have no name left, but something still refers to "
    "them, and so they are kept."
)
assert pim.where() == "Wrens", (
    "When the Finches go, Pim still belongs to the Wrens, but "
    f"where() gives {pim.where()!r}."
)
