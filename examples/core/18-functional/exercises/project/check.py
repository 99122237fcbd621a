from time import sleep

told = run().splitlines()
wanted = ["working on 12", "144 144", "slow_sum was timed", "4950"]
wanted += ["the line is busy", "connected"]
assert told == wanted, (
    f"The program should print {wanted}, but it prints {told}."
)

calls = []


def ferry(cars, boats=1):
    calls.append((cars, boats))
    return None if cars == 0 else cars // boats


cached = namespace["cached"]
quick = cached(ferry)
assert [quick(9, 2), quick(9, 2), quick(2, 9)] == [4, 4, 0], (
    "cached() should give for (9, 2), (9, 2) and (2, 9) what the "
    f"function gives: 4, 4, 0. It gives {quick(9, 2)}, {quick(2, 9)}."
)
assert calls == [(9, 2), (2, 9)], (
    "For two different sets of arguments cached() should run the "
    f"function twice, but it ran with {calls}."
)
calls.clear()
quick(0, 1), quick(0, 1)
assert len(calls) == 1, (
    "A result of None should be remembered as well, "
    f"but the function ran {len(calls)} times."
)
smaller = cached(min)(9, 2)
assert smaller == 2, (
    "Two functions should not share what is remembered, but after "
    f"the ferry with (9, 2) cached(min)(9, 2) gives {smaller}."
)

reports = []
timed = namespace["timed"](lambda *facts: reports.append(facts))


def nap(seconds):
    sleep(seconds)
    return "rested"


slow = timed(nap)
assert reports == [], (
    "Nothing should be reported before the call, "
    f"but report() was given {reports}."
)
came = slow(0.05), slow(seconds=0)
assert came == ("rested", "rested"), (
    f"timed() should pass on the result 'rested', but gives {came}."
)
assert [name for name, seconds in reports] == ["nap", "nap"], (
    f"Two calls of nap should be reported, but there are {reports}."
)
assert reports[0][1] > 0.03 and reports[1][1] < reports[0][1], (
    "nap(0.05) takes 0.05 s and nap(0) next to none, "
    f"but reported are {reports}."
)


def knock(answers):
    calls.append("knock")
    answer = answers.pop(0)
    if answer is None:
        raise ValueError(f"nobody, {len(answers)} left")
    return answer


def patient(tries, answers):
    """The result or the error of a knock, and how often it ran."""
    calls.clear()
    try:
        result = namespace["retry"](tries)(knock)(answers)
    except ValueError as error:
        result = str(error)
    return result, len(calls)


for tries, answers, wanted in [
    (3, ["hi"], ("hi", 1)),
    (3, [None, None, "hi"], ("hi", 3)),
    (2, [None, None, "hi"], ("nobody, 1 left", 2)),
    (1, [None, "hi"], ("nobody, 1 left", 1)),
    (3, ["", "hi"], ("", 1)),
]:
    came = patient(tries, list(answers))
    assert came == wanted, (
        f"retry({tries}) with the answers {answers} should come to "
        f"{wanted[0]!r} after {wanted[1]} calls, "
        f"but comes to {came[0]!r} after {came[1]}."
    )

for name in ["square", "slow_sum", "dial"]:
    called = namespace[name].__name__
    assert called == name, (
        f"The function {name} should keep its name, "
        f"but calls itself {called}."
    )
