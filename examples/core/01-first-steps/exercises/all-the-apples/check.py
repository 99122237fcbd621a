for red, green in [(3, 4), (20, 5), (0, 0)]:
    printed = run(f"{red}\n{green}\n")
    wanted = str(red + green)
    assert printed.replace(":", " ").split()[-1:] == [wanted], (
        f"For {red} and {green} it should end in {wanted}. "
        f"It prints:\n{printed}"
    )
