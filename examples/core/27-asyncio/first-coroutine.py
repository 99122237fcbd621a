"""async def, await and asyncio.run()

Calling an `async def` function runs nothing: it makes a *coroutine*.
`await` runs it and waits for its result, and `asyncio.run` starts the
first one.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Run a coroutine and see that calling it is not enough."
# level = "intermediate"
# tags = ["async", "surprise"]
# covers = [
#   "ast:AsyncFunctionDef", "ast:Await", "keyword:async",
#   "keyword:await", "module:asyncio", "pep:492",
# ]
# docs = ["library/asyncio-task#coroutines"]
# try = [
#   "Leave out one `await` in `main` and run again.",
#   "Let `draw` raise an error. Where does it come out?",
#   "Write `await draw(\"x\", 1)` outside of a function.",
# ]
# ///

import asyncio


async def draw(shape, size):
    print("  drawing a", shape)
    # While this waits, Python could run something else.
    await asyncio.sleep(0.01)
    return shape * size


async def main():
    print("main begins")
    line = await draw("-", 8)
    dots = await draw(".", 4)
    return line + dots


# The whole program waits until main has ended.
print(asyncio.run(main()))

# predict: is a moon drawn by this call?
drawing = draw("moon", 1)
print(type(drawing).__name__)
drawing.close()

# A coroutine runs once.
once = draw("o", 3)
print(asyncio.run(once))
try:
    asyncio.run(once)
except RuntimeError as error:
    print("RuntimeError:", error)


# pitfall: Forgotten, `await` leaves you with a coroutine as a value.
async def forgetful():
    line = draw("=", 8)
    try:
        return "[" + line + "]"
    except TypeError as error:
        line.close()
        return f"TypeError: {error}"


print(asyncio.run(forgetful()))
