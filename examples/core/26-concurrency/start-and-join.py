"""Starting threads and waiting for them

A thread runs a function beside the rest of the program. `start()`
sets it going, `join()` waits until it has ended. All threads see the
same objects.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Run two jobs and collect their results."
# level = "intermediate"
# tags = ["threads"]
# needs = ["threads"]
# covers = ["module:threading"]
# docs = ["library/threading"]
# try = [
#   "Take out the first two `join()` lines. What is missing?",
#   "Start five threads in a loop and join them in another.",
#   "Raise an error in `boil`. Does the program end?",
# ]
# ///

import threading
import time

results = {}
times = {}


def boil(what, seconds):
    began = time.perf_counter()
    time.sleep(seconds)
    times[what] = time.perf_counter() - began
    results[what] = f"{what} ready in {threading.current_thread().name}"


# Two pots on the stove. Neither waits for the other.
pasta = threading.Thread(
    target=boil, args=("pasta", 0.5), name="left"
)
sauce = threading.Thread(
    target=boil, args=("sauce", 0.25), name="right"
)
started = time.perf_counter()
pasta.start()
sauce.start()
print("both are on,", threading.active_count(), "threads")

# Before the results are used, wait for the threads.
pasta.join()
sauce.join()
took = time.perf_counter() - started
print(results["pasta"])
print(results["sauce"])

# predict: half a second and a quarter. Did it take the sum?
print("less than the sum:", took < sum(times.values()))
print("finished first:", next(iter(results)))

# A thread has ended for good. A second job needs a second thread.
print("still running:", pasta.is_alive())
try:
    pasta.start()
except RuntimeError as error:
    print("RuntimeError:", error)

# pitfall: join() gives no result. What boil returned would be lost.
print("join gives:", sauce.join())
