"""Integers never overflow

A whole number in Python may have as many digits as the memory can
hold. There is no largest one, and no sum ever wraps around. Only
*printing* a gigantic number is guarded, because that takes long.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Compute 2**1000 and meet the guard on huge text conversions."
# level = "beginner"
# tags = ["int"]
# covers = [
#   "ast:BinOp", "ast:Pow", "op:**", "module:sys",
#   "pep:237",
# ]
# docs = [
#   "library/stdtypes#numeric-types-int-float-complex",
#   "library/stdtypes#int-max-str-digits",
# ]
# try = [
#   "How many folds give more than a million layers?",
#   "Ask for the last digit of `7**1000` with `% 10`.",
#   "Print `10**4300` outside `try`, then one power less.",
# ]
# ///

import sys

# Fold a sheet of paper in half, again and again. Each fold doubles
# the layers: ** means "to the power of".
print("after 10 folds:", 2**10)
print("after 42 folds:", 2**42)

# Many languages stop at 9223372036854775807. Here nothing happens.
edge = 9223372036854775807
print("one more:", edge + 1)

# As a text, a number can be measured.
# predict: roughly how many digits does 2**1000 have?
print("digits:", len(str(2**1000)))

# The digits are exact to the last one: 2**1000 - 1 is odd.
print("remainder:", (2**1000 - 1) % 2)

# A sum with 6000 digits is no trouble either ...
huge = 10**6000
print("still exact:", huge + 1 - huge)

# pitfall: ... but turning it into text is refused, so that nobody can
# stall a program with a long number. try catches the error.
print("limit:", sys.get_int_max_str_digits(), "digits")
try:
    print(huge)
except ValueError as problem:
    print("ValueError:", problem)
