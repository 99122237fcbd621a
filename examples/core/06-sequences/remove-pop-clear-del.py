"""remove, pop, clear and del

`remove` looks for a *value*, `pop` and `del` go by the *place*. Only
`pop` gives you what it took out. `clear` empties the list.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Take items out by value, by position, or all at once."
# level = "beginner"
# tags = ["list"]
# covers = [
#   "method:list.remove", "method:list.pop", "method:list.clear",
#   "ast:Delete",
# ]
# docs = ["tutorial/datastructures#the-del-statement"]
# try = [
#   "Pop from the front until one card is left.",
#   "Remove every 7, not only the first: use `while`.",
#   "Remove a card that is not there and read the error.",
# ]
# ///

hand = [7, 3, 9, 7, 5]

# By value: the first one that is equal. The second 7 stays.
hand.remove(7)
print(hand)

# By place, and you get it. Without a place: the last one.
print("played", hand.pop())
print("played", hand.pop(0))
print(hand)

# By place, without getting it. A slice takes several.
cards = [1, 2, 3, 4, 5, 6]
del cards[0]
del cards[1:3]
print(cards)

# predict: two names, one list, which is cleared. What is left?
pile = [4, 4]
same = pile
pile.clear()
print(pile, same)

# Another list under the name leaves the old one alone.
pile = [8, 8]
same = pile
pile = []
print(pile, same)

# pitfall: Removing while looping skips the one that moves up.
deck = [2, 2, 5]
for card in deck:
    if card == 2:
        deck.remove(card)
print(deck)

# Loop over a copy instead.
deck = [2, 2, 5]
for card in deck[:]:
    if card == 2:
        deck.remove(card)
print(deck)
