import threading

seen = set()


def note(frame, event, argument):
    if frame.f_globals.get("__name__") == "__main__":
        seen.add(threading.current_thread())


def lines(**values):
    """What the program prints, while each thread it starts is noted."""
    seen.clear()
    threading.setprofile(note)
    try:
        return run(**values).strip().splitlines()
    finally:
        threading.setprofile(None)


def expect(told, wanted):
    assert told == wanted, (
        "It should print\n" + "\n".join(wanted) + "\n"
        "but it prints\n" + "\n".join(told)
    )


told = lines()
expect(
    told,
    [
        "beach 100 x 75",
        "cat 90 x 60",
        "snow broken",
        "tower 25 x 100",
        "workers stopped",
    ],
)
assert len(seen) >= 2, (
    "Two worker threads should be there to share the work; "
    f"{len(seen)} came."
)
assert not any(thread.is_alive() for thread in seen), (
    "A worker is still running at the end. Each needs a sign to stop, "
    "and join() waits for it."
)

told = lines(pictures=[])
expect(told, ["workers stopped"])

many = [("pic" + str(n), n * 7, 100 + n) for n in range(9)]
wanted = ["pic0 broken"]
for name, width, height in many[1:]:
    wanted.append(f"{name} {width * 100 // height} x 100")
told = lines(pictures=many)
expect(told, [*wanted, "workers stopped"])
