run()
lend = namespace["lend"]

first = lend("atlas")
second = lend("poems")
assert first == ["atlas"] and second == ["poems"], (
    "Two calls without a card should give ['atlas'] and ['poems'], "
    f"but they give {first} and {second}."
)

for books in [["poems", "maps"], []]:
    card = list(books)
    back = lend("atlas", card)
    wanted = [*books, "atlas"]
    assert card == wanted, (
        f"On the card {books} should be {wanted} after lend('atlas', "
        f"card), but there is {card}."
    )
    assert back is card, (
        "It should hand back the card that it was given, not another "
        f"one. It was given {books} and handed back {back}."
    )
