printed = run().strip()
assert printed == "11 12 23", (
    f"It should print 11 12 23, but it prints {printed}."
)

Bill = namespace["Bill"]


def same(what, bill, wanted):
    told = bill.total()
    assert told == wanted, (
        f"{what} the total should be {wanted}, but it is {told}."
    )


left, right = Bill(5), Bill()
both = left + right
assert isinstance(both, Bill), (
    f"The sum of two bills should be a Bill, but it is {both!r}."
)
same("For a bill of 5 plus an empty one", both, 5)
both.add(2)
same("With one price more", both, 7)
same("For the left side of the sum, later,", left, 5)
same("For the right side of the sum, later,", right, 0)
left.add(100)
same("For the sum, when the left side has changed,", both, 7)
same("For three bills in a row", Bill(1) + Bill(2, 3) + Bill(4), 10)
