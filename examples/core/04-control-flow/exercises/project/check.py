def play(guesses, wanted):
    """A line may begin with the question that it answers."""
    lines = "".join(f"{guess}\n" for guess in guesses)
    told = run(lines).strip().split("\n")
    fits = [line.endswith(end) for line, end in zip(told, wanted)]
    assert len(told) == len(wanted) and all(fits), (
        f"For the guesses {guesses} it should say {wanted}, "
        f"but it says {told}."
    )


play([37], ["found in 1 tries"])
play([50, 20, 37], ["too high", "too low", "found in 3 tries"])
play([9, 9, 9, 9, 37], ["too low"] * 4 + ["found in 5 tries"])
play([1, 2, 3, 4, 5], ["too low"] * 5 + ["the number was 37"])
