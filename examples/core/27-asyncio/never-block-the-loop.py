"""Do not block the loop

All tasks share one thread. While one of them computes or calls
something that waits without `await`, none of the others moves. Such
work belongs in a thread.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Move slow work to a thread."
# level = "advanced"
# tags = ["async", "surprise"]
# needs = ["threads"]
# covers = ["module:asyncio"]
# docs = ["library/asyncio-dev#running-blocking-code"]
# try = [
#   "Let `blocking` do `await asyncio.sleep(0.25)` instead.",
#   "Let the clock tick every 50 ms. Which numbers change?",
#   "Call `slow_read` twice at the same time with `gather`.",
# ]
# ///

import asyncio
import time


def slow_read():
    """Stands for anything that waits and cannot be awaited."""
    time.sleep(0.25)
    return "the file"


async def clock(ticks):
    while True:
        ticks.append("tick")
        await asyncio.sleep(0.01)


async def watch(work):
    ticks = []
    ticking = asyncio.create_task(clock(ticks))
    await asyncio.sleep(0)
    before = len(ticks)
    result = await work()
    ticking.cancel()
    return result, len(ticks) - before


async def blocking():
    return slow_read()


async def in_a_thread():
    return await asyncio.to_thread(slow_read)


# predict: the clock ticks every 10 ms. How often while we read?
result, ticks = asyncio.run(watch(blocking))
print("blocking:", result, "- ticks:", ticks)

result, ticks = asyncio.run(watch(in_a_thread))
print("in a thread:", result, "- more than two ticks:", ticks > 2)


# A long computation can at least step aside now and then.
async def polite():
    total = 0
    for number in range(5):
        total += sum(range(number * 1000))
        await asyncio.sleep(0.01)
    return total


result, ticks = asyncio.run(watch(polite))
print("polite:", result, "- more than two ticks:", ticks > 2)

# pitfall: async in front of def alone makes nothing faster.
started = time.perf_counter()
asyncio.run(blocking())
print("still slow:", time.perf_counter() - started > 0.2)
