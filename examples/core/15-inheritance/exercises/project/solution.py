from abc import ABC, abstractmethod
from math import pi


class Canvas(ABC):
    @abstractmethod
    def rectangle(self, width, height):
        """Return what a rectangle is on this canvas."""

    @abstractmethod
    def circle(self, radius):
        """Return what a circle is on this canvas."""


class Words(Canvas):
    def rectangle(self, width, height):
        return f"a {width} by {height} rectangle"

    def circle(self, radius):
        return f"a circle of radius {radius}"


class Svg(Canvas):
    def rectangle(self, width, height):
        return f'<rect width="{width}" height="{height}"/>'

    def circle(self, radius):
        return f'<circle r="{radius}"/>'


class Area(Canvas):
    def rectangle(self, width, height):
        return width * height

    def circle(self, radius):
        return round(pi * radius**2, 1)


class Shape(ABC):
    @abstractmethod
    def draw(self, canvas):
        """Return what this shape is on the canvas."""


class Rectangle(Shape):
    def __init__(self, width, height):
        self.width, self.height = width, height

    def draw(self, canvas):
        return canvas.rectangle(self.width, self.height)


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    def draw(self, canvas):
        return canvas.circle(self.radius)


shapes = [Rectangle(3, 2), Circle(5)]
for canvas in [Words(), Svg(), Area()]:
    for shape in shapes:
        print(shape.draw(canvas))
