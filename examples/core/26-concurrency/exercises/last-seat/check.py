class WatchedLock:
    """Stands for the lock of the program and notes who has it."""

    def __init__(self):
        self.held = 0
        self.times = 0

    def acquire(self, blocking=True, timeout=-1):
        self.held += 1
        self.times += 1
        return True

    def release(self):
        self.held -= 1

    def locked(self):
        return self.held > 0

    __enter__ = acquire

    def __exit__(self, *error):
        self.release()


class WatchedHall:
    """A hall that notes whether the lock is held when it is used."""

    def __init__(self, lock, seats):
        self.lock = lock
        self.seats = seats
        self.looks = []
        self.sales = []

    @property
    def free(self):
        self.looks.append(self.lock.held)
        return self.seats

    @free.setter
    def free(self, seats):
        self.sales.append(self.lock.held)
        self.seats = seats


book = namespace["book"]
for seats, wanted, left in [(2, True, 1), (1, True, 0), (0, False, 0)]:
    lock = WatchedLock()
    assert "lock" in book.__globals__, "The name lock is missing."
    book.__globals__["lock"] = lock
    hall = WatchedHall(lock, seats)
    sold = book(hall)
    assert sold is wanted and hall.seats == left, (
        f"With {seats} free, book should give {wanted} and leave {left}"
        f" free, but it gives {sold!r} and leaves {hall.seats}."
    )
    assert all(hall.looks), (
        "book looks at hall.free without holding the lock. The other "
        "clerk may look at the same moment and see the same seat."
    )
    assert all(hall.sales), (
        "book changes hall.free without holding the lock."
    )
    assert lock.held == 0, (
        f"With {seats} free, book ends without giving back the lock. "
        "The other clerk waits for ever."
    )
    assert lock.times == 1, (
        "book gives the lock back between the look and the sale. The "
        "other clerk can come in there."
    )

printed = run()
told = printed.split()
assert told == ["[False,", "True]", "free:", "0"], (
    "One of the clerks should sell the seat, and the program should "
    f"print '[False, True] free: 0', but it prints {printed!r}."
)
