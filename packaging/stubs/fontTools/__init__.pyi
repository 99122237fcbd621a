"""The part of fontTools that packaging/make_fonts.py uses; fontTools itself ships no types."""
