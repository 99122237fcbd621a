import sys


def trace(function, *args):
    lines = []
    open_calls = []

    def hook(frame, event, argument):
        if event == "call":
            indent = "  " * len(open_calls)
            open_calls.append(len(lines))
            lines.append(indent + frame.f_code.co_name)
        elif event == "return":
            lines[open_calls.pop()] += f" = {argument!r}"

    sys.setprofile(hook)
    try:
        function(*args)
    finally:
        sys.setprofile(None)
    return lines


def beds(nights):
    return nights * 60


def drinks(days):
    return days * 5


def food(days):
    return days * 30 + drinks(days)


def trip(nights):
    return beds(nights) + food(nights)


for line in trace(trip, 2):
    print(line)
