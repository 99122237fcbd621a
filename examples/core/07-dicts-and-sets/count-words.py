"""Counting words with a plain dictionary

A tally has one key for each thing and the number so far as its value.
`get(word, 0)` says "so far, or none yet", and that is the whole trick.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Tally items with get() before meeting Counter."
# level = "beginner"
# tags = ["dict", "project"]
# covers = ["method:dict.get"]
# docs = ["library/stdtypes#dict.get"]
# try = [
#   "Count the letters instead of the words.",
#   "Leave out `casefold`. Which words fall apart?",
#   "Print only the words that came once.",
# ]
# ///

song = """Row, row, row the boat,
gently row the boat ashore.
Row and rest, and row once more."""

# First clean words, all in small letters and without signs.
words = []
for word in song.split():
    words.append(word.strip(",.").casefold())
print(len(words), "words, the first three:", words[:3])

# The tally: what there was so far, and one more.
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(counts["row"], counts["boat"], counts.get("river", 0))

# The most frequent word: the key whose value is the largest.
print(max(counts, key=counts.get))

# A top three. Minus puts the large numbers first, and words with the
# same number come in the order of the alphabet.
ranking = []
for word, count in counts.items():
    ranking.append((-count, word))
for minus, word in sorted(ranking)[:3]:
    print(f"{word:6}", "*" * -minus)

# predict: which of these three numbers are equal?
print(len(words), len(counts), sum(counts.values()))
