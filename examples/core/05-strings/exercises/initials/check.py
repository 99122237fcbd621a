def tag(name):
    return run(name + "\n").removeprefix("Name: ").strip()


for name, wanted in [
    ("ada king lovelace", "A.K.L."),
    ("Ada King", "A.K."),
    ("   grace    hopper ", "G.H."),
    ("plato", "P."),
]:
    told = tag(name)
    assert told == wanted, (
        f"For {name!r} it should print {wanted!r}, "
        f"but it prints {told!r}."
    )
