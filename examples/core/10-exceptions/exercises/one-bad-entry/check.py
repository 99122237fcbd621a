for entries, wanted in [
    (["12", "x", " 7"], ["x is no number", "total 19"]),
    (["1.5", "-3", "two"], [
        "1.5 is no number", "two is no number", "total -3",
    ]),
    (["4", "0", "5"], ["total 9"]),
    ([], ["total 0"]),
]:
    told = run(entries=entries).strip().split("\n")
    assert told == wanted, (
        f"For {entries} it should print {wanted}, "
        f"but it prints {told}."
    )
