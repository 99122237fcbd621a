for name, wanted in [
    ("ada king lovelace", "A.K.L."),
    ("Ada King", "A.K."),
    ("   grace    hopper ", "G.H."),
    ("plato", "P."),
]:
    printed = run(name + "\n")
    assert printed.replace(":", " ").split()[-1:] == [wanted], (
        f"For {name!r} it should end in {wanted!r}. "
        f"It prints:\n{printed}"
    )
