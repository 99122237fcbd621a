pairs = [(212, 100), (32, 0), (347, 175), (-40, -40)]
for fahrenheit, celsius in pairs:
    told = run(f"{fahrenheit}\n").rstrip().split(":")[-1].strip()
    assert told == str(celsius), (
        f"For {fahrenheit} it should end in {celsius}, "
        f"but it ends in {told!r}."
    )
