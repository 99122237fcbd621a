"""Functions of ``security.blocked_functions`` refuse the program's own files and serve all others as ever."""

from __future__ import annotations

import pytest

from desktop.child.protocol import OutcomeKind
from desktop.core.interpreters import find_interpreters
from desktop.sandbox.policy import Policy, Tier
from tests.qt.real_runs import Programs, Run
from tests.qt.sandboxed import programs

__all__ = ["programs"]
INTERPRETERS = {found.release: found.path for found in find_interpreters()}
VERSIONS = pytest.mark.parametrize("release", INTERPRETERS)

REFUSED = (
    "def refused(action):\n"
    "    try: action()\n"
    "    except PermissionError as error: print(error)\n"
    "    else: print('went through')\n"
)
ADVICE = "{} is in security.blocked_functions. Take it out of the list in the settings to allow it.\n"
# Parts of the library that call these functions for the program.
LIBRARY = """\
import collections, dataclasses, doctest, enum, timeit, typing, code, codeop, inspect, runpy, pathlib, shutil
Pair = collections.namedtuple("Pair", "a b"); assert Pair(1, 2).a == 1
@dataclasses.dataclass(order=True)
class Point:
    '''
    >>> 1 + 1
    2
    '''
    x: "int" = 1
assert Point() < Point(2)
assert typing.get_type_hints(Point) == {"x": int}
assert inspect.get_annotations(Point, eval_str=True) == {"x": int}
assert timeit.timeit("1 + 1", number=9) > 0
result = doctest.testmod(); assert result == (0, 1), result
names = {}; code.InteractiveInterpreter(names).runcode(codeop.compile_command("x = 5"))
assert names["x"] == 5
pathlib.Path("other.py").write_text("y = 6"); assert runpy.run_path("other.py")["y"] == 6
import json.tool
shutil.rmtree
print("ends")
"""
ALL = (
    "eval",
    "exec",
    "compile",
    "open",
    "globals",
    "locals",
    "vars",
    "dir",
    "__import__",
    "os.remove",
    "print",
)


def guarded(programs: Programs, source: str, *names: str, **details: object) -> Run:
    """Run it with these functions blocked."""
    return programs.run(source, blocked=names, **details)


@VERSIONS
@pytest.mark.parametrize("tier", [Tier.STRONG, Tier.KERNEL, Tier.LIMITS])
def test_a_call_of_the_program_is_refused_and_the_setting_is_named(
    programs: Programs, tier: Tier, release: str
) -> None:
    calls = {
        "eval": "eval('1')",
        "exec": "exec('x = 1')",
        "os.remove": "os.remove('none')",
        "shutil.rmtree": "shutil.rmtree('none')",
        "pathlib.Path.unlink": "pathlib.Path('none').unlink()",
        "pathlib.Path.cwd": "pathlib.Path.cwd()",
        "threading.Thread": "threading.Thread()",
        "xml.etree.ElementTree.parse": "xml.etree.ElementTree.parse('none')",
        "math.sqrt": "math.sqrt(4)",
        "json.loads": "list(map(json.loads, ['1']))",
    }
    source = "import json, math, os, pathlib, shutil, threading, xml.etree.ElementTree\n" + REFUSED
    source += "".join(f"refused(lambda: {call})\n" for call in calls.values())
    run = guarded(programs, source, *calls, policy=Policy(tier), interpreter=INTERPRETERS[release])
    assert run.stdout.decode() == "".join(ADVICE.format(name) for name in calls), run.stderr.decode()


@VERSIONS
def test_the_library_goes_on_using_them(programs: Programs, release: str) -> None:
    names = [name for name in ALL if name != "print"]
    run = guarded(programs, LIBRARY, *names, interpreter=INTERPRETERS[release])
    assert (run.stdout, run.stderr) == (b"ends\n", b"")


@VERSIONS
def test_code_of_others_sees_its_own_names(programs: Programs, release: str) -> None:
    """What looks at its caller's names without being given any finds those of the real caller."""
    folder = programs.folder / "library"
    folder.mkdir()
    (folder / "library.py").write_text(
        "one = 1\n"
        "def look():\n"
        "    two = 2\n"
        "    words = [eval('one + two'), eval('one', None, {'one': 5}), eval('one', {'one': 7})]\n"
        "    words += [sorted(locals()), sorted(vars()), dir(), 'one' in globals()]\n"
        "    words += [vars(look) == {}, len(dir(1)) > 9]\n"
        "    exec('global three; three = one + two'); return words, three\n"
    )
    source = f"import sys; sys.path.append({str(folder)!r})\nimport library\nprint(library.look())\n"
    run = guarded(programs, source, *ALL[:-1], interpreter=INTERPRETERS[release])
    plain = programs.run(source, interpreter=INTERPRETERS[release])
    assert run.stdout == plain.stdout != b"", run.stderr.decode()


def test_a_module_beside_the_program_is_refused_too(programs: Programs) -> None:
    file = programs.write("import neighbour\nneighbour.f()\n")
    (file.parent / "neighbour.py").write_text("def f(): eval('1')\n")
    run = guarded(programs, file, "eval")
    assert run.outcome.exception is not None
    assert run.outcome.exception.type_name == "PermissionError"


