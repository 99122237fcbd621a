"""Tools for the trip."""
