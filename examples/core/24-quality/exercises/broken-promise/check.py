import doctest

PROMISES = [
    'minutes("1:05")',
    'minutes("0:45")',
    'minutes("45")',
    'minutes("1:5")',
]

minutes = namespace["minutes"]
(test,) = doctest.DocTestFinder().find(minutes, "minutes", globs={})
kept = [example.source.strip() for example in test.examples]
assert all(promise in kept for promise in PROMISES), (
    f"The docstring should still hold {PROMISES}, but it holds {kept}."
)

told = []


class Runner(doctest.DocTestRunner):
    """Tells each failure in one line, without a place or a trace."""

    def report_failure(self, out, test, example, got):
        came = (got.strip() or "None").splitlines()[-1]
        self.tell(example, f"gives {came}")

    def report_unexpected_exception(self, out, test, example, exc_info):
        self.tell(example, f"ends with {exc_info[1]!r}")

    def tell(self, example, what):
        wanted = example.want.strip().splitlines()[-1]
        told.append(f"{example.source.strip()} {what}, not {wanted}.")


test.globs = {"minutes": minutes}
Runner(verbose=False).run(test)
assert not told, (
    "Not every example gives what the docstring promises:\n"
    + "\n".join(told)
)

others = [("10:00", 600), ("2:59", 179), ("0", 0), ("120", 120)]
for time, wanted in others:
    came = minutes(time)
    assert came == wanted, (
        f"minutes({time!r}) should be {wanted}, but it is {came!r}."
    )

for time in ["0:7", "3:", "2:030"]:
    try:
        came = minutes(time)
    except ValueError:
        continue
    raise AssertionError(
        f"minutes({time!r}) should end with a ValueError, since there "
        f"are not two digits, but it gives {came!r}."
    )
