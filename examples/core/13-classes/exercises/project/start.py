class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def deposit(self, amount):
        self.balance += amount

    def withdraw(self, amount):
        self.balance -= amount


account = Account("Ida")
account.deposit(40)
account.withdraw(100)
account.balance = 1_000_000
print(account.owner, account.balance)
