pairs = [(212, 100), (32, 0), (347, 175), (-40, -40)]
for fahrenheit, celsius in pairs:
    printed = run(f"{fahrenheit}\n")
    last = printed.replace(":", " ").split()[-1:]
    assert last == [str(celsius)], (
        f"For {fahrenheit} it should end in {celsius}. "
        f"It prints:\n{printed}"
    )
