"""Producer and consumer with a queue

A `Queue` passes things from thread to thread and does all the
locking. `get()` waits until something is there, `put()` waits while
the queue is full.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Pass work between threads."
# level = "intermediate"
# tags = ["threads"]
# needs = ["threads"]
# covers = ["module:queue"]
# docs = ["library/queue"]
# try = [
#   "Start a second packer. How many `DONE` are needed then?",
#   "Make the belt longer: `maxsize=10`. Which lines move?",
#   "Use a `PriorityQueue` and see the order change.",
# ]
# ///

import queue
import threading

DONE = object()
belt = queue.Queue(maxsize=1)
packed = queue.Queue()
log = []


def baker(loaves):
    for loaf in loaves:
        belt.put(loaf)
        log.append(f"baked {loaf}")
    belt.put(DONE)


def packer():
    while (loaf := belt.get()) is not DONE:
        packed.put(loaf.upper())
        belt.task_done()
    belt.task_done()


threads = [
    threading.Thread(target=baker, args=(["rye", "spelt", "corn"],)),
    threading.Thread(target=packer),
]
for thread in threads:
    thread.start()
belt.join()
for thread in threads:
    thread.join()

# First in, first out, also across threads.
print([packed.get() for _ in range(packed.qsize())])
print(log)

# predict: nothing is left. What does an impatient get() do?
try:
    packed.get(timeout=0.05)
except queue.Empty:
    print("queue.Empty")

# A queue with room for one is full after one.
belt.put("rye")
try:
    belt.put_nowait("spelt")
except queue.Full:
    print("queue.Full")

# pitfall: empty() is true only for the moment in which you ask.
print(belt.empty(), packed.empty())
