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
    return 404, b""


for method, path, body in requests:
    status, answer = handle(method, path, body)
    print(method, path, status, answer.decode())
