"""__getitem__, __setitem__, __delitem__ and __contains__

Square brackets are method calls: reading, assigning and deleting have
one method each, and `in` asks `__contains__`. The key may be whatever
suits the object.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Make your object indexable."
# level = "intermediate"
# tags = ["container"]
# covers = [
#   "dunder:__getitem__", "dunder:__setitem__",
#   "dunder:__delitem__", "dunder:__contains__",
# ]
# docs = ["reference/datamodel#emulating-container-types"]
# try = [
#   "Refuse squares like z9 with a `KeyError`, then ask for one.",
#   "Print the key in `__getitem__` and ask for `board[1:3]`.",
#   "Remove `__contains__`: which line fails, and why?",
# ]
# ///


class Board:
    """A chess board that keeps only the squares with a piece."""

    def __init__(self):
        self.pieces = {}

    def __getitem__(self, square):
        return self.pieces.get(square.lower(), "empty")

    def __setitem__(self, square, piece):
        self.pieces[square.lower()] = piece

    def __delitem__(self, square):
        del self.pieces[square.lower()]

    def __contains__(self, piece):
        return piece in self.pieces.values()


board = Board()
board["e1"] = "king"
board["A8"] = "rook"
print(board["E1"], board["a8"], board["d4"])

# The class decides what `in` means: here a piece, not a square.
print("rook" in board, "queen" in board)

# predict: is a square in the board?
print("e1" in board)

# A move is one assignment and one deletion.
board["a1"] = board["a8"]
del board["a8"]
print(board["a1"], board["a8"])

# Reading an empty square is fine here. Deleting one is not.
try:
    del board["h5"]
except KeyError as error:
    print("KeyError:", error)

# pitfall: Brackets alone do not give a length.
try:
    print(len(board))
except TypeError as error:
    print("TypeError:", error)
