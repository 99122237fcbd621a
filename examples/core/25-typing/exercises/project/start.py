def total(balls):
    return sum(balls)


def find(stock, start):
    for name in stock:
        if name.startswith(start):
            return name
    return None


def report(stock):
    return [(name, total(stock[name])) for name in sorted(stock)]


stock = {"red": [50, 50, 25], "blue": [100], "grey": []}
print(find(stock, "b"), find(stock, "x"))
print(report(stock))
