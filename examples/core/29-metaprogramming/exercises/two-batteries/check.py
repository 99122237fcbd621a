printed = run().split("\n")
assert printed == ["15 60", "90 100", ""], (
    "It should print '15 60' and '90 100', but it prints "
    f"{printed[:-1]}."
)

Percent, Battery = namespace["Percent"], namespace["Battery"]
assert isinstance(vars(Battery).get("charge"), Percent), (
    "charge should still be a Percent in the class Battery."
)


class Film:
    """Another class with the same kind of attribute."""

    seen = Percent()
    liked = Percent()


films = [Film(), Film(), Film()]
for number, film in enumerate(films):
    film.seen = number
    film.liked = 100 - number
for number, film in enumerate(films):
    came = film.seen, film.liked
    assert came == (number, 100 - number), (
        f"Of three objects number {number} was given "
        f"{(number, 100 - number)}, but it has {came}."
    )

for wrong in [-1, 101, 100.5]:
    try:
        films[0].seen = wrong
    except ValueError as error:
        assert "seen" in str(error), (
            f"The message should name the attribute: {str(error)!r}."
        )
    else:
        raise AssertionError(f"{wrong} should be refused.")
assert films[0].seen == 0, (
    "What is refused should change nothing, but the value is "
    f"{films[0].seen}."
)
films[0].seen += 50
assert [film.seen for film in films] == [50, 1, 2], (
    "One of three was raised by 50, and they are "
    f"{[film.seen for film in films]}, not [50, 1, 2]."
)
assert isinstance(Film.seen, Percent), (
    "Read through the class, the descriptor should give itself."
)
