"""Hot dishes."""


def soup(kind):
    return f"a bowl of {kind} soup"
