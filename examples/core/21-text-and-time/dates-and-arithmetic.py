"""date, datetime and timedelta

A `date` is a day, a `datetime` a day with a time, and a `timedelta`
the length of time between two of them. Adding and subtracting know
how long every month is.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Add days, subtract dates, count down."
# level = "intermediate"
# tags = ["datetime"]
# covers = ["module:datetime"]
# docs = ["library/datetime#timedelta-objects"]
# try = [
#   "Count the days from the sowing to today: `date.today()`.",
#   "Sow on 20 February 2023. Is the harvest on the same day?",
#   "Ask for `date(2024, 2, 30)` and read the error.",
# ]
# ///

from datetime import date, datetime, timedelta

# A day plus a length of time is a day.
sown = date(2024, 2, 20)
ripe = sown + timedelta(weeks=4)
print(ripe, "is a", f"{ripe:%A}")

# predict: how many days are there between the two?
print((date(2024, 3, 1) - date(2024, 2, 28)).days)

# Dates can be compared and sorted.
print(max(sown, ripe), sown < ripe)

# With a time of day.
kneaded = datetime(2024, 3, 9, 22, 15)
baked = kneaded + timedelta(hours=9, minutes=30)
print(baked)
print("rested", baked - kneaded)

# A timedelta keeps days, seconds and microseconds.
rest = timedelta(hours=36)
print(rest.days, rest.seconds, rest.total_seconds() / 3600)
print(rest / timedelta(hours=1), rest // timedelta(days=1))

# replace() changes one field, and refuses a day that does not exist.
print(ripe.replace(day=1))
try:
    date(2024, 1, 31).replace(month=2)
except ValueError:
    print("February has no day 31")

# pitfall: Backwards it is a day less and many seconds more.
late = timedelta(minutes=-10)
print(late, "/", late.total_seconds())
