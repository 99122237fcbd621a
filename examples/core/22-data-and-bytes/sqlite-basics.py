"""SQLite: a database in one file

`sqlite3` is a whole database without a server: all of it lies in one
file. You write SQL, and put the values beside it, never into it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Create a table, insert with placeholders, query."
# level = "intermediate"
# tags = ["sqlite"]
# covers = ["module:sqlite3", "pep:249"]
# docs = ["library/sqlite3"]
# try = [
#   "Count pets: `select owner, count(*) from pet group by owner`.",
#   "Open `\":memory:\"` both times. What is left at the end?",
#   "Insert a pet without a name and read the error.",
# ]
# ///

import sqlite3
from contextlib import closing
from pathlib import Path

with closing(sqlite3.connect("pets.db")) as db:
    db.execute("create table pet (name not null, age int, owner)")

    # A question mark for each value. Python passes them safely.
    db.execute("insert into pet values (?, ?, ?)", ("Rex", 4, "Ana"))
    db.executemany(
        "insert into pet values (?, ?, ?)",
        [("Pim", 9, "Ben"), ("Lou", 2, "Ana"), ("O'Hara", 12, "Cy")],
    )

    # Rows come back as tuples.
    for row in db.execute("select name, age from pet order by age"):
        print(row)
    print(db.execute("select count(*), max(age) from pet").fetchone())

    # Names for the columns.
    db.row_factory = sqlite3.Row
    found = db.execute("select * from pet where age > ?", (10,))
    pet = found.fetchone()
    print(pet["name"], pet.keys())

    # pitfall: A text built by hand can change what is asked.
    typed = "nobody' or '1'='1"
    unsafe = f"select name from pet where owner = '{typed}'"
    print("unsafe finds", len(db.execute(unsafe).fetchall()))
    safe = "select name from pet where owner = ?"
    print("safe finds", len(db.execute(safe, (typed,)).fetchall()))

    # What is committed stays. The block takes back the rest if it
    # fails.
    db.commit()
    # predict: the block fails half way. How many pets are left?
    try:
        with db:
            db.execute("delete from pet")
            raise RuntimeError("changed my mind")
    except RuntimeError:
        print(db.execute("select count(*) from pet").fetchone()[0])

# The file is still there for the next program.
with closing(sqlite3.connect("pets.db")) as db:
    print(db.execute("select distinct owner from pet").fetchall())
Path("pets.db").unlink(missing_ok=True)
