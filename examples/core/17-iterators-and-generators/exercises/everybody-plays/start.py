class Team:
    def __init__(self, names):
        self.names = names
        self.place = 0

    def __iter__(self):
        self.place = 0
        return self

    def __next__(self):
        if self.place == len(self.names):
            raise StopIteration
        self.place += 1
        return self.names[self.place - 1]


team = Team(["Ada", "Bo", "Cy"])
for first in team:
    for second in team:
        if first != second:
            print(first, "-", second)
