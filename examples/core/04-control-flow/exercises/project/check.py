def play(*guesses):
    lines = "".join(f"{guess}\n" for guess in guesses)
    return run(lines).strip().split("\n")


told = play(37)
assert told == ["found in 1 tries"], (
    f"A first guess of 37 should be the end, but it says {told}."
)

told = play(50, 20, 37)
assert told == ["too high", "too low", "found in 3 tries"], (
    f"For the guesses 50, 20 and 37 it says {told}."
)

told = play(1, 2, 3, 4, 5)
assert told == ["too low"] * 5 + ["the number was 37"], (
    f"For five guesses that are too low it says {told}."
)
