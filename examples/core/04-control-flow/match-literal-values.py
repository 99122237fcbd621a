"""match on literal values with a default

`match` compares one value with the patterns behind `case`, from top to
bottom, and runs the first block that fits. `|` means "or", and `_` fits
everything, so it belongs at the end.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Replace a ladder of elif tests by a match statement."
# level = "beginner"
# since = "3.10"
# tags = ["match"]
# covers = [
#   "ast:Match", "ast:match_case", "ast:MatchValue", "ast:MatchAs",
#   "keyword:match", "keyword:case", "keyword:_", "pep:634", "pep:636",
#   "ast:MatchOr", "op:|",
# ]
# docs = [
#   "tutorial/controlflow#match-statements",
#   "reference/compound_stmts#the-match-statement",
# ]
# try = [
#   "Add a command `\"home\"` that sets `x` and `y` to `0`.",
#   "Give the robot `\"wait\"` and `\"UP\"`.",
#   "Move `case _:` to the top of the first `match`.",
# ]
# ///

# A robot follows a list of commands on a grid.
x = 0
y = 0
for command in ["up", "up", "right", "stay", "jump", "left"]:
    match command:
        case "up":
            y += 1
        case "down":
            y -= 1
        case "left":
            x -= 1
        case "right":
            x += 1
        case "stay" | "wait":
            print("  the robot waits")
        case _:
            print("  unknown command:", command)
    print(command, "->", x, y)

# Without _ it is no error when nothing fits: nothing happens.
match "dance":
    case "up":
        print("up it goes")
print("still at", x, y)

# Numbers are compared with ==, so 1 and 1.0 are the same.
match 1.0:
    case 1:
        print("one step")

# pitfall: The name home looks like a value to compare with.
# predict: the command is not "up". Does the case fit?
home = "up"
match "down":
    case home:
        print("fits; home is now", home)

# A bare name compares nothing. It fits everything and is tied to the
# value, like a label.
