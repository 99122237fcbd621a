"""strftime, strptime and ISO 8601

`strftime` writes a date by a format, `strptime` reads one by the same
codes. Between programs use the ISO form: it sorts by itself and
needs no format.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write and read dates as text; date.strptime() on 3.14."
# level = "intermediate"
# tags = ["datetime"]
# covers = ["module:datetime"]
# docs = ["library/datetime#strftime-and-strptime-behavior"]
# try = [
#   "Write the day of the year with `%j`.",
#   "Read `\"4 May 2024, 6:05 PM\"`: `%I` and `%p` help.",
#   "Parse `\"2024-02-30\"` and read the error.",
# ]
# ///

import sys
from datetime import date, datetime

start = datetime(2024, 5, 4, 9, 30)

# Codes begin with %. An f-string takes them after the colon.
print(start.strftime("%d.%m.%Y at %H:%M"))
print(f"{start:%A %d %B, week %V}")

# Reading needs the format that the text was written in.
read = datetime.strptime("04.05.2024 09:30", "%d.%m.%Y %H:%M")
print(read == start)

# ISO 8601: no format, the same for everybody.
print(start.isoformat(), date(2024, 5, 4).isoformat())
print(datetime.fromisoformat("2024-05-04T09:30") == start)
print(date.fromisoformat("20240504"), date.fromisoformat("2024-W18-6"))

# ISO texts sort like the days they mean.
print(sorted(["2024-05-04", "2023-12-31", "2024-01-02"]))

# predict: is it the third of April or the fourth of March?
print(datetime.strptime("03/04/24", "%d/%m/%y").date())

# pitfall: A text that does not fit is refused, not guessed.
try:
    datetime.strptime("4 May", "%d.%m.%Y")
except ValueError as error:
    print("ValueError:", error)

# date has a strptime of its own from Python 3.14 on.
if sys.version_info >= (3, 14):
    print(date.strptime("4 May 2024", "%d %B %Y"))
