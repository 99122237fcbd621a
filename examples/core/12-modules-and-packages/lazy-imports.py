"""lazy import: load a module when it is first used

A `lazy import`, new in Python 3.15, only notes the name. The module
is loaded when the name is used for the first time, so a program that
needs it rarely starts sooner.
"""
# /// script
# requires-python = ">=3.15"
# [tool.explorer]
# goal = "Speed up start-up and see the placeholder object."
# level = "advanced"
# since = "3.15"
# tags = ["import", "new-3.15"]
# covers = [
#   "keyword:lazy", "field:Import.is_lazy",
#   "field:ImportFrom.is_lazy", "pep:810", "module:sys",
# ]
# docs = ["reference/simple_stmts#lazy-imports"]
# try = [
#   "Take `lazy` away from the first import and run again.",
#   "Write `lazy import` inside a function and read the error.",
#   "Take `lazy` away from `teapot`. Which line fails now?",
# ]
# ///

import sys

lazy import calendar
lazy from colorsys import rgb_to_hls

# Noted, not loaded.
print("calendar" in sys.modules, "colorsys" in sys.modules)

# globals() shows what stands behind the name: a placeholder.
print(type(globals()["calendar"]).__name__)

# The first use loads the module and puts it in that place.
print(calendar.isleap(2024))
print("calendar" in sys.modules, type(globals()["calendar"]).__name__)

# predict: one lazy name was used. Is the other module loaded, too?
print("colorsys" in sys.modules)
print(rgb_to_hls(1, 1, 1), "colorsys" in sys.modules)

# pitfall: A missing module is noticed late, at its first use.
lazy import teapot

print("no complaint so far")
try:
    teapot.pour()
except ImportError as error:
    print(type(error).__name__, "at the first use")


# Older Pythons: import inside the function that needs it.
def month_name(number):
    import calendar

    return calendar.month_name[number]


print(month_name(5))
