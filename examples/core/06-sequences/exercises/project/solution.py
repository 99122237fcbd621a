scores = [("Noor", 9), ("Ben", 12), ("Ana", 3), ("Ida", 9)]

board = []
for name, points in scores:
    board.append((-points, name))

rank = 1
for minus, name in sorted(board):
    print(f"{rank}. {name} {-minus}")
    rank = rank + 1
