def refused(what, call, *values):
    try:
        call(*values)
    except ValueError:
        return
    raise AssertionError(f"{what} should raise a ValueError.")


def same(what, told, wanted):
    assert told == wanted, (
        f"{what} should be {wanted!r}, but it is {told!r}."
    )


Account = namespace["Account"]

account = Account("Ida")
same("The balance of a new account", account.balance, 0)
account.deposit(70)
account.withdraw(30)
same("The balance after 70 in and 30 out", account.balance, 40)
same("The owner", account.owner, "Ida")

refused("Withdrawing 41 of 40", account.withdraw, 41)
for amount in [0, -5]:
    refused(f"Withdrawing {amount}", account.withdraw, amount)
    refused(f"Depositing {amount}", account.deposit, amount)
same("The balance after refused calls", account.balance, 40)

try:
    account.balance = 1_000
except AttributeError:
    pass
else:
    raise AssertionError(
        "Assigning to `balance` should raise an AttributeError."
    )
same("The balance after the assignment", account.balance, 40)

same("repr(account)", repr(account), "Account('Ida', 40)")
assert hasattr(Account, "from_text"), (
    "The class has no `from_text` yet."
)
other = Account.from_text("Noor: 12")
same("repr of the other", repr(other), "Account('Noor', 12)")
other.withdraw(12)
same("The balance after withdrawing all", other.balance, 0)
same("The balance of the first account", account.balance, 40)
refused('Account.from_text("Noor: -1")', Account.from_text, "Noor: -1")
