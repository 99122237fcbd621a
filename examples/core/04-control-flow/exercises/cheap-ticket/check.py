def ticket(age):
    return run(f"{age}\n").removeprefix("Age: ").strip()


for age, wanted in [
    (0, "free"),
    (5, "free"),
    (6, "2 euros"),
    (17, "2 euros"),
    (18, "5 euros"),
]:
    told = ticket(age)
    assert told == wanted, (
        f"At {age} it should say {wanted!r}, but it says {told!r}."
    )
