from contextlib import contextmanager


@contextmanager
def transaction(accounts):
    before = dict(accounts)
    try:
        yield accounts
    except BaseException:
        accounts.clear()
        accounts.update(before)
        raise


accounts = {"Ida": 50, "Tim": 10}


def pay(giver, taker, amount):
    had = accounts[giver]
    accounts[giver] = had - amount
    if taker not in accounts:
        raise ValueError(f"nobody is called {taker}")
    accounts[taker] += amount
    if accounts[giver] < 0:
        raise ValueError(f"{giver} has only {had}")


payments = [("Ida", "Tim", 20), ("Tim", "Ida", 99), ("Ida", "Eva", 5)]

for giver, taker, amount in payments:
    try:
        with transaction(accounts):
            pay(giver, taker, amount)
    except ValueError as error:
        print("undone:", error)
    print(accounts)
