"""heapq: always the smallest first

A heap is a list kept in such an order that its first item is always
the smallest. Adding and taking cost little however long it is, which
makes a queue where the most urgent goes first.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Build a priority queue and take the top n."
# level = "intermediate"
# tags = ["heapq"]
# covers = ["module:heapq"]
# docs = ["library/heapq"]
# try = [
#   "Serve the least urgent first by storing `-urgency`.",
#   "Write `jobs[0] = (9, \"nap\")` before the jobs are popped.",
#   "Merge three sorted lists instead of two.",
# ]
# ///

import heapq
from itertools import count

# Push in any order, pop the smallest first.
jobs = []
for urgency, job in [(5, "sweep"), (1, "fire"), (3, "phone")]:
    heapq.heappush(jobs, (urgency, job))
print(jobs[0])
print([heapq.heappop(jobs)[1] for _ in range(3)])

# A list becomes a heap at once. Only place 0 is promised.
times = [9, 4, 7, 1, 8, 2]
heapq.heapify(times)
print(times[0], times == sorted(times))

# The best few, without sorting everything.
prices = {"pen": 2, "lamp": 30, "desk": 90, "cup": 4}
print(heapq.nsmallest(2, prices, key=prices.get))
print(heapq.nlargest(1, prices, key=prices.get))

# Sorted streams flow together into one sorted stream.
print(list(heapq.merge([1, 4, 9], [2, 3, 10])))

# pitfall: With equal urgency Python compares what comes next.
try:
    heapq.heapify([(1, {"job": "mop"}), (1, {"job": "dust"})])
except TypeError:
    print("two dictionaries have no order")

# A running number decides first, so the older job wins.
# predict: who is served first, mop or dust?
arrival = count()
jobs = []
for name in ["mop", "dust"]:
    heapq.heappush(jobs, (1, next(arrival), {"job": name}))
print(heapq.heappop(jobs))
