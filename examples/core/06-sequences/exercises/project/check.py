import ast

told = run().strip().split("\n")
wanted = ["1. Ben 12", "2. Ida 9", "3. Noor 9", "4. Ana 3"]
assert told == wanted, (
    f"The board should be {wanted}, but it is {told}."
)

# The same program with other scores.
OTHER = [("Zoe", 5), ("Al", 5), ("Mia", 50), ("Bo", 0)]
assign = [
    node
    for node in tree.body
    if isinstance(node, ast.Assign)
    and isinstance(node.targets[0], ast.Name)
    and node.targets[0].id == "scores"
]
assert assign, "Keep the name `scores` for the pairs."
assign[0].value = ast.parse(repr(OTHER), mode="eval").body
lines = []
scope = {"print": lambda *args: lines.append(" ".join(map(str, args)))}
ast.fix_missing_locations(tree)
exec(compile(tree, "board", "exec"), scope)
wanted = ["1. Mia 50", "2. Al 5", "3. Zoe 5", "4. Bo 0"]
assert lines == wanted, (
    f"With other scores it should be {wanted}, but it is {lines}."
)
