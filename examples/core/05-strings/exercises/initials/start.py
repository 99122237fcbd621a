name = input("Name: ")
name.strip()
tag = ""
for word in name.split():
    letter = word[0]
    letter.upper()
    tag = tag + letter
print(tag)
