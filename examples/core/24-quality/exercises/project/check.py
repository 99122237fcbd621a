import unittest


def right(hours, helmet=False):
    if hours <= 0:
        raise ValueError("rent it for an hour at least")
    price = 6 if hours <= 2 else 15 if hours <= 8 else 24
    return price + 3 if helmet else price


def price_at(place, price):
    """The right function but for the hours of one place."""

    def rent(hours, helmet=False):
        if hours in place:
            return price + 3 if helmet else price
        return right(hours, helmet)

    return rent


def outcome():
    """The tests of the learner, run with the function that is there."""
    cases = [
        each
        for each in list(namespace.values())
        if isinstance(each, type)
        and issubclass(each, unittest.TestCase)
        and each is not unittest.TestCase
    ]
    assert cases, "There is no class of tests any more."
    result = unittest.TestResult()
    loader = unittest.defaultTestLoader
    for case in cases:
        loader.loadTestsFromTestCase(case).run(result)
    return result


rent = namespace["rent"]
for hours in [1, 2, 3, 8, 9]:
    for helmet in [False, True]:
        came, wanted = rent(hours, helmet), right(hours, helmet)
        assert came == wanted, (
            f"rent({hours}, {helmet}) should still be {wanted}, "
            f"but it is {came}. Write tests, and leave rent as it was."
        )

result = outcome()
failed = result.failures + result.errors
wrong = [test.id().removeprefix("__main__.") for test, _ in failed]
assert not wrong, (
    f"rent is right, but there are tests that fail: {wrong}."
)

def without_helmet(hours, helmet=False):
    return right(hours)


def always_helmet(hours, helmet=False):
    return right(hours, True)


def dear_helmet(hours, helmet=False):
    return right(hours, helmet) + bool(helmet)


WRONG = {
    "if the helmet cost nothing": without_helmet,
    "if everybody paid for a helmet": always_helmet,
    "if a helmet cost 4 euros": dear_helmet,
    "if the lowest price were 7 euros": price_at({1, 2}, 7),
    "if 2 hours cost 15 euros, as with `<`": price_at({2}, 15),
    "if 3 hours cost 6 euros": price_at({3}, 6),
    "if the middle price were 14 euros": price_at(range(3, 9), 14),
    "if 8 hours cost 24 euros, as with `<`": price_at({8}, 24),
    "if 9 hours cost 15 euros": price_at({9}, 15),
    "if the highest price were 25 euros": price_at(range(9, 999), 25),
    "if 0 hours were not refused": price_at({0}, 6),
    "if hours below 0 were not refused": price_at(range(-999, 0), 6),
}
for when, function in WRONG.items():
    rent.__globals__["rent"] = function
    result = outcome()
    assert result.failures or result.errors, (
        f"No test of yours would fail {when}."
    )
