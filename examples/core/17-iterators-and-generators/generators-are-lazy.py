"""Nothing runs until you ask

Calling a generator function does not run a single line of it. Each
`next()` runs it up to the following `yield`, and what nobody asks for
never happens.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Trace when each line of a generator executes."
# level = "intermediate"
# tags = ["generator", "surprise"]
# covers = ["builtin:next"]
# docs = ["reference/expressions#yield-expressions"]
# try = [
#   "Ask for a fourth plate: the kitchen closes, with an error.",
#   "Replace the loop at the end by `list(kitchen(menu))`.",
#   "Change the menu only after the third plate was served.",
# ]
# ///


def kitchen(dishes):
    print("  kitchen opens")
    for dish in dishes:
        print("  cooking", dish)
        yield dish
    print("  kitchen closes")


menu = ["soup", "rice", "plums"]

# predict: which line of output comes first?
plates = kitchen(menu)
print("ordered")

print("served:", next(plates))
print("served:", next(plates))
print("enough for today")

# The menu is read late, too: when the third dish is wanted.
menu[2] = "pears"
print("served:", next(plates))

# pitfall: A mistake in the call shows only when the first is wanted.
wrong = kitchen(7)
print("no complaint so far")
try:
    next(wrong)
except TypeError as error:
    print("TypeError:", error)

# A loop that stops early leaves the rest uncooked. The kitchen
# never closes: nobody asked it to go on.
for plate in kitchen(["figs", "nuts"]):
    print("found", plate)
    break
