"""Mutable or immutable: what "changing" really does

Some objects can be changed, others never. Lists and dictionaries are
*mutable*: they change in place and stay the same object. Texts, numbers
and tuples are *immutable*: to "change" one means to make a new object.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Sort the built-in types by whether they can change in place."
# level = "beginner"
# tags = ["objects"]
# covers = [
#   "builtin:str", "builtin:list", "builtin:tuple", "builtin:dict",
# ]
# docs = [
#   "reference/datamodel#objects-values-and-types",
#   "glossary#term-immutable",
# ]
# try = [
#   "Write `word = word.replace(\"c\", \"g\")` in the second part.",
#   "Take `tuple()` away. Which of the errors disappears?",
#   "Write `round_one[0] = \"bold\"` at the end and read the error.",
# ]
# ///

# A word game: turn "cold" into "gold". list() makes a list of the
# letters, and a list lets one item be replaced in place.
word = "cold"
letters = list(word)
same = letters
letters[0] = "g"
print("list: ", letters, "same object:", letters is same)

# predict: replace() is told to put a g for the c. What is word now?
word.replace("c", "g")
print("text: ", word)

# The tool returned a new text, which needs a name.
new_word = word.replace("c", "g")
print("new:  ", new_word, "same object:", new_word is word)

# A dictionary maps names to values and changes in place.
points = dict(cold=7)
same = points
points["gold"] = 6
print("dict: ", points, "same object:", points is same)

# str() makes a text of a number, tuple() a tuple of a list. Neither
# lets an item be replaced. try runs a line that may fail.
year = str(2031)
letters = tuple(letters)
try:
    letters[0] = "b"
except TypeError as problem:
    print("tuple:", problem)
try:
    year[3] = "2"
except TypeError as problem:
    print("str:  ", problem)

# pitfall: A tuple keeps its items, but an item that is a list can
# still change inside.
round_one = ("gold", ["Ida"])
round_one[1].append("Omar")
print("tuple:", round_one)
