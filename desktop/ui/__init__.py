"""Widgets. Holds no rule of the product."""
