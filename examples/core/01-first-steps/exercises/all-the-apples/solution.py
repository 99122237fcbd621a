red = int(input("Red apples: "))
green = int(input("Green apples: "))
print("Together:", red + green)
