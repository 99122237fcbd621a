import ast

WANTED = "tea      3\ncocoa   12\nsoup   140"

printed = run().rstrip("\n")
assert printed == WANTED, (
    f"The table should look like this:\n{WANTED}\n"
    f"It looks like this:\n{printed}"
)

# The same program with other rows: nothing may be written for these.
OTHER = [["pear", "1", "long one"], ["fig", "200", "-"]]
assign = [
    node
    for node in tree.body
    if isinstance(node, ast.Assign)
    and isinstance(node.targets[0], ast.Name)
    and node.targets[0].id == "rows"
]
assert assign, "Keep the name `rows` for the rows of the table."
assign[0].value = ast.parse(repr(OTHER), mode="eval").body
lines = []
scope = {"print": lambda *args: lines.append(" ".join(map(str, args)))}
ast.fix_missing_locations(tree)
exec(compile(tree, "table", "exec"), scope)
wanted = ["pear    1  long one", "fig   200         -"]
assert lines == wanted, (
    f"With three columns it should print {wanted}, "
    f"but it prints {lines}."
)
