from collections.abc import Iterable


def total(balls: Iterable[int]) -> int:
    return sum(balls)


def find(stock: Iterable[str], start: str) -> str | None:
    for name in stock:
        if name.startswith(start):
            return name
    return None


def report(stock: dict[str, list[int]]) -> list[tuple[str, int]]:
    return [(name, total(stock[name])) for name in sorted(stock)]


stock = {"red": [50, 50, 25], "blue": [100], "grey": []}
print(find(stock, "b"), find(stock, "x"))
print(report(stock))
