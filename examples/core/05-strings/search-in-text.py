"""find, index, count, startswith and endswith

`find` and `index` tell *where* a piece stands, counted from 0. They
differ when it is not there: `find` gives -1, `index` ends with an
exception.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Locate text and choose between -1 and an exception."
# level = "beginner"
# tags = ["str"]
# covers = [
#   "method:str.find", "method:str.rfind", "method:str.index",
#   "method:str.rindex", "method:str.count",
#   "method:str.startswith", "method:str.endswith",
# ]
# docs = ["library/stdtypes#str.find"]
# try = [
#   "Look for `\"the\"` with a capital T.",
#   "Find the third `the`: start behind the second one.",
#   "Count the letter `e` in the whole line.",
# ]
# ///

line = "the cat, the hat and the mat"

# From the left, and from the right.
print(line.find("the"), line.rfind("the"))
print(line.index("hat"), line.rindex("the"))

# A second number says where to begin looking.
print(line.find("the", 1))

# How often, and whether at all.
print(line.count("the"), line.count("at"))
print("hat" in line, "dog" in line)

# Only at the start, or only at the end. Several may be asked at once.
photo = "beach.jpeg"
print(photo.startswith("be"), photo.endswith(".png"))
print(photo.endswith((".jpg", ".jpeg")))

# predict: aa stands in aaaa at three places. What does count say?
print("aaaa".count("aa"))

# It goes on behind each place that it has found: none may overlap.

# pitfall: -1 is a number, and as a place it means the last letter.
place = line.find("dog")
print(place, "is the letter", line[place])

# index() stops the program instead. `try` catches that here.
try:
    line.index("dog")
except ValueError as problem:
    print("ValueError:", problem)
