"""Asking a question with input()

`input()` shows a question, waits until somebody types a line and
presses *Enter*, and hands that line to your program. Give the line a
name, and you can use it as often as you like.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Read one line of text and greet the person who typed it."
# level = "beginner"
# kind = "stdin"
# tags = ["input"]
# covers = ["builtin:input", "pep:3111"]
# docs = ["library/functions#input"]
# try = [
#   "Answer with your own name and your own drink.",
#   "Type five spaces as the last answer and count again.",
#   "Leave out the brackets: `name = input`. Who is greeted now?",
# ]
# ///

# The text in the brackets is the question. The program waits behind
# it until Enter is pressed.
name = input("What is your name? ")
print("Welcome,", name)

# One call reads one line, so a second question needs a second call.
drink = input("What would you like to drink? ")
print("One", drink, "for", name)

# The answer stays under its name: asking again is not needed.
print("Three cups:", drink, drink, drink)

# predict: the guest only presses Enter. What is in note?
note = input("Any wishes? ")
print("The note says [", note, "]", sep="")
print("It has", len(note), "characters")
