import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone

LOG = """\
[2025-03-01 13:40] gate: opened
[2025-03-01 15:20] gate: closed
-- battery low --
[2025-03-01 23:59] lamp: off
[2025-02-30 10:00] lamp: on
[2025-03-02 15:05] gate: opened
"""


EVENT = re.compile(r"\[(\d{4}-\d\d-\d\d \d\d:\d\d)\] ")


def per_day(lines, hours):
    local = timezone(timedelta(hours=hours))
    days = Counter()
    for line in lines:
        match = EVENT.match(line)
        if not match:
            continue
        try:
            moment = datetime.strptime(match[1], "%Y-%m-%d %H:%M")
        except ValueError:
            continue
        aware = moment.replace(tzinfo=UTC)
        days[aware.astimezone(local).date()] += 1
    return dict(sorted(days.items()))


for day, count in per_day(LOG.splitlines(), 9).items():
    print(f"{day}: {count}")
