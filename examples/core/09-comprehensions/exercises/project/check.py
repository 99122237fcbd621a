def printed(**values):
    return run(**values).rstrip("\n").split("\n")


told = printed()
wanted = ["Ada 0990", "Ben 0411"]
assert told == wanted, (
    f"With the records of the task it should print {wanted}, "
    f"but it prints {told}."
)
book = namespace["book"]
wanted = {"Ada": "0990", "Ben": "0411"}
assert book == wanted, f"`book` should be {wanted}, but it is {book}."

records = [
    ("zoe", "+1 (20) 30"),
    ("  ", "77"),
    ("Max", "5"),
    ("max ", "none"),
    ("anna lee", "8-8"),
]
told = printed(records=records)
wanted = ["Anna Lee 88", "Max 5", "Zoe 12030"]
assert told == wanted, (
    f"With the records {records} it should print {wanted}, "
    f"but it prints {told}."
)
