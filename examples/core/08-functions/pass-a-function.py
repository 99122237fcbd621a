"""Passing a function to a function

A function is a value: it can have a second name, stand in a list and
be an argument. Whoever receives it decides when to call it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Let the caller choose the behaviour."
# level = "beginner"
# tags = ["first-class"]
# covers = ["builtin:callable"]
# docs = ["faq/programming"]
# try = [
#   "Write `quiet(text)` that puts the text in brackets. Use it.",
#   "Let `walk` call `report` only for every second step.",
#   "Pass `shout(\"x\")` in place of `shout` and read the error.",
# ]
# ///


def shout(text):
    return text.upper() + "!"


def whisper(text):
    return text.lower() + "..."


# Without brackets it is not called, only named.
say = shout
print(say("Hello"))


# The function that comes in is called like any other.
def announce(names, style):
    for name in names:
        print("  " + style(name + " is here"))


announce(["Ida", "Tom"], shout)
announce(["Eva"], whisper)

# In a dictionary: chosen by a word.
styles = {"loud": shout, "soft": whisper, "plain": str}
for word in ["soft", "plain"]:
    print(word, "-", styles[word]("Good Night"))


# Report what happens without knowing who listens.
def walk(steps, report):
    for number in range(1, steps + 1):
        report(number)


walk(3, print)
seen = []
walk(2, seen.append)
print(seen)

# predict: which of these could be called?
print(callable(shout), callable(shout("hi")), callable(len))

# pitfall: With brackets you pass the result, which is no function.
for thing in [shout, shout("now")]:
    print(type(thing))
