"""A kitchen with a small front."""

print("  opening the kitchen")

from kitchen.hot import soup

__all__ = ["soup"]
