times = []
line = input()
while line:
    times.append(int(line))
    line = input()

best = times.sort()[:3]
print(*best)
print(*times)
