"""Attempts by what Python imports: modules in the working folder, at its start, and native ones."""

import importlib.machinery
import importlib.util
import os
import shutil
import sys

from trial import KEY, Held, NotHere, attempt, main, read


@attempt("im01", "shadow a module of the library in the working folder", must="no more rights")
def shadow():
    with open("colorsys.py", "w") as file:
        file.write(f"data = open({KEY!r}, 'rb').read()\n")
    sys.path.insert(0, os.getcwd())
    import colorsys

    return colorsys.data


@attempt("im02", "plant what every start of Python loads, for the next run", must="not loaded", runs=2)
def start_files():
    if "planted_by_a_run" in sys.modules or getattr(sys, "planted_by_a_run", False):
        return "loaded"
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for folder in (os.getcwd(), f"{os.getcwd()}/.local/lib/{version}/site-packages"):
        os.makedirs(folder, exist_ok=True)
        for name in ("sitecustomize.py", "usercustomize.py"):
            with open(f"{folder}/{name}", "w") as file:
                file.write("import sys\nsys.planted_by_a_run = True\n")
        with open(f"{folder}/planted.pth", "w") as file:
            file.write("import sys; sys.planted_by_a_run = True\n")
    raise Held("not loaded")


@attempt("im04", "load a native module from the working folder", must="no more rights")
def native():
    folder = os.path.dirname(os.__file__) + "/lib-dynload"
    names = [name for name in os.listdir(folder) if name.startswith("_json")] if os.path.isdir(folder) else []
    if not names:
        raise NotHere("this Python has no native module to copy")
    shutil.copyfile(f"{folder}/{names[0]}", "_json.so")
    loader = importlib.machinery.ExtensionFileLoader("_json", os.path.abspath("_json.so"))
    importlib.util.module_from_spec(importlib.util.spec_from_loader("_json", loader))
    return read(KEY)


main()
