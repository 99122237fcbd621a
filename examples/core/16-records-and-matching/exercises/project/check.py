def compare(printed, wanted, lines):
    told = printed.splitlines()
    assert told == wanted, (
        f"For the lines {lines} it should print {wanted}, "
        f"but it prints {told}."
    )


compare(
    run(),
    [
        "0 3 north",
        "2 3 east",
        "what is 'forward far'?",
        "2 3 west",
        "0 0 north",
    ],
    "of start.py",
)

for lines, wanted in [
    (["tell"], ["0 0 north"]),
    (["left", "forward 12", "tell"], ["-12 0 west"]),
    (["right", "right", "forward 4", "tell"], ["0 -4 south"]),
    (["repeat 5 right", "tell"], ["0 0 east"]),
    (["repeat 3 left", "forward 2", "home", "tell"], ["0 0 north"]),
    (["repeat 2 repeat 3 forward 2", "tell"], ["0 12 north"]),
    (["repeat 2 tell"], ["0 0 north", "0 0 north"]),
    (["repeat 0 forward 5", "tell"], ["0 0 north"]),
    (["dance"], ["what is 'dance'?"]),
    (["forward -1", "tell"], ["what is 'forward -1'?", "0 0 north"]),
    (["forward", "tell"], ["what is 'forward'?", "0 0 north"]),
    (["left 2", "tell"], ["what is 'left 2'?", "0 0 north"]),
    (["repeat x tell"], ["what is 'repeat x tell'?"]),
    (
        ["forward 2", "forward 2 3", "tell"],
        ["what is 'forward 2 3'?", "0 2 north"],
    ),
]:
    compare(run(lines=lines), wanted, lines)
