def told(**values):
    return run(**values).strip().split("\n")


printed = told()
wanted = ["Kaya, Deniz", "Mora", "together 5"]
assert printed == wanted, (
    f"It should print {wanted}, but it prints {printed}."
)

quoted = ["name,people", '"The ""Two"" Lees",12', '"Ek, Lo, Bo",3']
printed = told(lines=quoted)
wanted = ['The "Two" Lees', "Ek, Lo, Bo", "together 15"]
assert printed == wanted, (
    f"For the lines {quoted} it should print {wanted}, "
    f"but it prints {printed}."
)

turned = ["people,name", '4,"Ng, Su"']
printed = told(lines=turned)
wanted = ["Ng, Su", "together 4"]
assert printed == wanted, (
    f"For the lines {turned} it should print {wanted}, "
    f"but it prints {printed}."
)
