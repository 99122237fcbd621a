from functools import wraps


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__)
        return function(*args, **kwargs)

    return wrapper


@logged
def area(length, width=2):
    """The area of a field."""
    return length * width


print(area(3, 4))
print(area(length=3))
print(area.__name__, "-", area.__doc__)
