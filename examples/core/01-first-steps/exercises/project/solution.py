name = input("What is your name? ")
print("Good day,", name)

year = int(input("In which year were you born? "))
print("In 2100 you will be", 2100 - year)
print("Goodbye,", name)
