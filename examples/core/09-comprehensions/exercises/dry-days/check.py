for rain, wanted in [
    ([4, None, 0, 12], "3 days, 5.3 mm a day"),
    ([0, 0], "2 days, 0.0 mm a day"),
    ([None, 7], "1 days, 7.0 mm a day"),
    ([None, None], "no days"),
    ([], "no days"),
]:
    told = run(rain=rain).strip()
    assert told == wanted, (
        f"For {rain} it should print {wanted!r}, "
        f"but it prints {told!r}."
    )
