class Field:
    def __set_name__(self, owner, name):
        self.name = name


class Whole(Field):
    def __init__(self, least, most):
        self.least, self.most = least, most

    def complaint(self, value):
        """What is wrong with the value; None when nothing is."""
        if type(value) is not int:
            return f"{value!r} is no whole number"
        if value < self.least:
            return f"{value} is below {self.least}"
        if value > self.most:
            return f"{value} is above {self.most}"
        return None


class Text(Field):
    def __init__(self, longest):
        self.longest = longest

    def complaint(self, value):
        return None


class Record:
    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)


class Booking(Record):
    guest = Text(longest=10)
    seats = Whole(least=1, most=8)


for values in [
    {"guest": "Ida", "seats": 3},
    {"guest": "Ida and her aunt", "seats": 0},
    {"guest": 7},
    {"guest": "Ida", "seats": 3, "colour": "red"},
]:
    try:
        booking = Booking(**values)
        print(booking.guest, booking.seats)
    except ValueError as error:
        print("ValueError:", error)
