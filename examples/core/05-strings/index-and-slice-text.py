"""Indexing and slicing text

Square brackets take one character, `word[0]`, or a piece,
`word[start:stop]`. Counting starts at 0, negative numbers count from
the end, and the stop itself is not part of the piece.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Take characters and pieces from either end."
# level = "beginner"
# tags = ["str"]
# covers = [
#   "ast:Subscript", "ast:Slice", "field:Slice.lower",
#   "field:Slice.upper", "field:Slice.step", "op:[", "op:]",
# ]
# docs = ["tutorial/introduction#text"]
# try = [
#   "Take the piece `\"and\"` out of `word`.",
#   "Ask for `word[9]`. A single character must exist.",
#   "Guess `word[::-2]`, then print it.",
# ]
# ///

#        0 1 2 3 4 5 6 7 8
#        s a n d s t o n e
#       -9-8-7-6-5-4-3-2-1
word = "sandstone"

# One character, from either end.
print("first:", word[0], "second:", word[1])
print("last:", word[-1], "last but one:", word[-2])

# start:stop takes start, but not stop. The length is stop - start.
print(word[0:4], "and", word[4:9])

# A missing number means "from the beginning" or "to the end".
print(word[:4], "and", word[4:], "and", word[-3:])
print(word[:4] + word[4:] == word)

# A third number is the step. A negative one walks backwards.
print(word[::2], "and", word[::-1])

# predict: there are only 9 characters. Is this an error?
print("[" + word[6:100] + "]", "[" + word[50:] + "]")

# pitfall: The number `-0` is `0`: it does not mean "up to the end".
print("[" + word[-4:-0] + "]")
