import ast
import json


def report(**values):
    printed = run(**values)
    try:
        return json.loads(printed)
    except ValueError:
        raise AssertionError(
            "It should print one JSON text and nothing else, "
            f"but it prints {printed!r}."
        ) from None


def entry(plant, times, grams):
    return {"plant": plant, "times": times, "grams": grams}


def compare(came, wanted):
    assert came == wanted, (
        f"The report should be {wanted}, but it is {came}."
    )
    grams = [each["grams"] for each in came]
    assert all(isinstance(amount, int) for amount in grams), (
        f"Grams should be whole numbers, but they are {grams}. Were "
        "they put into the table as numbers?"
    )


compare(report(), [entry("bean", 2, 1150), entry("plum", 1, 900)])

other = [
    "plant,day,grams",
    '"Ann\'s apple, red",2024-08-02,90',
    "fig,2024-08-02,1000",
    '"Ann\'s apple, red",2024-08-05,10',
    "beet,2024-08-09,100",
    "pea,2024-08-09,20",
]
compare(
    report(lines=other),
    [
        entry("fig", 1, 1000),
        entry("Ann's apple, red", 2, 100),
        entry("beet", 1, 100),
        entry("pea", 1, 20),
    ],
)

modules = set()
for node in ast.walk(tree):
    if isinstance(node, ast.Import):
        modules |= {alias.name for alias in node.names}
    elif isinstance(node, ast.ImportFrom):
        modules.add(node.module)
assert "sqlite3" in modules, (
    "The report is right. Now let a database do the sums: the program "
    "does not import sqlite3 yet."
)
