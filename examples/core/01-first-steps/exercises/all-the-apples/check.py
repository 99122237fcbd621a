for red, green in [(3, 4), (20, 5), (0, 0)]:
    told = run(f"{red}\n{green}\n").rstrip().split(":")[-1].strip()
    wanted = str(red + green)
    assert told == wanted, (
        f"For {red} and {green} it should end in {wanted!r}, "
        f"but it ends in {told!r}."
    )
