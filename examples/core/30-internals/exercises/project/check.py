import sys

told = run().splitlines()
wanted = ["trip = 190", "  beds = 120", "  food = 70"]
wanted.append("    drinks = 10")
assert told == wanted, (
    f"For a trip of 2 nights it should print {wanted}, "
    f"but it prints {told}."
)

trace = namespace["trace"]


def countdown(number):
    if number == 0:
        return "start"
    return countdown(number - 1)


def mend(tool, times=1):
    for _ in range(times):
        len(tool)
        clean(tool)


def clean(tool):
    return [tool]


for call, wanted in [
    ((clean, "saw"), ["clean = ['saw']"]),
    (
        (countdown, 2),
        [
            "countdown = 'start'",
            "  countdown = 'start'",
            "    countdown = 'start'",
        ],
    ),
    (
        (mend, "saw", 2),
        ["mend = None", "  clean = ['saw']", "  clean = ['saw']"],
    ),
]:
    lines = trace(*call)
    name = call[0].__name__
    assert lines == wanted, (
        f"For {name} with {call[1:]} trace() should give {wanted}, "
        f"but it gives {lines}."
    )

length = len(lines)
clean("axe")
assert len(lines) == length, (
    "After trace() nothing should be noted any more, but a later call "
    f"came into the list: {lines[length:]}."
)


def refuse():
    raise ValueError("no such tool")


came = "no error"
try:
    trace(refuse)
except Exception as error:
    came = type(error).__name__
hook = sys.getprofile()
sys.setprofile(None)
assert came == "ValueError", (
    "If the function ends with a ValueError, that should come out of "
    f"trace(), but {came} comes out."
)
assert hook is None, (
    "After an error of the function the hook should be off, "
    "but it is still on."
)
