def top(*lines):
    typed = "".join(f"{line}\n" for line in lines) + "\n"
    return run(typed).rstrip("\n").split("\n")


told = top("No rain, no rain?", "Rain tomorrow, rain :")
wanted = ["4 rain", "2 no", "1 tomorrow"]
assert told == wanted, (
    f"For the two lines of the task it should print {wanted}, "
    f"but it prints {told}."
)

told = top("pear fig pear", "Fig plum! (well), it's all; all?")
wanted = ["2 all", "2 fig", "2 pear", "1 (well)", "1 it's", "1 plum"]
assert told == wanted, (
    f"Words that came equally often stand in the order of the "
    f"alphabet: it should print {wanted}, but it prints {told}."
)

told = top("m l k j i h g f e d c b a", "m m b")
wanted = ["3 m", "2 b", *[f"1 {letter}" for letter in "acdefghi"]]
assert told == wanted, (
    f"Of thirteen words the ten most frequent are {wanted}, "
    f"but it prints {told}."
)
