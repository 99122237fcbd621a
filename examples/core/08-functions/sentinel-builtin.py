"""sentinel(): a named marker with a clean repr and type

When `None` is a value that callers may pass, "not given" needs a
marker of its own. `sentinel()`, new in Python 3.15, makes one with a
name. Older Pythons use `object()`, which shows an address.
"""
# /// script
# requires-python = ">=3.15"
# [tool.explorer]
# goal = "Replace the object() idiom with the new built-in."
# level = "intermediate"
# since = "3.15"
# tags = ["parameters", "new-3.15"]
# covers = ["builtin:sentinel", "pep:661"]
# docs = ["library/functions#sentinel"]
# try = [
#   "Write `is None` for `is MISSING`. Which answers change?",
#   "Ask for the size with the default `0`, then with `MISSING`.",
#   "Print `int | OLD` and read the error.",
# ]
# ///

MISSING = sentinel("MISSING")

settings = {"colour": "blue", "nickname": None}


# None may be stored and may be a default, so it cannot mean "nothing".
def read(name, default=MISSING):
    if name in settings:
        return settings[name]
    if default is MISSING:
        return f"no setting called {name}"
    return default


print(read("colour"))
print(read("nickname", "none yet"))
print(read("size", None))
print(read("size"))

# It shows its name, also in the signature that help() prints.
print(MISSING, [MISSING])
print(read.__defaults__)

# The idiom of older Pythons works as well, and says nothing.
OLD = object()
print(str(OLD).startswith("<object object at"))

# predict: is a marker for "nothing" false?
print(bool(MISSING))

# pitfall: Ask with `is`. Each call makes a marker of its own.
print(sentinel("MISSING") is MISSING)

# It can stand in a type hint, where OLD could not.
print(int | MISSING)
