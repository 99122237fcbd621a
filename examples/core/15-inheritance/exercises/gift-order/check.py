printed = run().strip().split("\n")
wanted = ["Noor 20", "Kim 23 Happy day"]
assert printed == wanted, (
    f"It should print {wanted}, but it prints {printed}."
)

Order, Gift = namespace["Order"], namespace["Gift"]
assert issubclass(Gift, Order), "A Gift should still be an Order."

order, gift = Order("Ada"), Gift("Bo", "Get well")
gift.add(10)
told = order.total(), gift.total(), gift.customer, gift.card
assert told == (0, 13, "Bo", "Get well"), (
    "An empty order and a gift with one thing for 10 should be "
    f"(0, 13, 'Bo', 'Get well'), but they are {told}."
)


def dear(order):
    return 100


# One day the price of an order is worked out in another way.
kept, Order.total = Order.total, dear
told = gift.total()
Order.total = kept
assert told == 103, (
    "If orders cost 100 each, a gift should cost 103, "
    f"but it costs {told}."
)
