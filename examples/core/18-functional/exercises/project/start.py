from time import perf_counter


def cached(function):
    return function


def timed(report):
    def decorate(function):
        return function

    return decorate


def retry(tries):
    def decorate(function):
        return function

    return decorate


@cached
def square(number):
    print("working on", number)
    return number * number


def tell(name, seconds):
    print(name, "was timed" if seconds >= 0 else "ran backwards")


@timed(tell)
def slow_sum(count):
    return sum(range(count))


lines = iter(["busy", "free"])


@retry(3)
def dial():
    if next(lines) == "busy":
        print("the line is busy")
        raise OSError("busy")
    return "connected"


print(square(12), square(12))
print(slow_sum(100))
print(dial())
