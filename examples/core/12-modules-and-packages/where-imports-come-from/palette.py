"""A module beside the program."""

COLOUR = "blue"
