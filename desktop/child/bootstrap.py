"""Runs the learner's file as a clean ``__main__``: ``INTERPRETER bootstrap.py CONTROL ARG... FILE``.

Leaves no trace of itself in ``__main__``, ``sys`` or a traceback. All but these lines lies in ``program.py``,
because a script's own bytecode is never cached.
"""

given = dict(globals())  # the names that this version of Python gives to every program

import sys  # noqa: E402

loaded = set(sys.modules)
sys.path[0] = given["__file__"].replace("\\", "/").rpartition("/desktop/child/")[0]
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
