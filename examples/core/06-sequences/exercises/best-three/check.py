for times in [[41, 38, 45, 39], [12, 100, 9, 12], [30, 20], [7]]:
    typed = "".join(f"{time}\n" for time in times) + "\n"
    told = run(typed).rstrip("\n").split("\n")
    best = " ".join(str(time) for time in sorted(times)[:3])
    came = " ".join(str(time) for time in times)
    assert f" {told[0]}".endswith(f" {best}"), (
        f"For {times} the best are {best!r}, but it prints {told[0]!r}."
    )
    assert told[1:] == [came], (
        f"Below them should stand {came!r}, but there is {told[1:]}."
    )
