def told(**values):
    return run(**values).strip().splitlines()


came = told()
wanted = ["Mon Ida Eva", "Tue Tim", "Wed -", "2 of 3 days had visitors"]
assert came == wanted, (
    f"The program should print {wanted}, but it prints {came}."
)

came = told(
    visits=[("Sun", "Bo"), ("Sun", "Bo"), ("Fri", "Al")],
    days=["Thu", "Fri", "Sat", "Sun"],
)
wanted = ["Thu -", "Fri Al", "Sat -", "Sun Bo Bo"]
wanted += ["2 of 4 days had visitors"]
assert came == wanted, (
    f"With other notes it should print {wanted}, but it prints {came}."
)

came = told(visits=[])
wanted = ["Mon -", "Tue -", "Wed -", "0 of 3 days had visitors"]
assert came == wanted, (
    f"Without a visitor it should print {wanted}, but it prints {came}."
)
