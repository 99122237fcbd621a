printed = run().strip().split("\n")
wanted = ["walking: Green Hill, Long Road", "cooking: Salt"]
assert printed == wanted, (
    f"It should print {wanted}, but it prints {printed}."
)

Playlist = namespace["Playlist"]
first, second = Playlist("rain"), Playlist("sun")
first.add("Drops")
told = second.show().strip()
assert told == "sun:", (
    "A new playlist should have no songs, also when another one has "
    f"some, but show() gives {told!r}."
)
second.add("Light")
second.add("Noon")
told = first.show(), second.show()
assert told == ("rain: Drops", "sun: Light, Noon"), (
    f"After three more songs show() gives {told}."
)
