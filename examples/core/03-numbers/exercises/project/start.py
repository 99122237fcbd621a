price = float(input("Price of one piece: "))
pieces = int(input("How many pieces: "))
percent = int(input("Discount in percent: "))
print()

full = price * pieces
discount = round(full * percent / 100, 2)
print("full:", full)
print("discount:", discount)
print("to pay:", full - discount)
