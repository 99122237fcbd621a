class Bill:
    def __init__(self, *prices):
        self.prices = list(prices)

    def __add__(self, other):
        return Bill(*self.prices, *other.prices)

    def add(self, price):
        self.prices.append(price)

    def total(self):
        return sum(self.prices)


lunch = Bill(8, 3)
dinner = Bill(12)
day = lunch + dinner
print(lunch.total(), dinner.total(), day.total())
