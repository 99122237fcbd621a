class Team:
    def __init__(self, names):
        self.names = names

    def __iter__(self):
        return iter(self.names)


team = Team(["Ada", "Bo", "Cy"])
for first in team:
    for second in team:
        if first != second:
            print(first, "-", second)
