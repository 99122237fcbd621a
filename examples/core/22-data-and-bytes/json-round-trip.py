"""JSON: dumps, loads, and what does not survive

JSON has texts, numbers, true, false, null, lists and objects. Python's
own kinds are turned into the nearest of these on the way out, and do
not all come back as they were.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Save and load plain data."
# level = "intermediate"
# tags = ["json", "surprise"]
# needs = ["subprocess"]
# covers = ["module:json", "cli:-m-json"]
# docs = ["library/json"]
# try = [
#   "Give `sort_keys=True` to the first `dumps` and compare.",
#   "Give `default=str` to the `dumps` of the set and print the text.",
#   "Load `text[:-1]`, without the closing bracket.",
# ]
# ///

import json
import subprocess
import sys

walk = {"name": "Ridge", "km": 12.5, "stops": ["hut"], "done": None}

# To text and back.
text = json.dumps(walk)
print(text)
print(json.loads(text) == walk)

# For people: indented, and with letters as they are.
print(json.dumps({"café": True}))
print(json.dumps({"café": True}, indent=2, ensure_ascii=False))

# pitfall: What JSON does not have comes back as something else.
# predict: the key was the number 7. What is it now?
before = {7: (1, 2)}
after = json.loads(json.dumps(before))
print(before, "->", after)

# What has no counterpart at all is refused.
try:
    json.dumps({"seen": {"owl"}})
except TypeError as error:
    print("TypeError:", error)

# So is a text that is not JSON. Single quotes are a common mistake.
try:
    json.loads("{'km': 3}")
except json.JSONDecodeError as error:
    print(f"line {error.lineno}, column {error.colno}: not JSON")

# The same module as a command, to look at a file.
# (From Python 3.14 on, `-m json` is enough.)
command = [sys.executable, "-m", "json.tool", "--compact"]
run = subprocess.run(
    command, input=text.encode(), stdout=subprocess.PIPE
)
print(run.stdout.decode()[:15], "...", len(run.stdout) < len(text))
