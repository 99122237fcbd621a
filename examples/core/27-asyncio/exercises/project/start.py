import asyncio

script = [
    ("Ann", "enter"),
    ("Bo", "enter"),
    ("Ann", "hello"),
    ("Cy", "enter"),
    ("Cy", "who is here?"),
    ("Bo", "leave"),
    ("Ann", "Bo has left"),
]


async def listen(inbox):
    """Give all that came, in order, up to a None."""
    heard = []
    return heard


async def host(script):
    """Give what each guest has heard, by name."""
    inboxes = {}
    listeners = {}
    for name, words in script:
        if words == "enter":
            inboxes[name] = asyncio.Queue()
            listener = listen(inboxes[name])
            listeners[name] = asyncio.create_task(listener)
    return {name: await task for name, task in listeners.items()}


for name, heard in sorted(asyncio.run(host(script)).items()):
    print(name, heard)
