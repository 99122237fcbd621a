name = input("Name: ")
tag = ""
for word in name.split():
    tag = tag + word[0].upper() + "."
print(tag)
