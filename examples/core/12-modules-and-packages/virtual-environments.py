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
#   "Print `text`, the whole file `pyvenv.cfg`.",
#   "Make it with `system_site_packages=True`. What changes there?",
#   "Ask for `sys.prefix` alone: which two folders are printed?",
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

    # A small file keeps how it was made. Python looks for this file.
    text = (home / "pyvenv.cfg").read_text(encoding="utf-8")
    settings = dict(line.split(" = ", 1) for line in text.splitlines())
    print(settings["include-system-site-packages"])
    print("-m venv --without-pip" in settings["command"])

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

    # pitfall: An environment is made for its place, which is in its
    # files. Do not move or rename it: make a new one there.
    print(str(home) in settings["command"])

# What else can be asked for stands in the help of -m venv.
command = [sys.executable, "-m", "venv", "--help"]
print("--without-pip" in subprocess.check_output(command, text=True))
