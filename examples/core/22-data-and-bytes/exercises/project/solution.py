import csv
import json
import sqlite3
from contextlib import closing

lines = [
    "day,plant,grams",
    "2024-07-01,bean,250",
    "2024-07-03,plum,900",
    "2024-07-09,bean,900",
]

QUESTION = """
select plant, count(*) as times, sum(grams) as grams
from harvest group by plant order by sum(grams) desc, plant
"""

with closing(sqlite3.connect(":memory:")) as db:
    db.execute("create table harvest (plant text, grams integer)")
    db.executemany(
        "insert into harvest values (:plant, :grams)",
        list(csv.DictReader(lines)),
    )
    db.row_factory = sqlite3.Row
    report = [dict(row) for row in db.execute(QUESTION)]

print(json.dumps(report))
