TEXTS = {"a": "plain", "b": "crème brûlée", "c": "", "d": "€"}

printed = run().split("\n")
wanted = [
    "leek soup, 4.50",
    "apple cake for 3 €",
    "tea of the Café Zoë",
]
assert printed == [*wanted, ""], (
    f"The client should get {wanted}, but it prints {printed}."
)

run(menu=TEXTS)
for dish, text in TEXTS.items():
    sent = namespace["answer"](dish)
    assert isinstance(sent, bytes), (
        f"answer should give bytes, but it gives {sent!r}."
    )
    head, _, body = sent.partition(b"\n\n")
    lines = head.decode().split("\n")
    assert lines[0] == "HTTP/1.0 200 OK" and len(lines) == 2, (
        f"The head should be as it was, but it is {lines}."
    )
    assert body == text.encode(), (
        f"The body for {text!r} should be its bytes in UTF-8, "
        f"but it is {body!r}."
    )
    length = f"Content-Length: {len(body)}"
    assert lines[1] == length, (
        f"For {text!r} the header should be {length!r}, "
        f"but it is {lines[1]!r}."
    )
