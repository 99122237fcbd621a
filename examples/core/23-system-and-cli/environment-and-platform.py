"""Environment variables and the platform

Every process starts with a set of named texts, its *environment*, and
hands a copy to the processes it starts. `platform`, `sysconfig` and
`sys` tell what the program is running on.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Read settings and find out where you are."
# level = "intermediate"
# tags = ["os"]
# needs = ["subprocess"]
# covers = [
#   "module:os", "module:platform", "module:sysconfig", "pep:421",
# ]
# docs = ["library/os#os.environ"]
# try = [
#   "Print `sorted(os.environ)`. What do you recognise?",
#   "Give `check_output` also `env={}`. What does the child miss?",
#   "Assign the number 3 to `TEA_CUPS` and read the error.",
# ]
# ///

import os
import platform
import subprocess
import sys
import sysconfig

# Like a dictionary of texts. A variable may not be there.
print(os.environ.get("TEA_COLOUR"))
print(os.environ.get("TEA_COLOUR", "green"))

# A variable is set like an item. The value is always a text.
os.environ["TEA_COLOUR"] = "black"
os.environ["TEA_CUPS"] = "3"
print(os.getenv("TEA_COLOUR"), "TEA_CUPS" in os.environ)

# predict: is it three cups, or the text 3?
print(os.environ["TEA_CUPS"] * 2)

# pitfall: Every text that is not empty is true, "0" and "no" as well.
os.environ["TEA_SUGAR"] = "0"
print(bool(os.environ["TEA_SUGAR"]), os.environ["TEA_SUGAR"] == "1")

# A program that is started gets a copy. Its changes stay with it.
code = "import os; os.environ['TEA_COLOUR'] += ' tea'"
code += "; print('child:', os.environ['TEA_COLOUR'])"
child = [sys.executable, "-c", code]
print(subprocess.check_output(child, text=True).strip())
print("parent:", os.environ["TEA_COLOUR"])

# Which Python is this? Every implementation has a name.
print(sys.implementation.name, platform.python_implementation())
print(sys.version_info >= (3, 11), platform.python_version_tuple()[0])

# Which system is it? Ask only when there is no way around it.
known = {"posix": "Linux, macOS and others", "nt": "Windows"}
print(os.name in known, sys.platform in ["linux", "darwin", "win32"])

# Where things are. The paths themselves differ from machine to machine.
print("library there:", os.path.isdir(sysconfig.get_path("stdlib")))
print("working folder is absolute:", os.path.isabs(os.getcwd()))
