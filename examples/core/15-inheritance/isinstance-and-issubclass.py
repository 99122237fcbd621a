"""isinstance() and issubclass()

`isinstance(object, Class)` is also true for objects of a *subclass*,
because they can do all that the class promises. `issubclass()` asks
the same about two classes.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Test types the way inheritance expects."
# level = "intermediate"
# tags = ["inheritance"]
# covers = ["builtin:isinstance", "builtin:issubclass"]
# docs = ["library/functions#isinstance"]
# try = [
#   "Send a `Telegram(Letter)` of your own through `postage`.",
#   "Write `class Parcel(Letter):`. Which rate is out of reach now?",
#   "Call `issubclass(mail[0], Letter)` and read the error.",
# ]
# ///


class Letter:
    pass


class Express(Letter):
    pass


class Parcel:
    pass


def postage(item):
    if isinstance(item, Letter):
        return "letter rate"
    if isinstance(item, Parcel):
        return "parcel rate"
    return "not mail"


# An express letter is a letter, so nothing had to be written for it.
mail = [Letter(), Express(), Parcel(), "postcard"]
for item in mail:
    print(type(item).__name__, "->", postage(item))

# pitfall: Comparing types forgets the subclasses.
print(type(mail[1]) == Letter, isinstance(mail[1], Letter))

# A tuple of classes asks for any of them.
print([isinstance(item, (Parcel, str)) for item in mail])

# The same for classes. It works one way only.
print(issubclass(Express, Letter), issubclass(Letter, Express))

# predict: is True a number?
print(isinstance(True, int), issubclass(bool, int), True + True)
