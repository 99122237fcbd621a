import json

run()
handle = namespace["handle"]
namespace["notes"].clear()


def ask(method, path, body=b""):
    try:
        answer = handle(method, path, body)
    except Exception as error:
        raise AssertionError(
            f"{method} {path} with {body!r} ends with {error!r}."
        ) from None
    assert isinstance(answer, tuple) and len(answer) == 2, (
        f"handle should give a status and a body, but for {method} "
        f"{path} it gives {answer!r}."
    )
    assert isinstance(answer[1], bytes), (
        f"The body should be bytes, but for {method} {path} it is "
        f"{answer[1]!r}."
    )
    return answer


def expect(status, method, path, body=b"", **wanted):
    """Ask, and compare the status and, when given, the body."""
    what = f"{method} {path}" + (f" with {body!r}" if body else "")
    got, answer = ask(method, path, body)
    assert got == status, (
        f"{what} should be answered with {status}, not with {got}."
    )
    if "json" in wanted:
        try:
            came = json.loads(answer)
        except ValueError:
            came = answer
        assert came == wanted["json"], (
            f"The answer to {what} should be {wanted['json']}, but it "
            f"is {came!r}."
        )
    return answer


tea = {"name": "tea", "text": "green"}
oat = {"name": "oat", "text": ""}
more = {"name": "tea", "text": "black & strong"}
expect(200, "GET", "/notes", json=[])
expect(404, "GET", "/notes/tea")
expect(201, "PUT", "/notes/tea", b'{"text": "green"}', json=tea)
expect(200, "GET", "/notes/tea", json=tea)
expect(201, "PUT", "/notes/oat", b'{"text": ""}', json=oat)
expect(200, "GET", "/notes", json=["oat", "tea"])
new = json.dumps({"text": more["text"]}).encode()
expect(200, "PUT", "/notes/tea", new, json=more)

for bad in [b"", b"black", b'{"words": "x"}', b'["text"]', b"7"]:
    expect(400, "PUT", "/notes/tea", bad)
    expect(400, "PUT", "/notes/rice", bad)
expect(200, "GET", "/notes/tea", json=more)
expect(200, "GET", "/notes", json=["oat", "tea"])

for method, path in [
    ("GET", "/"),
    ("GET", "/note/tea"),
    ("GET", "tea"),
    ("DELETE", "/notes/rice"),
    ("DELETE", "/notes"),
    ("PUT", "/plans/tea"),
    ("POST", "/notes/tea"),
]:
    expect(404, method, path, b'{"text": "x"}')

gone = expect(204, "DELETE", "/notes/tea")
assert gone == b"", (
    f"The body behind 204 should be empty, but it is {gone!r}."
)
expect(404, "GET", "/notes/tea")
expect(404, "DELETE", "/notes/tea")
expect(200, "GET", "/notes", json=["oat"])
