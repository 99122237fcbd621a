from decimal import Decimal, ROUND_HALF_UP

price = Decimal(input("Price of one piece: "))
pieces = int(input("How many pieces: "))
percent = int(input("Discount in percent: "))
print()

cent = Decimal("0.01")
full = (price * pieces).quantize(cent)
discount = (full * percent / 100).quantize(cent, ROUND_HALF_UP)
print("full:", full)
print("discount:", discount)
print("to pay:", full - discount)
