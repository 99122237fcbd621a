def logged(function):
    def wrapper(*args):
        print("call", function.__name__)
        function(*args)

    return wrapper


@logged
def area(length, width=2):
    """The area of a field."""
    return length * width


print(area(3, 4))
print(area(length=3))
print(area.__name__, "-", area.__doc__)
