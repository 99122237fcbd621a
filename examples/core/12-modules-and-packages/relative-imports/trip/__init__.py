"""Plan a trip."""
