"""Matching dictionaries: {"type": t, **rest}

A mapping pattern asks only for the keys it names. Further keys do not
disturb it, and `**rest` collects them. That suits messages whose form
depends on one of their values.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Route JSON-like messages."
# level = "intermediate"
# since = "3.10"
# tags = ["match"]
# covers = [
#   "ast:MatchMapping", "field:MatchMapping.keys",
#   "field:MatchMapping.patterns", "field:MatchMapping.rest",
# ]
# docs = ["reference/compound_stmts#mapping-patterns"]
# try = [
#   "Add a case for a door, open or closed, and tell one.",
#   "Move `case {}` to the top. What becomes of the others?",
#   "Send the temperature as a text: `\"21\"` for 19.",
# ]
# ///


def tell(message):
    match message:
        case {"type": "temp", "room": room, "c": int(degrees)}:
            return f"{room}: {degrees} degrees"
        case {"type": "temp", "c": int(degrees)}:
            return f"somewhere: {degrees} degrees"
        case {"type": "alarm", "where": [*rooms]}:
            return "alarm in " + ", ".join(rooms)
        case {"type": kind, **rest}:
            return f"unknown {kind} with {sorted(rest)}"
        case {}:
            return "no type"
        case _:
            return "no message"


# Keys that a pattern does not name are ignored.
print(tell({"type": "temp", "room": "attic", "c": 31, "battery": 80}))
print(tell({"type": "temp", "c": 19}))

# A value can be a pattern of its own: here a list of rooms.
print(tell({"type": "alarm", "where": ["hall", "cellar"]}))

# **rest holds what was left, the named keys not included.
print(tell({"type": "light", "room": "hall", "on": True}))

# predict: the type is right, but c is missing. Where does it land?
print(tell({"type": "temp", "room": "hall"}))

# pitfall: {} fits every dictionary, not only the empty one.
print(tell({"hello": 1}), "/", tell({}), "/", tell("hello"))
