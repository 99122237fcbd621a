"""A lost update, and the lock that prevents it

Reading a value, changing it and writing it back are three steps.
When another thread comes in between, one of the two changes is lost.
A `Lock` lets in one thread at a time.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Provoke a race on purpose and fix it."
# level = "advanced"
# tags = ["threads", "surprise"]
# needs = ["threads"]
# covers = ["module:threading"]
# docs = ["library/threading#lock-objects"]
# try = [
#   "Take out the barrier. Does the mistake still show every time?",
#   "Put only the last line of `safe_deposit` under the lock.",
#   "Take the lock twice in one thread, then use an `RLock`.",
# ]
# ///

import threading

both_have_read = threading.Barrier(2, timeout=5)
lock = threading.Lock()


class Purse:
    coins = 100


# The barrier makes both threads read before either of them writes.
# Without it the same happens rarely, and never while you watch.
def deposit(purse, amount):
    seen = purse.coins
    both_have_read.wait()
    purse.coins = seen + amount


def safe_deposit(purse, amount):
    with lock:
        seen = purse.coins
        purse.coins = seen + amount


def run(function, *amounts):
    purse = Purse()
    threads = [
        threading.Thread(target=function, args=(purse, amount))
        for amount in amounts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return purse.coins


# predict: 100 coins, 50 come twice. How many are in the purse?
print("without a lock:", run(deposit, 50, 50))
print("with a lock:", run(safe_deposit, 50, 50))
print("many threads:", run(safe_deposit, *range(1, 101)))

# pitfall: A lock helps only if everybody asks for it.
lock.acquire()
print("free:", lock.acquire(blocking=False))
lock.release()
