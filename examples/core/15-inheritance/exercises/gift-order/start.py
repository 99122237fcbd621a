class Order:
    def __init__(self, customer):
        self.customer = customer
        self.prices = []

    def add(self, price):
        self.prices.append(price)

    def total(self):
        return sum(self.prices)


class Gift(Order):
    def __init__(self, customer, card):
        self.card = card

    def total(self):
        return 3


order = Order("Noor")
gift = Gift("Kim", "Happy day")
for each in [order, gift]:
    each.add(12)
    each.add(8)
print(order.customer, order.total())
print(gift.customer, gift.total(), gift.card)
