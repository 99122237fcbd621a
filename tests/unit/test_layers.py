"""The layers of the design, read from the syntax trees: each message says what to do instead."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = ROOT / "desktop"

PURE_VALUES = ("desktop.child.protocol", "desktop.sandbox.policy")
THE_PACKAGE = ("desktop",)
CORE_LIBRARIES = ("yaml", "pygments", "appdirs", "rapidfuzz")
QT_OF_SERVICES = ("PySide6.QtCore",)
COMPOSITION = (
    *(
        "app",
        "assembly",
        "cli",
        "headless",
        "headless_check",
        "headless_coverage",
        "headless_runs",
        "doctor",
        "__main__",
        "__init__",
    ),
    *("selftest", "selftest_arena", "selftest_attempts", "selftest_trials", "selftest_victims"),
)


@dataclass(frozen=True, slots=True)
class Layer:
    """What the modules below ``desktop/<name>`` may import, beside themselves and the standard library."""

    may: tuple[str, ...]
    instead: str
    must_not: tuple[str, ...] = ()


LAYERS = {
    "child": Layer(
        ("desktop.sandbox", *THE_PACKAGE),
        "the child is another program: send it what it needs as JSON through protocol.py",
    ),
    "sandbox": Layer(THE_PACKAGE, "it runs before the example with nothing of ours: pass plain values in"),
    "core": Layer(
        (*CORE_LIBRARIES, *PURE_VALUES, *THE_PACKAGE),
        "the rules know no Qt and no caller: return a value, or take a callable",
    ),
    "services": Layer(
        (*QT_OF_SERVICES, "desktop.core", "desktop.sandbox", *PURE_VALUES, *THE_PACKAGE),
        "services have signals, not widgets: emit one and let ui/ draw it",
    ),
    "ui": Layer(
        ("PySide6", "shiboken6", "desktop.services", "desktop.core", *PURE_VALUES, *THE_PACKAGE),
        "widgets ask the session: put the work into services/ or core/",
        must_not=("subprocess", "multiprocessing"),
    ),
}


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the dotted module it loads and where it stands."""

    module: str
    line: int


