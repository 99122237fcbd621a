"""f-strings: expressions inside text

An `f` before the quotes lets you write values right into the text:
whatever stands in curly brackets is computed and put in its place.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Put values into text without concatenation."
# level = "beginner"
# since = "3.6"
# tags = ["format", "new-3.6"]
# covers = [
#   "ast:JoinedStr", "ast:FormattedValue", "lex:f-string",
#   "pep:498", "op:{", "op:}",
# ]
# docs = ["reference/lexical_analysis#f-strings"]
# try = [
#   "Leave out the `f` in the first line that has one.",
#   "Put the price of one ticket into the second text.",
#   "Write a name that does not exist into the brackets.",
# ]
# ///

film = "Tides"
seats = 3
price = 8.5

# Pieces with +: quotes, blanks and str() at every joint.
print("You booked " + str(seats) + " seats for " + film + ".")

# The same, as it will look.
print(f"You booked {seats} seats for {film}.")

# Any expression may stand in the brackets.
print(f"{seats} x {price} = {seats * price}")
print(f"{film.upper()} has {len(film)} letters")
print(f"{'late' if seats > 2 else 'early'} show")

# Texts below each other in brackets become one text.
message = (
    f"Row {seats + 4}, "
    f"seats {[1, 2, 3]}"
)
print(message)

# Double brackets stand for themselves.
print(f"{{film}} is {film}")

# predict: the text was made before the change. Does it follow?
label = f"{seats} seats"
seats = 5
print(label)

# pitfall: Without the f, brackets are ordinary characters.
print("{seats} seats")
