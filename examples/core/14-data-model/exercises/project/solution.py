class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"

    def __eq__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, number):
        return Vector(self.x * number, self.y * number)

    def __rmul__(self, number):
        return self * number

    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __bool__(self):
        return abs(self) > 0

    def __getitem__(self, place):
        if place == 0:
            return self.x
        if place == 1:
            return self.y
        raise IndexError(f"a vector has no place {place}")


def suite():
    one, two = Vector(3, 4), Vector(1, -2)
    assert repr(two) == "Vector(1, -2)", f"repr: {two!r}"
    assert one == Vector(3, 4), "== for equal vectors"
    assert one != two, "!= for other numbers"
    assert one != "Vector(3, 4)", "!= for a text"
    assert one + two == Vector(4, 2), "+"
    assert one - two == Vector(2, 6), "-"
    assert one * 2 == Vector(6, 8), "* with the number behind"
    assert 3 * two == Vector(3, -6), "* with the number in front"
    assert abs(one) == 5, "abs()"
    assert one and not Vector(0, 0), "true and false"
    assert (one[0], one[1]) == (3, 4), "square brackets"
    try:
        one[2]
    except IndexError:
        pass
    else:
        raise AssertionError("one[2] should be an IndexError")
    assert (one.x, one.y, two.x, two.y) == (3, 4, 1, -2), "changed"


suite()
print("all tests passed")
