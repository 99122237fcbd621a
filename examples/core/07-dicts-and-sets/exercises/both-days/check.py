for saturday, sunday, wanted in [
    (["Uma", "Finn", "Uma", "Gus"], ["Gus", "Pia", "Uma"], "Gus, Uma"),
    (["Al", "Bo"], ["Cy", "Bo", "Bo"], "Bo"),
    (["Al", "Bo"], ["Cy"], "nobody"),
    (["Zoe", "Al", "Bo"], ["Bo", "Al", "Zoe"], "Al, Bo, Zoe"),
    ([], ["Cy"], "nobody"),
]:
    told = run(saturday=saturday, sunday=sunday).strip()
    assert told == wanted, (
        f"For {saturday} and {sunday} it should print {wanted!r}, "
        f"but it prints {told!r}."
    )
