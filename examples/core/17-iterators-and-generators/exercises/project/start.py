from pathlib import Path

LOG = """\
# server started
09:00 /news 35
09:02 /maps 840

09:05 /news 41
# cleaning up
09:07 /maps 1310
09:09 /maps 905
"""


def records(lines):
    found = []
    for line in lines:
        found.append(line.split())
    return found


def slow(records, limit):
    return records


def first(records, count):
    return records[:count]


path = Path("requests.log")
path.write_text(LOG, encoding="utf-8")
with path.open(encoding="utf-8") as file:
    for time, page, ms in first(slow(records(file), 500), 2):
        print(f"{time} {page} took {ms} ms")
