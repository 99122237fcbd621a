import asyncio

families = ["Ahn", "Bell", "Cruz"]


async def call(family):
    await asyncio.sleep(0.1)
    return f"{family} will come"


async def call_all():
    tasks = [asyncio.create_task(call(family)) for family in families]
    return [await task for task in tasks]


for answer in asyncio.run(call_all()):
    print(answer)
