for age, wanted in [
    (0, "free"),
    (5, "free"),
    (6, "2 euros"),
    (17, "2 euros"),
    (18, "5 euros"),
]:
    printed = run(f"{age}\n").strip()
    one_line = "\n" not in printed
    assert one_line and printed.endswith(wanted), (
        f"At {age} it should say {wanted!r}, "
        f"but it prints {printed!r}."
    )
