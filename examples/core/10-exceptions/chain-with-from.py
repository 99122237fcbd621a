"""raise ... from ...: cause and context

An error raised while another is being handled keeps that one as its
*context*. `from` makes it the *cause*, said on purpose, and
`from None` hides it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Keep, replace or hide the original error."
# level = "intermediate"
# tags = ["raise"]
# covers = [
#   "field:Raise.cause", "keyword:from", "dunder:__cause__",
#   "dunder:__context__", "dunder:__suppress_context__",
#   "pep:3134", "pep:409", "pep:415",
# ]
# docs = ["tutorial/errors#exception-chaining"]
# try = [
#   "Call `load` outside of `try` for each of the three ways.",
#   "Raise from a text and read the error.",
#   "Follow the chain with a loop until the cause is None.",
# ]
# ///

import traceback

settings = {"volume": "loud"}


def load(name, way):
    try:
        return int(settings[name])
    except (KeyError, ValueError) as problem:
        message = f"cannot use the setting {name}"
        if way == "cause":
            raise RuntimeError(message) from problem
        if way == "hide":
            raise RuntimeError(message) from None
        raise RuntimeError(message)


# For whoever calls, the reason is kept with the error.
for way in ["cause", "context", "hide"]:
    try:
        load("volume", way)
    except RuntimeError as error:
        print(way)
        print("  cause:", repr(error.__cause__))
        print("  context:", type(error.__context__).__name__)
        print("  context hidden:", error.__suppress_context__)
        # What a traceback says between the two errors.
        for line in traceback.format_exception(error):
            if "above exception" in line:
                print(" ", line.strip())

# predict: `from None` hides the first error. Is it gone for good?
try:
    load("colour", "hide")
except RuntimeError as error:
    print("still there:", repr(error.__context__))
