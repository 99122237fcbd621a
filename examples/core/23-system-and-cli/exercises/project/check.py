import ast
import logging
from pathlib import Path

FILE = Path("tasks.log")


def forget():
    """Leave nothing of a run to the next one."""
    names = list(logging.root.manager.loggerDict)
    for logger in [logging.root, *map(logging.getLogger, names)]:
        for handler in list(logger.handlers):
            handler.close()
            logger.removeHandler(handler)
    FILE.unlink(missing_ok=True)


def compare(printed, wanted, logged):
    printed = printed.split("\n")[:-1]
    assert printed == wanted, (
        f"It should print {wanted}, but it prints {printed}."
    )
    assert FILE.exists(), "There is no file tasks.log after the run."
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert lines == logged, (
        f"The log file should hold {logged}, but it holds {lines}."
    )
    forget()


forget()
compare(
    run(),
    ["1 call Mia"],
    [
        "INFO added water the fern",
        "INFO added call Mia",
        "INFO done water the fern",
        "WARNING there is no 7",
    ],
)
others = [
    ["done", "1"],
    ["add", "7 apples"],
    ["add", "post"],
    ["add", "sew"],
    ["list"],
    ["done", "0"],
    ["done", "2"],
    ["done", "3"],
    ["done", "2"],
    ["list"],
]
compare(
    run(commands=others),
    ["1 7 apples", "2 post", "3 sew", "1 7 apples"],
    [
        "WARNING there is no 1",
        "INFO added 7 apples",
        "INFO added post",
        "INFO added sew",
        "WARNING there is no 0",
        "INFO done post",
        "WARNING there is no 3",
        "INFO done sew",
    ],
)

modules = set()
for node in ast.walk(tree):
    if isinstance(node, ast.Import):
        modules |= {alias.name for alias in node.names}
    elif isinstance(node, ast.ImportFrom):
        modules.add(node.module)
for name in ["argparse", "logging"]:
    assert name in modules, (
        f"All is right but one thing: the program should use {name}."
    )
