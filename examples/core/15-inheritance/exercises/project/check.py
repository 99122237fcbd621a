WANTED = [
    "a 3 by 2 rectangle",
    "a circle of radius 5",
    '<rect width="3" height="2"/>',
    '<circle r="5"/>',
    "6",
    "78.5",
]
printed = run().strip().split("\n")
assert printed == WANTED, (
    f"It should print {WANTED}, but it prints {printed}."
)

Canvas, Shape = namespace["Canvas"], namespace["Shape"]
Circle, Rectangle = namespace["Circle"], namespace["Rectangle"]
for base, names in [
    (Canvas, ["Words", "Svg", "Area"]),
    (Shape, ["Circle", "Rectangle"]),
]:
    for name in names:
        assert issubclass(namespace[name], base), (
            f"{name} should inherit from {base.__name__}."
        )

for shape, name, wanted in [
    (Circle(2), "Words", "a circle of radius 2"),
    (Circle(2), "Svg", '<circle r="2"/>'),
    (Circle(2), "Area", 12.6),
    (Rectangle(7, 4), "Svg", '<rect width="7" height="4"/>'),
    (Rectangle(7, 4), "Area", 28),
]:
    told = shape.draw(namespace[name]())
    assert told == wanted, (
        f"A {type(shape).__name__} on {name} should be {wanted!r}, "
        f"but it is {told!r}."
    )


class Half(Canvas):
    def rectangle(self, width, height):
        return ""


class Other(Canvas):
    def circle(self, radius):
        return ""


class Blank(Shape):
    pass


for what, made in [
    ("A plain Canvas", Canvas),
    ("A plain Shape", Shape),
    ("A canvas without `circle`", Half),
    ("A canvas without `rectangle`", Other),
    ("A shape without `draw`", Blank),
]:
    try:
        made()
    except TypeError:
        continue
    raise AssertionError(f"{what} can be made, and should not be.")


class Log(Canvas):
    """A canvas that the program has never heard of."""

    def rectangle(self, width, height):
        return ["rectangle", width, height]

    def circle(self, radius):
        return ["circle", radius]


told = Rectangle(1, 9).draw(Log()), Circle(8).draw(Log())
assert told == (["rectangle", 1, 9], ["circle", 8]), (
    "The shapes should draw on any other canvas as well, "
    f"but on a new one they give {told}."
)
