"""NameError and "Did you mean …?"

Python knows a name only after something was tied to it. If it meets an
unknown name, it stops with a `NameError` and searches the known ones
for a similar spelling. This program ends with such an error on purpose.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Use the interpreter's own suggestion to fix a misspelt name."
# level = "beginner"
# kind = "error"
# tags = ["errors"]
# covers = ["exc:NameError"]
# docs = ["library/exceptions#NameError", "tutorial/errors#exceptions"]
# try = [
#   "Follow the suggestion and correct the name. What is printed?",
#   "Correct `humidty` as well.",
#   "Misspell `print` as `pritn`: it searches built-in names too.",
# ]
# expect.exception = "NameError"
# expect.message = "name 'temprature' is not defined"
# ///

# A weather station writes down two values.
temperature = 21
humidity = 60
print("temperature:", temperature)
print("humidity:   ", humidity)

# predict: the air got damp. Is the new value printed?
# pitfall: A slip on the *left* of `=` is no error, so nobody is warned.
humidty = 75
print("humidity:   ", humidity)

# The slip made a second name. The first one has kept its value.
# Upper and lower case make different names.
Temperature = 30
print("two names:  ", temperature, Temperature)

# The next line reads a name that nobody made. The last line of the
# error names it and adds the most similar name that exists:
#   NameError: name 'temprature' is not defined. Did you mean: ...
print("tomorrow:   ", temprature + 2)
print("This line is not reached.")
