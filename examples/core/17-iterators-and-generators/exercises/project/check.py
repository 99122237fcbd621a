told = run().splitlines()
wanted = ["09:02 /maps took 840 ms", "09:07 /maps took 1310 ms"]
assert told == wanted, (
    f"The program should print {wanted}, but it prints {told}."
)

records = namespace["records"]
slow = namespace["slow"]
first = namespace["first"]

asked = []


def watched(things):
    for thing in things:
        asked.append(thing)
        yield thing


lines = ["# hello\n", "\n", "10:00 /a 7\n", "10:01 /b 70\n"]
lines += ["10:02 /c 71\n", "10:03 /d 900\n", "# bye"]
wanted = [("10:00", "/a", 7), ("10:01", "/b", 70)]
wanted += [("10:02", "/c", 71), ("10:03", "/d", 900)]

came = list(records(lines))
assert came == wanted, (
    f"For the lines {lines} records() should give {wanted}, "
    f"but it gives {came}."
)

came = list(slow(wanted, 70))
assert came == wanted[2:], (
    f"More than 70 ms took {wanted[2:]}, but slow() gives {came}."
)

for count in [0, 2, 9]:
    came = list(first(iter(wanted), count))
    assert came == wanted[:count], (
        f"first() of 4 records and {count} should give "
        f"{wanted[:count]}, but it gives {came}."
    )

pipeline = first(slow(records(watched(lines)), 60), 2)
assert asked == [], (
    "Nothing should be read before a record is wanted, "
    f"but {len(asked)} lines were read."
)

next(pipeline)
assert len(asked) == 4, (
    "To find the first record above 60 ms four lines must be read, "
    f"but {len(asked)} were read."
)

list(pipeline)
assert len(asked) == 5, (
    "The second record stands in line 5, and two were asked for, "
    f"but {len(asked)} lines were read."
)
