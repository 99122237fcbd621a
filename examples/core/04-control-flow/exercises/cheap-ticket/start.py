age = int(input("Age: "))
if age <= 17:
    print("2 euros")
elif age <= 5:
    print("free")
else:
    print("5 euros")
