import importlib
import io
import runpy
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path

FOLDER = Path("frames")


def forget():
    """Let the next import read the files anew."""
    for name in list(sys.modules):
        if name.partition(".")[0] == "frames":
            del sys.modules[name]
    importlib.invalidate_caches()


def told(*words):
    """What `python -m frames` prints when it is given these words."""
    forget()
    sys.argv = ["frames", *words]
    printed = io.StringIO()
    with redirect_stdout(printed):
        try:
            runpy.run_module("frames", run_name="__main__")
        except SystemExit:
            pass
        except Exception as error:
            print(f"{type(error).__name__}: {error}")
    return printed.getvalue().splitlines()


def imported(name):
    """The module, and what it printed."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        try:
            module = importlib.import_module(name)
        except Exception as error:
            raise AssertionError(
                f"`import {name}` ends with "
                f"{type(error).__name__}: {error}"
            ) from error
    return module, printed.getvalue()


forget()
shutil.rmtree(FOLDER, ignore_errors=True)
sys.dont_write_bytecode = True
program = run().splitlines()
assert program == ["20 x 30 needs 100"], (
    "The program should print ['20 x 30 needs 100'], "
    f"but it prints {program}."
)
for name in ["__init__.py", "wood.py", "__main__.py"]:
    assert (FOLDER / name).is_file(), (
        f"There is no file {name} in the folder frames."
    )

sys.path.insert(0, ".")
forget()
sys.argv = ["another program"]
frames, printed = imported("frames")
assert printed == "", (
    f"`import frames` should print nothing, but it prints {printed!r}."
)
assert hasattr(frames, "length"), (
    "After `import frames` there should be `frames.length`."
)
assert frames.length(9, 13) == 44, (
    f"frames.length(9, 13) should be 44, "
    f"but it is {frames.length(9, 13)!r}."
)
wood, printed = imported("frames.wood")
assert getattr(wood, "length", None) is frames.length, (
    "frames.length should be the function of the module wood."
)

for words, wanted in [
    (["9", "13"], ["9 x 13 needs 44"]),
    (["20", "30", "9", "13"], ["20 x 30 needs 100", "9 x 13 needs 44"]),
    ([], ["usage: frames WIDTH HEIGHT ..."]),
]:
    lines = told(*words)
    assert lines == wanted, (
        f"With the words {words} `python -m frames` should print "
        f"{wanted}, but it prints {lines}."
    )

forget()
sys.path.remove(".")
shutil.rmtree(FOLDER)
