pictures = [
    ("tower", 150, 600),
    ("snow", 0, 0),
    ("beach", 400, 300),
    ("cat", 90, 60),
]


def shrink(width, height):
    longest = max(width, height)
    if width * height == 0:
        raise ValueError("a picture needs two sides")
    if longest <= 100:
        return f"{width} x {height}"
    return f"{width * 100 // longest} x {height * 100 // longest}"


for name, width, height in pictures:
    print(name, shrink(width, height))
