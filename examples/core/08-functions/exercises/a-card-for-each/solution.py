def lend(book, card=None):
    if card is None:
        card = []
    card.append(book)
    return card


ada = lend("atlas")
ben = lend("poems")
lend("maps", ada)
print("Ada:", ada)
print("Ben:", ben)
