from datetime import date

LOG = """\
[2025-03-01 13:40] gate: opened
[2025-03-01 15:20] gate: closed
-- battery low --
[2025-03-01 23:59] lamp: off
[2025-02-30 10:00] lamp: on
[2025-03-02 15:05] gate: opened
"""


def per_day(lines, hours):
    days = {}
    for line in lines:
        day = date.fromisoformat(line[1:11])
        days[day] = days.get(day, 0) + 1
    return days


for day, count in per_day(LOG.splitlines(), 9).items():
    print(f"{day}: {count}")
