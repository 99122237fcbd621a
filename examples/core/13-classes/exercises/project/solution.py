class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError("a balance is not below 0")
        self.owner = owner
        self._balance = balance

    @classmethod
    def from_text(cls, text):
        owner, balance = text.split(": ")
        return cls(owner, int(balance))

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        self._balance += amount

    def withdraw(self, amount):
        if not 0 < amount <= self._balance:
            raise ValueError(f"{amount} cannot be withdrawn")
        self._balance -= amount

    def __repr__(self):
        return f"Account({self.owner!r}, {self._balance})"


account = Account("Ida")
account.deposit(40)
try:
    account.withdraw(100)
except ValueError as error:
    print("ValueError:", error)
print(account)