def imports_of(tree: ast.Module, package: str) -> Iterator[Import]:
    """Every import in a module of ``package``, also inside functions; ``from a import b`` may be ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(name.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            for module in _modules_from(node, package):
                yield Import(module, node.lineno)


def _modules_from(node: ast.ImportFrom, package: str) -> Iterator[str]:
    base = node.module or ""
    if node.level:
        parents = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join([*parents, base] if base else parents)
    for name in node.names:
        dotted = f"{base}.{name.name}"
        yield dotted if is_module(dotted) else base


def is_module(dotted: str) -> bool:
    """Whether ``desktop.a.b`` names a module or package of ours, rather than a name inside one."""
    path = ROOT.joinpath(*dotted.split("."))
    return dotted.startswith("desktop.") and (path.with_suffix(".py").is_file() or path.is_dir())


def is_below(module: str, names: Iterable[str]) -> bool:
    """``desktop`` itself is a name, not a prefix: it is the package that imports nothing."""
    return any(module == name or (name != "desktop" and module.startswith(name + ".")) for name in names)


def is_allowed(module: str, own: str, layer: Layer) -> bool:
    if is_below(module, layer.must_not):
        return False
    if module.partition(".")[0] in sys.stdlib_module_names:
        return True
    return is_below(module, (own, *layer.may))


def _layer_problems(file: Path, tree: ast.Module) -> Iterator[str]:
    name = file.relative_to(DESKTOP).parts[0]
    layer = LAYERS.get(name)
    if layer is None:
        return
    package = ".".join(file.relative_to(ROOT).parent.parts)
    for found in imports_of(tree, package):
        if not is_allowed(found.module, f"desktop.{name}", layer):
            yield f"{_place(file, found.line)}: {name}/ must not import {found.module}; {layer.instead}"


def _place(file: Path, line: int) -> str:
    return f"{file.relative_to(ROOT)}:{line}"


@dataclass(frozen=True, slots=True)
class SinglePlace:
    """Something that one place of the project hides, so that it can be found and changed there."""

    what: str
    is_it: Callable[[ast.AST], bool]
    only_in: tuple[str, ...]
    instead: str

    def holds(self, file: str) -> bool:
        """Whether ``file``, relative to ``desktop/``, is this place or lies in it."""
        return any(
            file == place or (place.endswith("/") and file.startswith(place)) for place in self.only_in
        )


def _imports(*modules: str) -> Callable[[ast.AST], bool]:
    def is_it(node: ast.AST) -> bool:
        if isinstance(node, ast.Import):
            return any(is_below(name.name, modules) for name in node.names)
        return isinstance(node, ast.ImportFrom) and is_below(node.module or "", modules)

    return is_it


def _names(name: str) -> Callable[[ast.AST], bool]:
    """The name used or imported, bare or as an attribute."""

    def is_it(node: ast.AST) -> bool:
        if isinstance(node, ast.ImportFrom):
            return any(alias.name == name for alias in node.names)
        return (isinstance(node, ast.Name) and node.id == name) or (
            isinstance(node, ast.Attribute) and node.attr == name
        )

    return is_it


def _calls(name: str) -> Callable[[ast.AST], bool]:
    return lambda node: isinstance(node, ast.Call) and _names(name)(node.func)


def _attribute_of_sys(name: str) -> Callable[[ast.AST], bool]:
    """``sys.<name>``, also as ``getattr(sys, "<name>")``."""

    def is_it(node: ast.AST) -> bool:
        if isinstance(node, ast.Attribute):
            return node.attr == name and isinstance(node.value, ast.Name) and node.value.id == "sys"
        return (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in ("getattr", "hasattr")
            and [ast.unparse(argument) for argument in node.args[:2]] == ["sys", repr(name)]
        )

    return is_it


SINGLE_PLACES = (
    SinglePlace(
        "QProcess",
        _names("QProcess"),
        ("services/launcher.py",),
        "start a run through Runner and listen to its signals",
    ),
    SinglePlace(
        "yaml",
        _imports("yaml"),
        ("core/settings.py", "core/config_file.py"),
        "read settings from a Snapshot and save them through Settings.save",
    ),
    SinglePlace(
        "appdirs", _imports("appdirs"), ("core/paths.py",), "take the folders from Paths, which is passed in"
    ),
    SinglePlace(
        "sys.frozen", _attribute_of_sys("frozen"), ("core/paths.py",), "ask core/paths.py for what differs"
    ),
    SinglePlace(
        "sys.platform",
        _attribute_of_sys("platform"),
        (
            "core/paths.py",
            "core/display.py",
            "core/system_libraries.py",
            "core/interpreters.py",
            "child/",
            "sandbox/",
            "services/launcher.py",
            "services/channel.py",
            "services/environment.py",
            "ui/actions.py",
        ),
        "each system has its own module: put the difference there behind one name",
    ),
    SinglePlace(
        "QApplication(",
        _calls("QApplication"),
        ("app.py",),
        "app.py makes the only one; pass in what is needed",
    ),
    SinglePlace(
        "processEvents",
        _names("processEvents"),
        (),
        "give the loop back: do the work in steps on a timer, or in the run's process",
    ),
    SinglePlace(
        "pickle", _imports("pickle", "marshal", "shelve"), (), "what crosses a process is JSON, checked"
    ),
)


def _place_problems(file: Path, tree: ast.Module) -> Iterator[str]:
    own = file.relative_to(DESKTOP).as_posix()
    foreign = [place for place in SINGLE_PLACES if not place.holds(own)]
    for node in ast.walk(tree):
        for place in foreign:
            if place.is_it(node):
                where = " or ".join(place.only_in) or "nowhere"
                line = getattr(node, "lineno", 0)
                yield f"{_place(file, line)}: {place.what} belongs in {where}; {place.instead}"


def _sources() -> list[Path]:
    return sorted(DESKTOP.rglob("*.py"))


def _problems(check: Callable[[Path, ast.Module], Iterator[str]]) -> list[str]:
    found = []
    for file in _sources():
        found.extend(check(file, ast.parse(file.read_text(encoding="utf-8"), str(file))))
    return found


def test_no_layer_imports_what_it_must_not_know() -> None:
    problems = _problems(_layer_problems)
    assert not problems, "\n" + "\n".join(problems)


def test_what_has_a_single_place_is_nowhere_else() -> None:
    problems = _problems(_place_problems)
    assert not problems, "\n" + "\n".join(problems)


def test_every_module_belongs_to_a_layer_or_to_the_composition_root() -> None:
    for file in _sources():
        first = file.relative_to(DESKTOP).parts[0]
        assert first in LAYERS or first.removesuffix(".py") in COMPOSITION, (
            f"{file.relative_to(ROOT)} is in no layer: put it below one of {', '.join(LAYERS)}"
        )


def test_the_packages_that_the_launcher_passes_through_import_nothing() -> None:
    """The launcher runs without our libraries, and run.py before there are any."""
    for name in ("__init__.py", "child/__init__.py", "sandbox/__init__.py", "core/__init__.py"):
        tree = ast.parse((DESKTOP / name).read_text(encoding="utf-8"))
        assert not list(imports_of(tree, "desktop")), f"desktop/{name} must import nothing"


@pytest.mark.parametrize("folder", ["packaging", "resources", "examples"])
def test_folders_that_are_no_packages_have_no_init(folder: str) -> None:
    """A package named ``packaging`` would hide the library of that name from every tool we use."""
    found = [str(file.relative_to(ROOT)) for file in (ROOT / folder).glob("__init__.py")]
    assert not found, f"delete {found}: {folder}/ holds files, not a package"


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {_dotted(file): _runtime_imports(file) for file in _sources()}
    circle = _find_circle(graph)
    assert not circle, (
        f"these modules import each other: {' -> '.join(circle)}; pass in what one of them needs"
    )


def _dotted(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _runtime_imports(file: Path) -> set[str]:
    """What loading the module loads: not what functions import when called, nor what only types need."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    loading = ast.Module(
        [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], type_ignores=[]
    )
    package = ".".join(file.relative_to(ROOT).parent.parts)
    own = _dotted(file)
    return {found.module for found in imports_of(loading, package) if found.module not in (own, "desktop")}


