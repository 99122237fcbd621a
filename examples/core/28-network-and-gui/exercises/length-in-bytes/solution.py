menu = {
    "soup": "leek soup, 4.50",
    "cake": "apple cake for 3 €",
    "tea": "tea of the Café Zoë",
}


def answer(dish):
    """The bytes that are sent: a head, an empty line, a body."""
    body = menu[dish].encode()
    head = ["HTTP/1.0 200 OK", f"Content-Length: {len(body)}"]
    return ("\n".join(head) + "\n\n").encode() + body


def read(sent):
    """The text that a client gets."""
    head, body = sent.split(b"\n\n", 1)
    length = int(head.split(b"Content-Length: ")[1])
    return body[:length].decode(errors="replace")


for dish in menu:
    print(read(answer(dish)))
