"""Use cases over the core: the session and the only QProcess. Knows no widget."""
