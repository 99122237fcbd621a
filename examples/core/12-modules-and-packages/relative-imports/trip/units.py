"""Lengths in words."""


def km(number):
    return f"{number} km"
