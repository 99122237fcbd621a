"""Tasks run while you wait

`await` alone runs one coroutine after another. A *task* starts at the
next chance and goes on whenever everybody else is waiting. `gather`
makes a task of each and collects the results.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Start tasks and gather their results."
# level = "intermediate"
# tags = ["async", "typing"]
# covers = ["module:asyncio", "field:AsyncFunctionDef.returns"]
# docs = ["library/asyncio-task#creating-tasks"]
# try = [
#   "Await the two tasks in the opposite order. What changes?",
#   "Let one wash raise an error inside `gather`.",
#   "Pass `return_exceptions=True` to `gather` after that.",
# ]
# ///

import asyncio
import time


async def wash(what: str, seconds: float) -> str:
    print("  wash", what)
    await asyncio.sleep(seconds)
    print("  done", what)
    return f"clean {what}"


async def one_by_one() -> None:
    print([await wash("shirt", 0.3), await wash("socks", 0.15)])


async def together() -> None:
    shirt = asyncio.create_task(wash("shirt", 0.3))
    socks = asyncio.create_task(wash("socks", 0.15))
    # predict: two tasks are made. Has a wash begun at this line?
    print("both are made")
    print([await shirt, await socks])


def timed(job) -> float:
    started = time.perf_counter()
    asyncio.run(job)
    return time.perf_counter() - started


slow = timed(one_by_one())
quick = timed(together())
print("together is quicker:", quick < slow)


# gather: the results in the order of the calls.
async def many() -> list[str]:
    return await asyncio.gather(
        wash("coat", 0.35), wash("cap", 0.05), wash("scarf", 0.2)
    )


print(asyncio.run(many()))
