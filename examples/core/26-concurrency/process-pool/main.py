"""A pool of processes for heavy computing

Threads of one Python share its interpreter; processes have one each
and can compute at the same time. Work and results travel between them
as bytes, so both must be picklable.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Use all cores and know what must be picklable."
# level = "advanced"
# kind = "project"
# tags = ["processes"]
# needs = ["subprocess", "threads"]
# covers = [
#   "module:concurrent.futures", "module:multiprocessing", "pep:371",
# ]
# docs = ["library/concurrent.futures#processpoolexecutor"]
# try = [
#   "Count the primes up to 20000 in four pieces.",
#   "Remove the line `if __name__ ...` and read the error.",
#   "Let `note` return a `lambda`. Is it refused on the way back?",
# ]
# ///

import multiprocessing
import os
import pickle
from concurrent.futures import ProcessPoolExecutor

from primes import count_primes, note

PIECES = [(0, 2_000), (2_000, 4_000), (4_000, 6_000)]


def main():
    # spawn starts a fresh Python for each worker, as on Windows.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=spawn) as pool:
        counts = list(pool.map(count_primes, PIECES))
        print(counts, sum(counts))

        # Other processes, not this one.
        there = pool.submit(os.getpid).result()
        print("another process:", there != os.getpid())

        # predict: a worker appends to its list. And the one here?
        print(pool.submit(note, "hello").result(), note.seen)

        # pitfall: A lambda has no name to be found by over there.
        try:
            pool.submit(lambda: 1).result()
        except (AttributeError, pickle.PicklingError):
            print("a lambda cannot be sent")


# A worker imports this file to find its functions. Only the first
# process may start the pool.
if __name__ == "__main__":
    main()
