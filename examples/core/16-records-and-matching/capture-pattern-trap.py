"""case RED: does not compare

A bare name in a pattern does not look up its value: it *catches*
whatever comes and gives it that name. A case after it could never be
reached, so Python refuses to start the program.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "See why a bare name matches everything."
# level = "intermediate"
# since = "3.10"
# kind = "syntax-error"
# expect = {exception = "SyntaxError", message = "name capture 'RED'"}
# tags = ["match", "surprise"]
# covers = ["ast:MatchAs", "ast:MatchValue", "exc:SyntaxError"]
# docs = ["reference/compound_stmts#capture-patterns"]
# try = [
#   "Write `Light.RED` and `Light.GREEN`: a dotted name compares.",
#   "Write the texts themselves: `case \"red\":`.",
#   "Delete `case GREEN:` and its line. What does it print now?",
# ]
# ///


class Light:
    RED = "red"
    GREEN = "green"


RED = "red"
GREEN = "green"


def meaning(colour):
    match colour:
        case "grey":
            return "is it on?"
        # pitfall: RED is a new name here, not the text "red".
        case RED:
            return "stop"
        case GREEN:
            return "go"


# predict: does this line run before the mistake is noticed?
print("green means", meaning("green"))
