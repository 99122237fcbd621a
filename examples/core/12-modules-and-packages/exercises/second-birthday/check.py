for typed, wanted in [
    (["2024 5 4"], ["6"]),
    (["2024 5 4", "2001 1 1"], ["6", "1"]),
    (["1999 12 31", "2020 2 29", "2023 7 9"], ["5", "6", "7"]),
]:
    lines = "".join(f"{line}\n" for line in typed)
    printed = run(f"{len(typed)}\n{lines}").split("\n")
    # What stands before the number may be a question of the program.
    told = [line.split()[-1] for line in printed if line.strip()]
    assert told == wanted, (
        f"For the dates {typed} it should print {wanted}, "
        f"but it prints {told}."
    )
