import asyncio

families = ["Ahn", "Bell", "Cruz"]


async def call(family):
    await asyncio.sleep(0.1)
    return f"{family} will come"


async def call_all():
    answers = []
    for family in families:
        task = asyncio.create_task(call(family))
        answers.append(await task)
    return answers


for answer in asyncio.run(call_all()):
    print(answer)
