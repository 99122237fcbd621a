"""Ways around what watches from inside Python; each ends in reading the key, which must be held."""

import gc
import io
import marshal
import os
import pickle
import sys
import types

from trial import KEY, Held, NotHere, attempt, by_native_code, main, read

_TELL = (
    "import os\n"
    "try: data = open({key!r}, 'rb').read(400)\n"
    "except OSError as error: data = b'E' + str(error.errno).encode()\n"
    "os.write({end}, data)\n"
)


@attempt("ip01", "read the key in a second interpreter, where no hook is")
def second_interpreter():
    make, execute = _interpreters()
    answer, end = os.pipe()
    execute(make(), _TELL.format(key=KEY, end=end))
    return _got(os.read(answer, 400))


def _interpreters():
    for name in ("_interpreters", "_xxsubinterpreters"):
        try:
            module = __import__(name)
        except ImportError:
            continue
        return module.create, getattr(module, "run_string", None) or module.exec
    raise NotHere("this Python has no second interpreter")


def _got(data):
    if data[:1] == b"E" and data[1:].isdigit():
        raise OSError(int(data[1:]), "held")
    return data


@attempt("ip02", "start a program that reads the key, without an event")
def without_event():
    from _posixsubprocess import fork_exec

    answer, end = os.pipe()
    problem, problem_end = os.pipe()
    words = [[b"cat", os.fsencode(KEY)], [b"/bin/cat"], True, (problem_end,), None, None]
    words += [-1, -1, -1, end, -1, -1, problem, problem_end, False, False, -1, None, None, None, -1, None]
    try:
        fork_exec(*words, False)
    except TypeError:
        fork_exec(*words)  # from 3.14 on
    os.close(end)
    data = os.read(answer, 400)
    if not data:
        raise Held("started, and read nothing")
    return data


@attempt("ip03", "let Tcl read the key")
def tcl():
    try:
        import tkinter
    except ImportError:
        raise NotHere("this Python has no tkinter") from None
    try:
        return tkinter.Tcl().eval("read [open {%s}]" % KEY)  # noqa: UP031 - braces are Tcl's
    except tkinter.TclError as error:
        raise Held(error) from None


@attempt("ip04", "use memory that was freed, then read the key by native code")
def freed_memory():
    views = []

    class Source(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            views.append(memoryview(buffer))
            return 0

    io.BufferedReader(Source(), 65536).read(1)
    gc.collect()
    if len(views[0]) == 0:
        raise RuntimeError("no view is left")
    return by_native_code(KEY)


@attempt("ip05", "change what a hook decides by, then read the key")
def change_hook():
    allowed = {"open": False, "paths": []}
    watcher = types.FunctionType(compile("allowed['open']", "hook", "eval"), {"allowed": allowed})
    for found in gc.get_objects():
        if isinstance(found, dict) and found.get("open") is False:
            found["open"] = True
    if not watcher():
        raise RuntimeError("the hook was not changed")
    return read(KEY)


@attempt("ip06", "find open by walking the classes and the frames")
def walk():
    subclasses = ().__class__.__base__.__subclasses__()
    found = next(kind for kind in subclasses if kind.__name__ == "_wrap_close")
    assert found.__init__.__globals__["open"]
    opener = sys._getframe().f_back.f_globals["__builtins__"]
    opener = opener["open"] if isinstance(opener, dict) else opener.open
    return opener(KEY, "rb").read()


class _Reduced:
    def __reduce__(self):
        return (eval, (f"open({KEY!r}, 'rb').read()",))


@attempt("ip07", "run code under other names: alias, type, marshal, pickle, breakpoint")
def other_names():
    source = f"open({KEY!r}, 'rb').read()"
    code = compile(source, "lesson", "eval")
    ways = [
        lambda: (lambda alias: alias(source))(eval),
        lambda: getattr(__builtins__, "ev" + "al")(source),
        lambda: types.FunctionType(code, {})(),
        lambda: eval(marshal.loads(marshal.dumps(code))),
        lambda: pickle.loads(pickle.dumps(_Reduced())),
        _by_breakpoint,
    ]
    for way in ways:
        try:
            return way()
        except OSError as error:
            last = error
    raise last


def _by_breakpoint():
    sys.breakpointhook, before = (lambda: read(KEY)), sys.breakpointhook
    try:
        return breakpoint()
    finally:
        sys.breakpointhook = before


main()
