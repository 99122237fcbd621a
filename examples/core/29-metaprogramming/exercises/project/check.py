def told(action, *values, **named):
    """The message of the ValueError, or what was given back."""
    try:
        return action(*values, **named)
    except ValueError as error:
        return "ValueError: " + str(error)


printed = run().strip().splitlines()
wanted = [
    "Ida 3",
    "ValueError: guest: longer than 10; seats: 0 is below 1",
    "ValueError: guest: 7 is no text; seats: missing",
    "ValueError: colour: unknown",
]
assert printed == wanted, (
    "It should print\n" + "\n".join(wanted) + "\n"
    "but it prints\n" + "\n".join(printed)
)

Record, Text = namespace["Record"], namespace["Text"]
Whole = namespace["Whole"]


class Pet(Record):
    legs = Whole(least=0, most=4)
    name = Text(longest=3)
    age = Whole(least=0, most=99)

    def birthday(self):
        self.age += 1


for values, wanted in [
    ({}, "legs: missing; name: missing; age: missing"),
    (
        {"fur": 1, "age": 100, "name": "Rex", "legs": -1, "tail": 2},
        "legs: -1 is below 0; age: 100 is above 99; "
        "fur: unknown; tail: unknown",
    ),
    (
        {"name": "Felix", "age": "7", "legs": 5},
        "legs: 5 is above 4; name: longer than 3; "
        "age: '7' is no whole number",
    ),
    ({"birthday": 1, "name": None}, "legs: missing; "
     "name: None is no text; age: missing; birthday: unknown"),
]:
    came = told(Pet, **values)
    assert came == "ValueError: " + wanted, (
        f"With {values} the message should be\n{wanted}\n"
        f"but it is\n{came}"
    )

cat, bird = Pet(name="Tom", legs=4, age=98), Pet(legs=2, age=1, name="")
cat.birthday()
came = (cat.name, cat.legs, cat.age, bird.name, bird.legs, bird.age)
assert came == ("Tom", 4, 99, "", 2, 1), (
    "Two pets should have ('Tom', 4, 99, '', 2, 1), one of them after "
    f"its birthday, but they have {came}."
)
for name, value, wanted in [
    ("age", 100, "age: 100 is above 99"),
    ("name", "Tommy", "name: longer than 3"),
    ("legs", True, "legs: True is no whole number"),
]:
    came = told(setattr, cat, name, value)
    assert came == "ValueError: " + wanted, (
        f"To store {value!r} in {name} should raise a ValueError with "
        f"{wanted!r}, but it came to {came!r}."
    )
assert (cat.name, cat.legs, cat.age) == ("Tom", 4, 99), (
    "What is refused should leave the old value, but the pet has "
    f"{(cat.name, cat.legs, cat.age)}."
)
