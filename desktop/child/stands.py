"""Functions of C that stand for Python's own, so that ours is done right before them.

Hides structures of Python's C interface. A stand is a genuine built-in function with the name, the words and
the looks of the one it stands for, and no frame of ours is on the stack while that one runs.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

_CDECL, _PYTHONAPI = 1, 4  # ctypes: the second keeps the interpreter's lock, and takes over its exceptions
_RTLD_NOW = 2
_VARARGS_KEYWORDS = 3  # the kind of function whose signature is that of PyObject_Call
_WORD = 8


def put_before(ctypes: Any, module: ModuleType, names: tuple[str, ...], act: Callable[[], object]) -> None:
    """Have ``act`` called before each of these built-in functions of ``module``. It must not raise.

    ``ctypes`` is ``_ctypes``. Raises AttributeError or OSError where this Python cannot.
    """
    make = _maker(ctypes, module)
    for name in names:
        setattr(module, name, make(getattr(module, name), act))


def _maker(ctypes: Any, module: ModuleType) -> Callable[[Any, Callable[[], object]], Any]:
    flags = {"_flags_": _CDECL | _PYTHONAPI}
    pointer: Any = type("_Pointer", (ctypes._SimpleCData,), {"_type_": "P"})
    text = type("_Text", (ctypes._SimpleCData,), {"_type_": "z"})
    anything = type("_Object", (ctypes._SimpleCData,), {"_type_": "O"})
    function = type("_Function", (ctypes.CFuncPtr,), {**flags, "_restype_": anything})
    program = ctypes.dlopen(None, _RTLD_NOW)
    create = function(ctypes.dlsym(program, "PyCFunction_NewEx"))
    create.argtypes = (pointer, anything, anything)
    call = ctypes.dlsym(program, "PyObject_Call")
    keep = function(ctypes.dlsym(program, "Py_IncRef"))
    keep.restype = None
    keep.argtypes = (anything,)

    def make(real: Any, act: Callable[[], object]) -> Any:
        """``PyMethodDef``: name, function, kind, documentation."""
        name, words = text(real.__name__.encode()), text(_documented(real))
        parts = (_address(name), call, _VARARGS_KEYWORDS, _address(words))
        definition = b"".join([part.to_bytes(_WORD, sys.byteorder) for part in parts])
        held = text(definition)
        keep([name, words, held])  # for ever: the definition must outlive the function
        return create(_address(held), _stand(module, real, act), real.__module__)

    def _address(held: Any) -> int:
        return int(pointer.from_buffer(held).value)

    return make


def _documented(real: Any) -> bytes:
    """Python takes the first lines for the function's words if they look like that."""
    words = real.__text_signature__
    return (f"{real.__name__}{words}\n--\n\n{real.__doc__}" if words else f"{real.__doc__}").encode()


def _stand(module: ModuleType, real: Any, act: Callable[[], object]) -> object:
    """What the function is bound to, in place of its module: Python asks its class for how to call it."""

    def found(self: object) -> Any:
        act()
        return real

    looks_like_it: Any = type("module", (type(sys),), {"__call__": property(found)})
    stand = looks_like_it(module.__name__)
    stand.__dict__.update(module.__dict__)
    return stand
