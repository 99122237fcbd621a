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
    while (text := await inbox.get()) is not None:
        heard.append(text)
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
        elif words == "leave":
            inboxes.pop(name).put_nowait(None)
        else:
            for other, inbox in inboxes.items():
                if other != name:
                    inbox.put_nowait(f"{name}: {words}")
    for inbox in inboxes.values():
        inbox.put_nowait(None)
    return {name: await task for name, task in listeners.items()}


for name, heard in sorted(asyncio.run(host(script)).items()):
    print(name, heard)
