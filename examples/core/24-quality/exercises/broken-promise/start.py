import doctest


def minutes(time):
    """Return how many minutes a time is.

    >>> minutes("1:05")
    65
    >>> minutes("0:45")
    45
    >>> minutes("45")
    45
    >>> minutes("1:5")
    Traceback (most recent call last):
    ValueError: write two digits behind the colon
    """
    hours, rest = time.split(":")
    return hours * 60 + int(rest)


print(doctest.testmod())
