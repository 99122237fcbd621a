"""A package that greets."""

from .words import hello
