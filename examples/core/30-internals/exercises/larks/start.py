class Choir:
    def __init__(self, name):
        self.name = name
        self.singers = []

    def welcome(self, singer):
        self.singers.append(singer)
        singer.choir = self


class Singer:
    def __init__(self, name):
        self.name = name
        self.choir = None

    def where(self):
        if self.choir is None:
            return "no choir"
        return self.choir.name


choir = Choir("Larks")
ida = Singer("Ida")
choir.welcome(ida)
print(ida.name, "-", ida.where())
del choir
print(ida.name, "-", ida.where())
