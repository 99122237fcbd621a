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
#   "Take out the line with `wait()`. Does the mistake still show?",
#   "Let 10 and 50 come without a lock. Run it a few times.",
#   "Write `with lock, lock:` and stop the program. Use an `RLock`.",
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

# pitfall: A lock stops nobody who does not ask for it.
with lock:
    purse = Purse()
    rude = threading.Thread(target=setattr, args=(purse, "coins", 0))
    rude.start()
    rude.join()
    print("behind the lock:", purse.coins)
