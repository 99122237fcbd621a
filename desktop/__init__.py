"""Python Features Explorer: learn Python by running it.

Imports nothing, so that the launcher beside an example can import its siblings cheaply.
"""

__version__ = "2.1.0"
