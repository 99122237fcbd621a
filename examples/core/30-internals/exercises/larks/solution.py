import weakref


class Choir:
    def __init__(self, name):
        self.name = name
        self.singers = []

    def welcome(self, singer):
        self.singers.append(singer)
        singer.choir = weakref.ref(self)


class Singer:
    def __init__(self, name):
        self.name = name
        self.choir = None

    def where(self):
        choir = self.choir() if self.choir else None
        return choir.name if choir else "no choir"


choir = Choir("Larks")
ida = Singer("Ida")
choir.welcome(ida)
print(ida.name, "-", ida.where())
del choir
print(ida.name, "-", ida.where())
