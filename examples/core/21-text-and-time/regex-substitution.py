r"""Replacing with a template or a function

`sub` replaces every match. In a template `\1` or `\g<name>` puts a
group back; a function gets the match and returns whatever should
stand in its place.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Rewrite dates and redact numbers."
# level = "intermediate"
# tags = ["regex"]
# covers = ["module:re"]
# docs = ["library/re#re.sub"]
# try = [
#   "Replace only the first date: `count=1`.",
#   "Show the first digits instead of the last ones.",
#   "Split at `([,;])\\s*`: what do round brackets keep?",
# ]
# ///

import re

# A template: the groups in a new order.
diary = "Sown 2024-03-28, picked 2024-07-05."
date = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)")
print(date.sub(r"\3.\2.\1", diary))
print(date.sub(r"\g<d>/\g<m>", diary))


# A function: called for each match, free to decide.
def hide(match):
    number = match[0].replace(" ", "")
    return "*" * (len(number) - 4) + number[-4:]


print(re.sub(r"\d{4}(?: \d{4})+", hide, "card 1234 5678 9012 3456"))

# predict: one of the two words is in the dictionary. And the other?
words = {"colour": "color"}
text = "the colour of flavour"
print(re.sub(r"\w+our\b", lambda m: words.get(m[0], m[0]), text))

# subn also tells how many were replaced.
print(re.subn(r" +", " ", "too   many    spaces"))

# split is the other half: cut where the pattern fits.
print(re.split(r"[,;]\s*", "salt, oil;vinegar"))

# pitfall: Text from a person may hold signs with a meaning here.
wanted = "1+1"
print(re.sub(wanted, "two", "is 1+1 = 11?"))
print(re.sub(re.escape(wanted), "two", "is 1+1 = 11?"))
