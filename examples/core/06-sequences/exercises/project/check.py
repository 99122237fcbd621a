def board(**values):
    return run(**values).strip().split("\n")


told = board()
wanted = ["1. Ben 12", "2. Ida 9", "3. Noor 9", "4. Ana 3"]
assert told == wanted, (
    f"The board should be {wanted}, but it is {told}."
)

told = board(scores=[("Zoe", 5), ("Al", 5), ("Mia", 50), ("Bo", 0)])
wanted = ["1. Mia 50", "2. Al 5", "3. Zoe 5", "4. Bo 0"]
assert told == wanted, (
    f"With other scores it should be {wanted}, but it is {told}."
)
