"""The work for the pool, in a module that every worker can import."""


def is_prime(number):
    for divisor in range(2, int(number**0.5) + 1):
        if number % divisor == 0:
            return False
    return number > 1


def count_primes(piece):
    return sum(is_prime(number) for number in range(*piece))


def note(text):
    note.seen.append(text)
    return note.seen


note.seen = []
