"""cache and lru_cache

`@cache` remembers the result for every set of arguments it has seen,
and gives it back without running the function again. `lru_cache`
keeps only so many of them.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Make recursion fast by remembering."
# level = "intermediate"
# tags = ["functools"]
# covers = ["name:functools.cache", "name:functools.lru_cache"]
# docs = ["library/functools#functools.cache"]
# try = [
#   "Delete all below the first `print`. Then try without `@cache`.",
#   "Raise `maxsize` to 3 and count the look-ups again.",
#   "Print a line inside `price` to see when it runs.",
# ]
# ///

from functools import cache, lru_cache

calls = 0


# In how many ways can you climb stairs, one or two at a time?
@cache
def ways(stairs):
    global calls
    calls += 1
    if stairs < 2:
        return 1
    return ways(stairs - 1) + ways(stairs - 2)


print(ways(10), "ways with", calls, "calls")
print(ways(90), "ways")
print(ways.cache_info())

# predict: 90 again. How many calls in all?
ways(90)
print(calls, "calls")


# Room for two results: the one unused for longest makes way.
@lru_cache(maxsize=2)
def price(fruit):
    return {"fig": 3, "pear": 2, "plum": 1}[fruit]


for fruit in ["fig", "pear", "fig", "plum", "pear"]:
    price(fruit)
info = price.cache_info()
print(info.hits, "remembered,", info.misses, "looked up")

# pitfall: The arguments become keys, so a list will not do.
try:
    ways([3])
except TypeError as error:
    print("TypeError:", error)


# A result is shared, not copied. Change it and everyone sees that.
@cache
def basket(owner):
    return []


basket("Ida").append("fig")
print(basket("Ida"), basket("Tim"))

# Forget everything, for example when the prices have changed.
ways.cache_clear()
print(ways.cache_info().currsize)
