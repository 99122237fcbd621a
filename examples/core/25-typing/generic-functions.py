"""def first[T](items: list[T], default: T) -> T

A *type parameter* in square brackets stands for a type that each call
chooses: what goes in comes out. Before Python 3.12 one wrote
`T = TypeVar("T")` first.
"""
# /// script
# requires-python = ">=3.12"
# [tool.explorer]
# goal = "Write a generic function with the new syntax."
# level = "advanced"
# since = "3.12"
# tags = ["generics", "new-3.12", "typing"]
# covers = [
#   "ast:TypeVar", "field:FunctionDef.type_params",
#   "field:TypeVar.bound", "dunder:__type_params__", "pep:695",
# ]
# docs = ["reference/compound_stmts#type-params"]
# try = [
#   "Write `swap[A, B]` for a pair: `(a, b)` gives `(b, a)`.",
#   "Print `T` below the function and read the error.",
#   "Call `longest` with two numbers. Who complains?",
# ]
# ///

from collections.abc import Callable, Sized


# T is whatever is in the list. A checker knows that the result of
# first([1, 2]) is an int.
def first[T](items: list[T], default: T) -> T:
    return items[0] if items else default


print(first([3, 5], 0), first(["a"], "-"), first([], None))


# Two parameters, and a function that leads from one to the other.
def apply[A, B](function: Callable[[A], B], values: list[A]) -> list[B]:
    return [function(value) for value in values]


print(apply(len, ["tea", "cocoa"]))
print(apply(str.upper, ["tea"]))


# A bound: any type, as long as it has a length.
def longest[S: Sized](one: S, two: S) -> S:
    return one if len(one) >= len(two) else two


print(longest("river", "sea"), longest([1], [2, 3]))

# The parameters are kept with the function.
(parameter,) = longest.__type_params__
print(parameter, type(parameter).__name__, parameter.__bound__.__name__)
print([part.__name__ for part in apply.__type_params__])

# predict: T is one type. Does Python refuse a mixture?
print(first([], "text"), first([1, "two"], 3.0))


# pitfall: The name lives inside the function only.
print("T" in globals())