def _find_circle(graph: dict[str, set[str]]) -> list[str]:
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done or module not in graph:
            return []
        for imported in sorted(graph[module]):
            circle = walk(imported, [*path, module])
            if circle:
                return circle
        done.add(module)
        return []

    return next((circle for module in sorted(graph) if (circle := walk(module, []))), [])


@pytest.mark.parametrize(
    ("layer", "code", "names"),
    [
        ("core", "from PySide6.QtCore import QObject", "PySide6.QtCore"),
        ("core", "def f():\n    import desktop.ui.theme", "desktop.ui.theme"),
        ("core", "from desktop.child import bootstrap, protocol", "desktop.child"),
        ("services", "from PySide6 import QtWidgets", "PySide6"),
        ("ui", "import subprocess", "subprocess"),
        ("ui", "from desktop.sandbox import tiers", "desktop.sandbox"),
        ("child", "import pygments", "pygments"),
        ("sandbox", "from ..core.paths import find_paths", "desktop.core.paths"),
    ],
)
def test_a_forbidden_import_is_named_with_its_line(layer: str, code: str, names: str) -> None:
    problems = list(_layer_problems(DESKTOP / layer / "invented.py", ast.parse("\n" + code)))
    line = 3 if code.startswith("def") else 2
    assert problems
    assert problems[0].startswith(f"desktop/{layer}/invented.py:{line}: {layer}/ must not import {names}")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("ui/console.py", "from PySide6.QtCore import QProcess"),
        ("services/session.py", "QtCore.QProcess.start"),
        ("core/pack.py", "import yaml.nodes"),
        ("core/pack.py", "from yaml import safe_load"),
        ("cli.py", "getattr(sys, 'frozen', False)"),
        ("ui/console.py", "sys.platform == 'win32'"),
        ("ui/console.py", "QtWidgets.QApplication([])"),
        ("ui/console.py", "QCoreApplication.processEvents()"),
    ],
)
def test_a_second_place_is_found(file: str, code: str) -> None:
    assert list(_place_problems(DESKTOP / file, ast.parse(code)))


def test_a_circle_of_modules_is_found() -> None:
    assert _find_circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]
