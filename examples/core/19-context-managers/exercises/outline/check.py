told = run().rstrip().splitlines()
wanted = ["Trip", "  Monday", "    ferry", "  Tuesday", "(no plan)"]
wanted += ["Home"]
assert told == wanted, (
    f"The program should print {wanted}, but it prints {told}."
)

outline = namespace["Outline"]()
with outline as part:
    with outline:
        pass
    inside = outline.depth
assert part is outline, (
    f"The name after `as` should be the outline, but it is {part!r}."
)
assert [inside, outline.depth] == [1, 0], (
    "When the inner of two blocks has ended, the depth should be 1, "
    "and 0 after the outer one, "
    f"but it is {inside} and {outline.depth}."
)

for error in [KeyError("tent"), KeyboardInterrupt()]:
    name = type(error).__name__
    try:
        with outline:
            with outline:
                raise error
    except (KeyError, KeyboardInterrupt):
        came = name
    else:
        came = "nothing"
    assert came == name, (
        f"A {name} in a block should get out, but {came} comes."
    )
    assert outline.depth == 0, (
        f"After a {name} in two blocks the depth should be 0, "
        f"but it is {outline.depth}."
    )
