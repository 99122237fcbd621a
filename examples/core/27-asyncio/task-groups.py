"""TaskGroup: all succeed or all stop

A task group waits for all its tasks at the end of its block. When one
fails, the others are cancelled, and the errors come out together as
an *exception group*.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Structure concurrent work and handle grouped errors."
# level = "advanced"
# since = "3.11"
# tags = ["async"]
# covers = ["ast:AsyncWith", "ast:TryStar", "module:asyncio"]
# docs = ["library/asyncio-task#task-groups"]
# try = [
#   "Let the second boat sink before the first one.",
#   "Replace `except*` by `except`. What is caught?",
#   "Start another task of the group from inside `row`.",
# ]
# ///

import asyncio


async def row(boat, seconds, luck="fine"):
    try:
        await asyncio.sleep(seconds)
        if luck == "leak":
            raise OSError(f"{boat} has a leak")
        if luck == "lost":
            raise LookupError(f"{boat} is lost")
        return f"{boat} arrived"
    except asyncio.CancelledError:
        print(f"  {boat} turns back")
        raise


async def regatta(*boats):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(row(*boat)) for boat in boats]
    # The block ends when every task has ended.
    print([task.result() for task in tasks])


asyncio.run(regatta(("Swan", 0.02), ("Heron", 0.01)))

# predict: Heron sinks first. What does Swan do, which is slower?
try:
    asyncio.run(regatta(("Swan", 0.5), ("Heron", 0.01, "leak")))
except* OSError as group:
    print("OSError:", *group.exceptions)

# Two fail at the same moment: each kind is handled by its own part.
crews = [("Swan", 0, "lost"), ("Heron", 0, "leak"), ("Duck", 0.5)]
try:
    asyncio.run(regatta(*crews))
except* OSError as group:
    print("OSError:", *group.exceptions)
except* LookupError as group:
    print("LookupError:", *group.exceptions)

# pitfall: A plain except does not look inside the group.
try:
    try:
        asyncio.run(regatta(("Heron", 0, "leak")))
    except OSError:
        print("never printed")
except ExceptionGroup as group:
    print(type(group).__name__, len(group.exceptions))
