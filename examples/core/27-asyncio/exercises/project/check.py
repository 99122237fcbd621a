import asyncio

listen = namespace["listen"]


async def hear(*texts):
    """What listen gives when the texts come one by one, then None."""
    inbox = asyncio.Queue()
    task = asyncio.create_task(listen(inbox))
    for text in [*texts, None]:
        inbox.put_nowait(text)
        await asyncio.sleep(0)
    return await task


for texts in [["Ann: hello", "Bo: hi"], []]:
    heard = asyncio.run(hear(*texts))
    assert heard == texts, (
        f"When {texts} come and then None, listen should give them, "
        f"but it gives {heard!r}."
    )


def room(**values):
    return run(**values).strip().splitlines()


def expect(what, told, wanted):
    assert told == wanted, (
        f"{what} it should print\n" + "\n".join(wanted) + "\n"
        "but it prints\n" + "\n".join(told)
    )


expect(
    "For the script",
    room(),
    [
        "Ann ['Cy: who is here?']",
        "Bo ['Ann: hello', 'Cy: who is here?']",
        "Cy ['Ann: Bo has left']",
    ],
)
alone = [("Di", "enter"), ("Di", "nobody?"), ("Di", "leave")]
expect("For a guest alone", room(script=alone), ["Di []"])
all_leave = [
    ("Zoe", "enter"),
    ("Eli", "enter"),
    ("Zoe", "1"),
    ("Zoe", "2"),
    ("Zoe", "leave"),
    ("Eli", "too late"),
    ("Eli", "leave"),
]
expect(
    "When all have left",
    room(script=all_leave),
    ["Eli ['Zoe: 1', 'Zoe: 2']", "Zoe []"],
)
expect("For an empty script", room(script=[]), [])
