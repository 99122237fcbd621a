for dishes in [["soup", "bread"], ["rice"]]:
    printed = run(weekday=dishes)
    for name, wanted in [
        ("weekday", dishes),
        ("sunday", [*dishes, "cake"]),
    ]:
        has = namespace[name]
        assert has == wanted, (
            f"With {dishes} on weekdays, {name} should be {wanted}, "
            f"but it is {has}."
        )
        assert str(wanted) in printed, (
            f"{name} should be printed as {wanted}. "
            f"It prints:\n{printed}"
        )
