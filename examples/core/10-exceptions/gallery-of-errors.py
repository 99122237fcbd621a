"""A gallery: one line that raises each common error

Eleven errors that everybody meets. The name tells the kind, the
message the details. Read them here in peace, and you will know them
when they come.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Recognise eleven everyday errors by their message."
# level = "beginner"
# tags = ["hierarchy"]
# covers = [
#   "exc:IndexError", "exc:KeyError", "exc:AttributeError",
#   "exc:TypeError", "exc:ValueError", "exc:ZeroDivisionError",
#   "exc:OverflowError", "exc:RecursionError", "exc:StopIteration",
#   "exc:ImportError", "exc:ModuleNotFoundError",
# ]
# docs = ["library/exceptions"]
# try = [
#   "Run one of the lines alone and read the whole traceback.",
#   "Add a line that raises a `NameError`.",
#   "Also print `type(error).__mro__[1].__name__`, the next of kin.",
# ]
# ///


# exec() runs a text as code: all right for a gallery, for nothing else.
def show(expected, line):
    try:
        exec(line)
    except expected as error:
        # Of long messages the beginning is enough.
        name = type(error).__name__
        print(f"{name}: {str(error)[:40]}".rstrip(": "))


def fall():
    return fall()


# Looking for something that is not there.
show(IndexError, "['tea', 'milk'][7]")
show(KeyError, "{'tea': 3}['milk']")
show(AttributeError, "'tea'.pour()")
show(ModuleNotFoundError, "import teapot")
show(ImportError, "from math import teapot")

# The wrong kind of thing, or a value that cannot be.
show(TypeError, "'tea' + 3")
show(ValueError, "int('three')")

# Numbers at their limits.
show(ZeroDivisionError, "3 / 0")
show(OverflowError, "float(10**400)")

# Going on for too long, and past the end.
show(RecursionError, "fall()")
show(StopIteration, "next(iter([]))")

# predict: which of these families does a KeyError belong to?
for family in [LookupError, ValueError, Exception]:
    print(family.__name__, issubclass(KeyError, family))
print(issubclass(ModuleNotFoundError, ImportError))

# pitfall: The message of a KeyError is only the key, in quotes.
try:
    {}["milk"]
except KeyError as error:
    print(error)
