age = int(input("Age: "))
if age <= 5:
    print("free")
elif age <= 17:
    print("2 euros")
else:
    print("5 euros")
