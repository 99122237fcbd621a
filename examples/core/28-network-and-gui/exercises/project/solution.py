import json

requests = [
    ("PUT", "/notes/milk", b'{"text": "two bottles"}'),
    ("PUT", "/notes/bread", b"rye"),
    ("GET", "/notes/milk", b""),
    ("GET", "/notes", b""),
    ("DELETE", "/notes/milk", b""),
    ("GET", "/notes/milk", b""),
]
notes = {}


def handle(method, path, body):
    """Give the status and the body of the answer."""
    if method == "GET" and path == "/notes":
        return 200, json.dumps(sorted(notes)).encode()
    name = path.removeprefix("/notes/")
    if name == path:
        return 404, b""
    if method == "PUT":
        return put(name, body)
    if method == "GET" and name in notes:
        return 200, as_json(name)
    if method == "DELETE" and name in notes:
        del notes[name]
        return 204, b""
    return 404, b""


def put(name, body):
    try:
        text = json.loads(body)["text"]
    except (ValueError, TypeError, KeyError):
        return 400, b""
    status = 200 if name in notes else 201
    notes[name] = text
    return status, as_json(name)


def as_json(name):
    return json.dumps({"name": name, "text": notes[name]}).encode()


for method, path, body in requests:
    status, answer = handle(method, path, body)
    print(method, path, status, answer.decode())
