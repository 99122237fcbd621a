class Percent:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return self.value

    def __set__(self, instance, value):
        if not 0 <= value <= 100:
            raise ValueError(f"{self.name}: {value} is no percentage")
        self.value = value


class Battery:
    charge = Percent()
    health = Percent()

    def __init__(self, charge, health):
        self.charge = charge
        self.health = health


old, new = Battery(15, 60), Battery(90, 100)
print(old.charge, old.health)
print(new.charge, new.health)
