"""Aware and naive: never mix them

A *naive* datetime is a clock on some wall. An *aware* one also knows
its distance from UTC, so it is one moment for the whole world. Which
of the two is earlier cannot be told.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Attach a time zone and compare safely."
# level = "intermediate"
# tags = ["datetime", "surprise"]
# covers = ["module:datetime", "exc:TypeError"]
# docs = ["library/datetime#aware-and-naive-objects"]
# try = [
#   "Give `start` the offset -5 hours. Who is first then?",
#   "Print `datetime.now(UTC)` and `datetime.now()`.",
#   "Use `astimezone` where `replace` stands. What changes?",
# ]
# ///

from datetime import UTC, datetime, timedelta, timezone

naive = datetime(2024, 6, 1, 20, 0)
aware = datetime(2024, 6, 1, 20, 0, tzinfo=UTC)
print(naive, naive.tzinfo)
print(aware, aware.tzinfo)

# Two hours east of UTC. The clock there shows more.
east = timezone(timedelta(hours=2))
start = datetime(2024, 6, 1, 21, 30, tzinfo=east)
print(start)

# predict: 21:30 over there, 20:00 in UTC. Which one is earlier?
print(start < aware, aware - start)

# The same moment, told by another clock.
print(start.astimezone(UTC))
print(start == start.astimezone(UTC))

# pitfall: Nobody knows which moment a naive time is.
try:
    print(naive < aware)
except TypeError as error:
    print("TypeError:", error)

# Asked with ==, they differ. No error tells you why.
print(naive == aware)

# replace() sets the zone and leaves the clock. Use it when you know
# where the clock hung.
print(naive.replace(tzinfo=east).astimezone(UTC))

# Keep moments in UTC, and turn them into local time to show them.
saved = start.astimezone(UTC).isoformat()
print(saved)
print(datetime.fromisoformat(saved).astimezone(east).strftime("%H:%M"))
