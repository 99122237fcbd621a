"""Mean, median, mode, quantiles and correlation

The module `statistics` sums up a list of numbers: where the middle is,
which value is frequent, how the values spread, and whether two lists
rise and fall together.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Summarise a small data set with the statistics module."
# level = "intermediate"
# since = "3.10"
# tags = ["statistics", "new-3.10"]
# covers = ["module:statistics", "pep:450"]
# docs = ["library/statistics"]
# try = [
#   "Ask for `statistics.multimode(honey + [21])`.",
#   "Cut into ten parts: `n=10`. How many cuts are there?",
#   "Write `statistics.mean([])` and read the error.",
# ]
# ///

import statistics

# Honey from nine beehives, in kilograms.
honey = [12, 15, 15, 16, 18, 19, 20, 21, 26]
print("mean:  ", statistics.mean(honey))
print("median:", statistics.median(honey))
print("mode:  ", statistics.mode(honey))

# Three cuts make four parts with as many hives each.
print("quarters:", statistics.quantiles(honey, n=4))

# Two values in the middle: the median lies between them.
print("even number:", statistics.median([12, 15, 16, 26]))

# Hours of sun and kilograms rise together: close to 1. Rain and honey
# go against each other: close to -1.
sun = [4, 5, 6, 7, 8]
kilos = [11, 14, 15, 19, 21]
rain = [9, 7, 8, 3, 2]
print("sun: ", round(statistics.correlation(sun, kilos), 2))
print("rain:", round(statistics.correlation(rain, kilos), 2))

# predict: how far does one typing error move mean and median?
# pitfall: 26 became 260, and the module cannot know that it is wrong.
typo = [12, 15, 15, 16, 18, 19, 20, 21, 260]
print("mean:  ", statistics.mean(typo))
print("median:", statistics.median(typo))
