class Playlist:
    def __init__(self, title):
        self.title = title
        self.songs = []

    def add(self, song):
        self.songs.append(song)

    def show(self):
        return f"{self.title}: {', '.join(self.songs)}"


walking = Playlist("walking")
cooking = Playlist("cooking")
walking.add("Green Hill")
cooking.add("Salt")
walking.add("Long Road")
print(walking.show())
print(cooking.show())
