"""A pool of threads: map, submit and as_completed

A `ThreadPoolExecutor` keeps a few threads and gives them one job after
another. A job that was handed in is a *future*: later it has a result
or an exception.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Run many small jobs and handle their errors."
# level = "intermediate"
# tags = ["futures"]
# needs = ["threads"]
# covers = ["module:concurrent.futures", "pep:3148"]
# docs = ["library/concurrent.futures#threadpoolexecutor"]
# try = [
#   "Give the second pool one thread only. In which order now?",
#   "Print `repr(lost.exception())` in place of the `try`.",
#   "Write `[*WAITS, \"Atlantis\"]` in the second pool.",
# ]
# ///

import time
from concurrent.futures import ThreadPoolExecutor, as_completed

WAITS = {"Rome": 0.35, "Oslo": 0.05, "Cork": 0.2}


def ask_weather(town):
    if town not in WAITS:
        raise LookupError(f"no station in {town}")
    time.sleep(WAITS[town])
    return f"{town}: fine"


# map: results in the order of the jobs, however long each takes.
with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(ask_weather, WAITS)))

# submit: one job, one future. as_completed gives the quick ones first.
with ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(ask_weather, town) for town in WAITS]
    # predict: in which order do the answers come?
    for future in as_completed(futures):
        print(future.result())

# An error waits in its future until somebody asks for the result.
with ThreadPoolExecutor() as pool:
    lost = pool.submit(ask_weather, "Atlantis")
    print("submitted")
print("done:", lost.done())
try:
    lost.result()
except LookupError as error:
    print("LookupError:", error)

# Ten jobs, two threads: the end of the block waits for them all.
with ThreadPoolExecutor(max_workers=2) as pool:
    squares = pool.map(pow, range(10), [2] * 10)
print(sum(squares))

# pitfall: Nobody asks for this result, so nobody hears the error.
with ThreadPoolExecutor() as pool:
    pool.submit(ask_weather, "Eldorado")
print("all is quiet")
