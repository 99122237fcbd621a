printed = run().strip()
assert printed == "all tests passed", (
    f"It should print 'all tests passed', but it prints {printed!r}."
)

Vector = namespace["Vector"]


def numbers(vector):
    return vector.x, vector.y


def same(what, ask, wanted):
    try:
        told = ask()
    except Exception as error:
        raise AssertionError(
            f"{what} should be {wanted!r}, but it ends with "
            f"{type(error).__name__}: {error}"
        ) from error
    assert told == wanted, (
        f"{what} should be {wanted!r}, but it is {told!r}."
    )


one, two = Vector(5, -12), Vector(0, 7)
same("repr of a vector", lambda: repr(two), "Vector(0, 7)")
same(
    "Vector(5, -12) + Vector(0, 7)", lambda: numbers(one + two), (5, -5)
)
same(
    "Vector(5, -12) - Vector(0, 7)",
    lambda: numbers(one - two),
    (5, -19),
)
same("Vector(5, -12) * 10", lambda: numbers(one * 10), (50, -120))
same("0.5 * Vector(5, -12)", lambda: numbers(0.5 * one), (2.5, -6))
same("abs(Vector(5, -12))", lambda: abs(one), 13)
same("bool(Vector(0, 7))", lambda: bool(two), True)
same("bool(Vector(5, -5))", lambda: bool(Vector(5, -5)), True)
same("bool(Vector(0, 0))", lambda: bool(Vector(0, 0)), False)
same("The items of Vector(5, -12)", lambda: (one[0], one[1]), (5, -12))
same("Vector(0, 7) == Vector(0, 7)", lambda: two == Vector(0, 7), True)
same("Vector(0, 7) == Vector(7, 0)", lambda: two == Vector(7, 0), False)
same("Vector(0, 7) == (0, 7)", lambda: two == (0, 7), False)
for place in [2, 7]:
    try:
        one[place]
    except IndexError:
        continue
    raise AssertionError(f"v[{place}] should be an IndexError.")
same(
    "The first vector, after all this,", lambda: numbers(one), (5, -12)
)
same("The second vector, after all this,", lambda: numbers(two), (0, 7))
