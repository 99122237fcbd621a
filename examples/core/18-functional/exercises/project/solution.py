from functools import wraps
from time import perf_counter


def cached(function):
    known = {}

    @wraps(function)
    def wrapper(*args):
        if args not in known:
            known[args] = function(*args)
        return known[args]

    return wrapper


def timed(report):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            start = perf_counter()
            result = function(*args, **kwargs)
            report(function.__name__, perf_counter() - start)
            return result

        return wrapper

    return decorate


def retry(tries):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            for _ in range(tries - 1):
                try:
                    return function(*args, **kwargs)
                except Exception:
                    pass
            return function(*args, **kwargs)

        return wrapper

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
