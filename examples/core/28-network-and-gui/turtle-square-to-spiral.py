"""Turtle: from a square to a spiral

The turtle walks over the paper and draws a line behind it. Four equal
sides with right angles make a square. Let the sides grow and the
angle be a little off, and it becomes a spiral.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Draw with loops and functions."
# level = "beginner"
# kind = "gui"
# tags = ["turtle"]
# needs = ["display"]
# covers = ["module:turtle"]
# docs = ["library/turtle"]
# try = [
#   "Turn by 120 degrees in `square`. What is drawn?",
#   "Let the spiral turn by 59 or by 144 degrees.",
#   "Draw a row of five squares, each a little smaller.",
# ]
# ///

import os
import turtle

is_check = os.environ.get("EXPLORER_SMOKE") == "1"
pen = turtle.Turtle()
pen.speed(0 if is_check else 6)


def square(side):
    for _ in range(4):
        pen.forward(side)
        pen.left(90)


def spiral(lines, turn):
    for length in range(0, lines * 5, 5):
        pen.forward(length)
        pen.left(turn)


pen.color("steelblue")
square(80)

# After four right angles the turtle looks the way it did before.
print("back home:", pen.distance(0, 0) < 1, "looks to", pen.heading())

# Lift the pen to move without drawing.
pen.penup()
pen.goto(0, -150)
pen.pendown()
pen.color("tomato")

# predict: with 90 it would be a square spiral. And with 91?
spiral(8 if is_check else 35, 91)

# A click, or the check, closes the drawing.
if is_check:
    turtle.bye()
else:
    turtle.exitonclick()
print("finished")
