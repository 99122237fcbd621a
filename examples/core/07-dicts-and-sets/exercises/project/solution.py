counts = {}
line = input()
while line:
    for piece in line.split():
        word = piece.strip(".,;:!?").casefold()
        if word:
            counts[word] = counts.get(word, 0) + 1
    line = input()

ranking = []
for word, count in counts.items():
    ranking.append((-count, word))
for minus, word in sorted(ranking)[:10]:
    print(-minus, word)
