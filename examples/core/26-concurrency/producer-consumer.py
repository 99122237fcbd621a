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
#   "Start a second packer and stop. How many `DONE` are needed?",
#   "Make the belt longer: `maxsize=10`. Which line is missing?",
#   "Make `packed` a `PriorityQueue` and see the order change.",
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


threads = [
    threading.Thread(target=baker, args=(["rye", "spelt", "corn"],)),
    threading.Thread(target=packer),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

# A queue keeps the order. `DONE` told the packer that it was over.
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

# pitfall: The answer of empty() is old at once. Another thread can
# come before you, so call get() and be ready for queue.Empty.
print("empty?", belt.empty())
customer = threading.Thread(target=belt.get)
customer.start()
customer.join()
print("and now?", belt.empty())
