"""Making a virtual environment

A virtual environment is a folder with a Python of its own, so that
what you install for one project does not disturb another. `venv`
makes it; `sys.prefix` tells in which one a program runs.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Create one without pip and see how sys.prefix changes."
# level = "intermediate"
# kind = "command"
# tags = ["tools"]
# needs = ["subprocess"]
# covers = ["module:venv", "pep:405", "cli:-m-venv"]
# docs = ["library/venv"]
# try = [
#   "Print the whole file `pyvenv.cfg`.",
#   "Make it with `system_site_packages=True`. What changes there?",
#   "Make one with pip, outside of here: it takes a little longer.",
# ]
# ///

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path


def ask(python, question):
    command = [python, "-c", question]
    return subprocess.check_output(command, text=True).strip()


with tempfile.TemporaryDirectory() as folder:
    home = Path(folder) / "project"

    # The same as: python -m venv --without-pip project
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    print(sorted(path.name for path in home.iterdir())[-1])

    # A small file says which Python stands behind it.
    text = (home / "pyvenv.cfg").read_text(encoding="utf-8")
    settings = dict(line.split(" = ", 1) for line in text.splitlines())
    print(settings["include-system-site-packages"])

    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")

    # predict: in there, is sys.prefix the same as sys.base_prefix?
    question = "import sys; print(sys.prefix == sys.base_prefix)"
    for program in [sys.executable, python]:
        print(ask(program, question))

    # Its packages have a folder of their own, and it is still empty.
    question = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(ask(python, question))
    print(packages.is_relative_to(home.resolve()))
    print(list(packages.iterdir()))

# pitfall: An environment is made for its place. To move it, make a
# new one there.
command = [sys.executable, "-m", "venv", "--help"]
print("usage" in subprocess.check_output(command, text=True))
