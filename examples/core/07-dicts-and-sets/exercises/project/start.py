counts = {}
line = input()
while line:
    for word in line.split():
        counts[word] = 1
    line = input()

for word, count in counts.items():
    print(count, word)
