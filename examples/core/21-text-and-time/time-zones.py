"""Time zones with zoneinfo, and the hour that happens twice

`ZoneInfo` knows the rules of a place: its offset and when its clocks
change. In autumn one hour comes twice, and `fold` tells the second
from the first.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Convert between cities and use fold."
# level = "advanced"
# since = "3.9"
# tags = ["datetime", "surprise", "new-3.9"]
# covers = ["module:zoneinfo", "pep:615", "pep:495"]
# docs = ["library/zoneinfo"]
# try = [
#   "Add a friend in `America/Sao_Paulo`.",
#   "Move the call to January. Which cities show another hour?",
#   "Ask for `ZoneInfo(\"Europe/Atlantis\")` and read the error.",
# ]
# ///

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

# One call, three clocks.
call = datetime(2024, 7, 1, 18, 0, tzinfo=ZoneInfo("Europe/Paris"))
for name in ["Europe/Paris", "America/New_York", "Asia/Kolkata"]:
    there = call.astimezone(ZoneInfo(name))
    print(f"{there:%H:%M} {there:%Z} {name}")

# The offset depends on the date: summer time is in the rules.
paris = ZoneInfo("Europe/Paris")
for month in [1, 7]:
    print(month, datetime(2024, month, 1, tzinfo=paris).utcoffset())

# 27 October 2024: at 3:00 the clocks go back to 2:00.
first = datetime(2024, 10, 27, 2, 30, tzinfo=paris)
second = first.replace(fold=1)
print(first.tzname(), second.tzname())

# predict: both show 2:30. How far apart are the two moments?
print(second.astimezone(UTC) - first.astimezone(UTC))

# pitfall: Arithmetic in one zone moves the clock on the wall, and
# that night has 25 hours.
evening = datetime(2024, 10, 26, 20, 0, tzinfo=paris)
wall = evening + timedelta(hours=12)
real = evening.astimezone(UTC) + timedelta(hours=12)
print(f"{wall:%H:%M}", f"{real.astimezone(paris):%H:%M}")

# In spring an hour is missing. 2:30 on that night never was.
gap = datetime(2024, 3, 31, 2, 30, tzinfo=paris)
print(gap.astimezone(UTC).astimezone(paris).strftime("%H:%M"))
