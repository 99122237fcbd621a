for name, year in [("Mina", 2015), ("Old Tom", 1950)]:
    printed = run(f"{name}\n{year}\n")
    lines = [line.rstrip(" .!") for line in printed.split("\n")]
    for wanted in [
        f"Good day, {name}",
        f"In 2100 you will be {2100 - year}",
        f"Goodbye, {name}",
    ]:
        assert any(line.endswith(wanted) for line in lines), (
            f"For {name}, born in {year}, a line should say "
            f"{wanted!r}. It prints:\n{printed}"
        )
