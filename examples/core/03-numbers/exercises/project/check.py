for typed, wanted in [
    (("2.50", 3, 5), ("7.50", "0.38", "7.12")),
    (("1.10", 3, 0), ("3.30", "0.00", "3.30")),
    (("2", 4, 50), ("8.00", "4.00", "4.00")),
    (("0.10", 3, 15), ("0.30", "0.05", "0.25")),
    (("19.99", 7, 12), ("139.93", "16.79", "123.14")),
]:
    price, pieces, percent = typed
    printed = run(f"{price}\n{pieces}\n{percent}\n")
    lines = [" ".join(line.split()) for line in printed.split("\n")]
    for label, amount in zip(("full:", "discount:", "to pay:"), wanted):
        line = f"{label} {amount}"
        assert any(each.endswith(line) for each in lines), (
            f"For {price}, {pieces} and {percent} it should print "
            f"{line!r}. It prints:\n{printed}"
        )
