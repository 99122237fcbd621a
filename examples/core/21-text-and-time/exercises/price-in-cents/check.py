def told(text):
    return run(text + "\n").removeprefix("Price: ").strip()


for text, wanted in [
    ("12.50", "1250"),
    ("0.05", "5"),
    ("123.00", "12300"),
    ("12x50", "not a price"),
    ("1250", "not a price"),
    ("12.505", "not a price"),
    ("12.50 or so", "not a price"),
    ("about 12.50", "not a price"),
    (".50", "not a price"),
    ("12.5", "not a price"),
    ("", "not a price"),
]:
    came = told(text)
    assert came == wanted, (
        f"For {text!r} it should print {wanted!r}, "
        f"but it prints {came!r}."
    )
