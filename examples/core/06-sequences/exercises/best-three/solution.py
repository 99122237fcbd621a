times = []
line = input()
while line:
    times.append(int(line))
    line = input()

best = sorted(times)[:3]
print(*best)
print(*times)
