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
    if ":" not in time:
        return int(time)
    hours, rest = time.split(":")
    if len(rest) != 2:
        raise ValueError("write two digits behind the colon")
    return int(hours) * 60 + int(rest)


print(doctest.testmod())
