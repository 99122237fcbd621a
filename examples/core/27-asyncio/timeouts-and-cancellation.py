"""Timeouts and cancellation

Cancelling a task raises `CancelledError` at its `await`. It can clean
up there and should let the error go on. A timeout is a cancellation
by the clock.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Stop a slow task and clean up."
# level = "advanced"
# since = "3.11"
# tags = ["async"]
# covers = ["module:asyncio"]
# docs = ["library/asyncio-task#timeouts"]
# try = [
#   "Give the download 10 seconds. Which lines are printed?",
#   "Take `raise` out of `download`. Which two lines are missing?",
#   "Put `asyncio.timeout(0.05)` around both waits of the last part.",
# ]
# ///

import asyncio


async def download(name):
    print("  connect", name)
    try:
        await asyncio.sleep(5)
        return "data"
    # pitfall: CancelledError is no Exception. This part is passed over.
    except Exception:
        print("  never printed")
    except asyncio.CancelledError:
        print("  clean up", name)
        raise
    finally:
        print("  hang up", name)


async def by_hand():
    task = asyncio.create_task(download("map"))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled:", task.cancelled())


async def by_clock():
    try:
        async with asyncio.timeout(0.02):
            await download("song")
    except TimeoutError:
        print("TimeoutError")


asyncio.run(by_hand())
asyncio.run(by_clock())


# What must not be cut in half can be shielded from the timeout.
async def save():
    await asyncio.sleep(0.3)
    print("  saved")


async def shielded():
    saving = asyncio.create_task(save())
    try:
        await asyncio.wait_for(asyncio.shield(saving), timeout=0.01)
    except TimeoutError:
        # predict: the wait is over. Is the saving as well?
        print("done:", saving.done())
    await saving


asyncio.run(shielded())
