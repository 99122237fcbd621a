from abc import ABC, abstractmethod


class Canvas(ABC):
    @abstractmethod
    def rectangle(self, width, height):
        """Return what a rectangle is on this canvas."""


class Words(Canvas):
    def rectangle(self, width, height):
        return f"a {width} by {height} rectangle"


class Shape:
    def draw(self, canvas):
        """Return what this shape is on the canvas."""


class Rectangle(Shape):
    def __init__(self, width, height):
        self.width, self.height = width, height

    def draw(self, canvas):
        return canvas.rectangle(self.width, self.height)


shapes = [Rectangle(3, 2)]
for canvas in [Words()]:
    for shape in shapes:
        print(shape.draw(canvas))
