name = input("What is your name? ")
print("Good day,", name)
