"""Runs the learner's file as a clean ``__main__``: ``INTERPRETER bootstrap.py CONTROL ARG... FILE``.

Leaves no trace of itself in ``__main__``, ``sys`` or a traceback. All but these lines lies in ``program.py``,
because a script's own bytecode is never cached.
"""

given = dict(globals())  # the names that this version of Python gives to every program

import sys  # noqa: E402

loaded = set(sys.modules)
# Two packages made by hand: to find them Python would list folders that a confined program may not.
for name in ("desktop", "desktop.child"):
    sys.modules[name] = type(sys)(name)
    sys.modules[name].__path__ = sys.path[:1]
# Beside an example nothing may appear; bytecode of ours saves this Python a third of its next start.
sys.dont_write_bytecode, wanted = False, sys.dont_write_bytecode

from desktop.child.program import Program  # noqa: E402

sys.dont_write_bytecode = wanted
program = Program(given, loaded)
try:
    exec(program.compile(), program.namespace)
except BaseException as error:
    program.prepare_traceback(error)
    raise