@VERSIONS
def test_nothing_is_imported_for_it_and_nothing_is_left_of_the_waiting(
    programs: Programs, release: str
) -> None:
    source = (
        "import sys\nprint('colorsys' in sys.modules, 'array' in sys.modules)\n"
        "import colorsys as c, array\nprint(type(c.__loader__).__name__, c.__spec__.loader is c.__loader__)\n"
        "import colorsys as again\nprint(c is again, c.rgb_to_hsv.__name__)\n"
    )
    run = guarded(
        programs, source, "colorsys.rgb_to_hsv", "array.typecodes", interpreter=INTERPRETERS[release]
    )
    assert run.stdout == b"False False\nSourceFileLoader True\nTrue rgb_to_hsv\n", run.stderr.decode()


def test_a_name_that_stands_for_nothing_changes_nothing(programs: Programs) -> None:
    names = ("nothing", "os.nothing", "no.such.thing", "os.path", "int", "str.upper", "os.", ".os", "",
             "os..x", "array.array", "__import__", "__build_class__", "os.environ", "sys.no.no")  # fmt: skip
    source = (
        "import os, array\nclass A(int): pass\nprint(A(3), 'x'.upper(), array.array('i', [1])[0], os.sep)\n"
    )
    assert guarded(programs, source, *names).stdout == b"3 X 1 /\n"


def test_a_blocked_class_can_still_be_compared_and_inherited(programs: Programs) -> None:
    source = REFUSED + (
        "import threading, logging.handlers, concurrent.futures\n"
        "class Own(threading.Thread): pass\n"
        "print(isinstance(threading.main_thread(), threading.Thread)); refused(Own)\n"
        "print(concurrent.futures.ThreadPoolExecutor(1).submit(abs, -1).result())\n"
    )
    run = guarded(programs, source, "threading.Thread")
    assert run.stdout.decode() == "True\n" + ADVICE.format("threading.Thread") + "1\n"


@VERSIONS
def test_the_library_works_as_safely_as_before(programs: Programs, release: str) -> None:
    """``shutil`` asks of ``os.unlink`` itself whether it can avoid a race."""
    source = (
        "import os, shutil; os.makedirs('a/b'); shutil.rmtree('a')\n"
        "print(shutil.rmtree.avoids_symlink_attacks)\n"
    )
    names = ("os.unlink", "os.rmdir", "os.open")
    assert guarded(programs, source, *names, interpreter=INTERPRETERS[release]).stdout == b"True\n"


@VERSIONS
def test_no_frame_of_ours_is_in_the_traceback_that_ends_the_program(programs: Programs, release: str) -> None:
    source = "def f():\n    {}\nf()\n"
    refusing = guarded(programs, source.format("eval(1)"), "eval", interpreter=INTERPRETERS[release])
    assert refusing.outcome.kind is OutcomeKind.FAILED
    frames = [line for line in refusing.stderr.decode().splitlines() if line.startswith("  File")]
    assert [frame.rpartition(", ")[2] for frame in frames] == ["in <module>", "in f"]
    assert refusing.stderr.decode().endswith(f"PermissionError: {ADVICE.format('eval')}")
    caught = "import traceback\ntry: eval(1)\nexcept PermissionError: traceback.print_exc()\n"
    shown = guarded(programs, caught, "eval", interpreter=INTERPRETERS[release]).stderr.decode()
    assert "desktop" not in shown
    assert 'File "<security.blocked_functions>"' in shown


@VERSIONS
def test_an_import_that_fails_shows_what_it_shows_in_python(programs: Programs, release: str) -> None:
    """The import system calls these functions too."""
    shown = []
    for names in ((), ("exec", "compile", "open")):
        file = programs.write("import neighbour\n")
        (file.parent / "neighbour.py").write_text("import third\n")
        (file.parent / "third.py").write_text("1 / 0\n")
        caught = "import traceback\ntry: import broken\nexcept SyntaxError: traceback.print_exc()\n"
        (file.parent / "broken.py").write_text("x =\n")
        file.write_text(caught + file.read_text())
        run = guarded(programs, file, *names, interpreter=INTERPRETERS[release])
        shown.append(run.stderr.decode().replace(str(file.parent), ""))
    assert shown[0] == shown[1]


def test_code_that_goes_through_us_inherits_no_future(programs: Programs) -> None:
    folder = programs.folder / "library"
    folder.mkdir()
    (folder / "library.py").write_text(
        "def f():\n    names = {}; exec('x: 1 + 1', names)\n    return names['__annotations__']\n"
    )
    source = f"import sys; sys.path.append({str(folder)!r})\nimport library\nprint(library.f())\n"
    assert guarded(programs, source, "exec").stdout == b"{'x': 2}\n"


def test_it_follows_into_forked_children(programs: Programs) -> None:
    source = (
        REFUSED + "import os, sys\nif os.fork() == 0: refused(lambda: eval('1')); sys.exit()\nos.wait()\n"
    )
    assert guarded(programs, source, "eval").stdout.decode() == ADVICE.format("eval")


def test_many_names_reach_the_program_and_too_many_end_the_start(programs: Programs) -> None:
    """More than a pipe holds by itself, and more than it can hold at all."""
    many = [f"module_{number}.function" for number in range(8_000)]
    run = guarded(programs, REFUSED + "refused(lambda: eval('1'))\n", *many, "eval")
    assert run.stdout.decode() == ADVICE.format("eval")
    run = guarded(programs, "open('ran', 'w')", *[f"{name}_{'x' * 150}" for name in many])
    assert run.outcome.kind is OutcomeKind.NOT_STARTED
    assert run.outcome.detail.startswith("the notes: ")
    assert (list(run.spec.work_dir.iterdir()), run.processes()) == ([], [])
