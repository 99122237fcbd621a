class Outline:
    def __init__(self):
        self.depth = 0

    def write(self, text):
        print("  " * self.depth + text)

    def __enter__(self):
        self.depth += 1
        return self

    def __exit__(self, kind, error, traceback):
        self.depth -= 1


outline = Outline()
outline.write("Trip")
with outline as part:
    part.write("Monday")
    with part:
        part.write("ferry")
try:
    with outline:
        outline.write("Tuesday")
        raise ValueError("no plan")
except ValueError as error:
    outline.write(f"({error})")
outline.write("Home")
