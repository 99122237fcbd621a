import re

text = input("Price: ")
match = re.match(r"(\d+).(\d\d)", text)
if match:
    print(int(match[1]) * 100 + int(match[2]))
else:
    print("not a price")
