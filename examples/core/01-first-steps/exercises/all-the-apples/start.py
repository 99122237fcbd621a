red = input("Red apples: ")
green = input("Green apples: ")
print("Together:", red + green)
