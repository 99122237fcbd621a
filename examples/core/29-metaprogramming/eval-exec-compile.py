"""eval, exec and compile

`eval` computes one expression from a text, `exec` runs statements, and
`compile` prepares either for many runs. Give them a namespace of
their own, and never the text of a stranger.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Run text as code, with your own namespace."
# level = "advanced"
# tags = ["dynamic", "surprise"]
# covers = ["builtin:eval", "builtin:exec", "builtin:compile"]
# docs = ["library/functions#eval"]
# try = [
#   "Give `eval` the text `price = 3` and read the error.",
#   "Read `[1, 2]` with `ast.literal_eval`, then `__import__('os')`.",
#   "Compile `1 +` and print `error.text` and `error.offset`.",
# ]
# ///

# An expression and the names it may use.
names = {"price": 4, "count": 3}
print(eval("price * count", names))

# Statements give no value. What they assign lands in the namespace.
recipe = {}
exec("cups = 2\nfor _ in range(3):\n    cups *= 2", recipe)
print(recipe["cups"], eval("cups + 1", recipe))

# Compiled once, used for many namespaces.
formula = compile("width * height", "formula", "eval")
print([eval(formula, {"width": w, "height": 2}) for w in [1, 5, 9]])
print(formula.co_filename, formula.co_names)

# A mistake in the text is found before anything runs.
try:
    compile("print('hi')\nprint('there'", "letter.py", "exec")
except SyntaxError as error:
    print(f"SyntaxError in {error.filename}, line {error.lineno}")

# predict: a function runs exec. Does its own name change?
total = 1


def change():
    total = 10
    exec("total = 99")
    return total


print(change(), total)

# pitfall: An empty namespace is no wall. Python puts the built-ins in.
space = {}
print(eval("len('abc')", space), "__builtins__" in space)

# Even with those taken away, everything can be reached from a number.
way = "(1).__class__.__base__.__subclasses__()"
found = eval(way, {"__builtins__": {}})
print("more than 100 classes:", len(found) > 100)
