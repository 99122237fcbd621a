WANTED = "tea      3\ncocoa   12\nsoup   140"

printed = run().rstrip("\n")
assert printed == WANTED, (
    f"The table should look like this:\n{WANTED}\n"
    f"It looks like this:\n{printed}"
)

printed = run(rows=[["pear", "1", "long one"], ["fig", "200", "-"]])
wanted = ["pear    1  long one", "fig   200         -"]
assert printed.splitlines() == wanted, (
    f"With three columns it should print {wanted}, "
    f"but it prints {printed.splitlines()}."
)
