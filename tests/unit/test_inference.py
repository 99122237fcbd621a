"""What a program would need is told from its text, and ordinary teaching code needs nothing."""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.inference import (
    Wish,
    declared_wishes,
    imported_siblings,
    metadata_block,
    needs_of,
    permissions_of,
    wishes,
)
from desktop.sandbox.policy import Permission, Policy, Tier
from desktop.services.environment import example_environment

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HOME = Path("/home/somebody")
BLOCK = '# /// script\n# [tool.explorer]\n# needs = ["threads", "subprocess", "display", "magic"]\n# ///\n'


def _asked(text: str, **environment: str) -> list[str]:
    return [str(wish.permission) for wish in wishes(text, environment, home=HOME)]


# -- declared ------------------------------------------------------------------------------------------------


def test_what_the_file_declares_becomes_permissions_and_threads_need_none() -> None:
    assert needs_of(BLOCK) == ("threads", "subprocess", "display", "magic")
    assert declared_wishes(BLOCK) == (
        Wish(Permission("run"), 0, "the file declares `subprocess`"),
        Wish(Permission("display"), 0, "the file declares `display`"),
    )
    assert permissions_of(["loopback", "terminal", "loopback", "threads"]) == (
        Permission("net", "loopback"),
        Permission("terminal"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "print(1)",
        "# /// script\n# needs = 3 [\n# ///\n",
        "# /// script\n# [tool]\n# explorer = 1\n# ///\n",
        '# /// script\n# [tool.explorer]\n# needs = "subprocess"\n# ///\n',
        "# /// script\n# [tool.explorer]\n# needs = [1]\n# ///\n",
    ],
)
def test_a_block_that_cannot_be_read_declares_nothing(text: str) -> None:
    assert needs_of(text) == () == declared_wishes(text)


def test_the_block_alone_is_compared() -> None:
    assert metadata_block(BLOCK + "print(1)") == metadata_block('"""Doc."""\n' + BLOCK) != ""
    assert metadata_block(BLOCK) != metadata_block(BLOCK.replace("display", "loopback"))
    assert metadata_block("print(1)") == ""


# -- by imports and names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "permission", "why"),
    [
        ("import subprocess", "run", "line 2 imports subprocess"),
        ("import subprocess as sp", "run", "line 2 imports subprocess"),
        ("from subprocess import run", "run", "line 2 imports subprocess"),
        ("from subprocess import *", "run", "line 2 imports subprocess"),
        ("def f():\n    import multiprocessing.shared_memory", "run", "line 3 imports multiprocessing"),
        ("from multiprocessing import Pool", "run", "line 2 imports multiprocessing"),
        ('__import__("subprocess")', "run", "line 2 imports subprocess"),
        ('import importlib\nimportlib.import_module("subprocess")', "run", "line 3 imports subprocess"),
        ('import os\nos.system("ls")', "run", "line 3 uses os.system"),
        ('import os as o\no.popen("ls")', "run", "line 3 uses os.popen"),
        ("from os import fork\nfork()", "run", "line 3 uses os.fork"),
        ("from os import forkpty as f\nf()", "run", "line 3 uses os.forkpty"),
        ('from os import *\nexecv("/bin/ls", [])', "run", "line 3 uses os.execv"),
        ("import os, threading\nthreading.Thread(target=os.spawnl)", "run", "line 3 uses os.spawnl"),
        ("import os\nos.posix_spawnp('ls', [], {})", "run", "line 3 uses os.posix_spawnp"),
        ("import concurrent.futures as c\nc.ProcessPoolExecutor()", "run", None),
        ("from concurrent.futures import ProcessPoolExecutor as P\nP()", "run", None),
        ("import asyncio\nasyncio.create_subprocess_exec('ls')", "run", None),
        ("import asyncio\nasyncio.create_subprocess_shell('ls')", "run", None),
        ("import tkinter as tk", "display", "line 2 imports tkinter"),
        ("from tkinter import ttk", "display", "line 2 imports tkinter"),
        ("import turtle", "display", None),
        ("from turtledemo import clock", "display", None),
        ("import idlelib.idle", "display", None),
        ("from PySide6.QtWidgets import QApplication", "display", None),
        ("import PyQt5.QtCore", "display", None),
        ("import curses", "terminal", None),
        ("import tty, termios", "terminal", "line 2 imports tty"),
        ("import os\nos.openpty()", "terminal", None),
        ('open("/dev/tty")', "terminal", "line 2 opens a terminal"),
    ],
)
def test_an_import_or_a_name_says_what_is_needed(text: str, permission: str, why: str | None) -> None:
    (wish,) = wishes("x = 1\n" + text)
    assert str(wish.permission) == permission
    assert why is None or wish.why == why


def test_a_terminal_of_its_own_that_starts_a_program_needs_both() -> None:
    assert _asked("import pty\npty.spawn('sh')\npty.fork()") == ["terminal", "run"]


@pytest.mark.parametrize(
    "text",
    [
        "import os\nprint(os.getpid(), os.sep, os.cpu_count(), hasattr(os, 'fork'))",
        "from os import fork",
        "system('ls')\nsubprocess.run([])\nsocket.socket()",
        "import os\nos.system = print",
        "class Os:\n    system = print\nos = Os()\nos.system('ls')",
        "from concurrent.futures import ThreadPoolExecutor",
        "from multiprocessing.dummy import Pool",
        "from multiprocessing.pool import ThreadPool",
        "import asyncio\nasyncio.run(asyncio.sleep(0))",
        "import matplotlib.pyplot\nimport readline\nimport termios",
        "from curses import ascii",
        "from curses.ascii import isdigit",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import subprocess",
        "import typing\nif typing.TYPE_CHECKING:\n    import subprocess\nelse:\n    print()",
        "import socket\nsocket.gethostname(), socket.socketpair(), socket.timeout",
        "import socket\nsocket.socket(socket.AF_UNIX)",
        "import socket as s\ns.socket(family=s.AF_UNIX)",
        "from urllib.parse import urlparse\nurlparse('https://example.com/')",
        "import http\nhttp.HTTPStatus.OK",
        "from .subprocess import run",
        "'''import subprocess'''\nx = 'import subprocess'  # import subprocess",
        "match x:\n    case True | None:\n        pass",
    ],
)
def test_ordinary_code_needs_nothing(text: str) -> None:
    assert wishes(text) == ()


def test_what_is_below_else_of_a_check_for_types_counts() -> None:
    assert _asked("if TYPE_CHECKING:\n    pass\nelse:\n    import subprocess") == ["run"]


# -- the network ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        'import socket\ns = socket.socket()\ns.connect(("127.0.0.1", 80))',
        'import socket\nHOST = "localhost"\ns = socket.socket()\ns.bind((HOST, 0))',
        'from socket import *\ns = socket(AF_INET6)\ns.connect(("::1", 80))',
        'import socket\nsocket.create_server(("", 8000))',
        'import socket\nsocket.create_connection(("127.0.0.53", 53))',
        "import http.server",
        "from http.server import HTTPServer",
        "from http import server",
        "import socketserver",
        "import asyncio\nasyncio.start_server(print, port=0)",
        'import urllib.request\nurllib.request.urlopen("http://localhost:8000/x")',
        'import urllib.request\nurllib.request.urlopen(f"http://127.0.0.1:{port}/x")',
        'import httpx\nhttpx.get("http://[::1]:80/")',
        'import http.server, http.client\nhttp.server.HTTPServer(("127.0.0.1", 0), H)',
        'import asyncio\nasyncio.open_connection("127.0.0.1", 80)',
        'import asyncio\nasyncio.start_server(f, "0.0.0.0", 0)\nasyncio.open_connection(host="localhost")',
    ],
)
def test_this_computer_alone_is_asked_for_where_no_other_is_named(text: str) -> None:
    assert _asked(text) == ["net=loopback"]


@pytest.mark.parametrize(
    "text",
    [
        'import socket\nsocket.socket().connect(("example.com", 80))',
        "import socket\nsocket.socket().connect((host, 80))",
        "import socket\nsocket.getaddrinfo(name, 80)",
        'import socket\nsocket.gethostbyname("example.com")',
        'import socket\ns = socket.socket()\ns.connect(("localhost", 1))\ns.connect(("10.0.0.1", 1))',
        "import urllib.request",
        "from urllib import request",
        "from urllib.request import urlopen",
        'import urllib.request\nurllib.request.urlopen("http://localhost@example.com/")',
        'import urllib.request\nurllib.request.urlopen("http://localhost.example.com/")',
        'import http.client\nhttp.client.HTTPSConnection("docs.python.org")',
        "import ftplib",
        "from smtplib import SMTP",
        "import ssl",
        "import requests",
        "import aiohttp",
        "import xmlrpc.client",
        "import asyncio\nasyncio.open_connection(host, port)",
    ],
)
def test_another_or_an_unknown_host_needs_the_whole_network(text: str) -> None:
    assert _asked(text) == ["net=any"]


def test_a_server_and_a_client_of_another_host_need_both() -> None:
    text = 'import http.server\nimport requests\nrequests.get("https://example.com")'
    assert _asked(text) == ["net=loopback", "net=any"]


def test_a_link_in_a_docstring_is_no_host() -> None:
    text = '"https://docs.python.org"\nimport httpx\nhttpx.get("http://localhost")'
    assert _asked(text) == ["net=loopback"]


# -- files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('open("/data/x.csv")', ["read=/data/x.csv"]),
        ('open("/data/x.csv", "rb")', ["read=/data/x.csv"]),
        ('open("/data/x.csv", mode)', ["read=/data/x.csv"]),
        ('open("/data/x.csv", "w")', ["write=/data/x.csv"]),
        ('open("/data/x.csv", mode="a")', ["write=/data/x.csv"]),
        ('open("/data/x.csv", "r+")', ["write=/data/x.csv"]),
        ('open("/data/x.csv", "x")', ["write=/data/x.csv"]),
        ('open(file="/data/x.csv", mode="w")', ["write=/data/x.csv"]),
        ('with open("/data/a") as a, open("/data/b", "w") as b: pass', ["read=/data/a", "write=/data/b"]),
        ('open("~/x.csv")', ["read=/home/somebody/x.csv"]),
        ('open(os.path.expanduser("~/x.csv"))', ["read=/home/somebody/x.csv"]),
        ('Path("~/x.csv").expanduser().read_text()', ["read=/home/somebody/x.csv"]),
        ('io.open("/data/x")', ["read=/data/x"]),
        ('os.open("/data/x", os.O_RDONLY)', ["read=/data/x"]),
        ('os.open("/data/x", os.O_WRONLY | os.O_CREAT)', ["write=/data/x"]),
        ('gzip.open("/data/x", "wt")', ["write=/data/x"]),
        ('open(Path("/data") / "x.csv")', ["read=/data/x.csv"]),
        ('Path("/data/x").read_text()', ["read=/data/x"]),
        ('Path("/data", "x", name).read_bytes()', ["read=/data/x"]),
        ('(Path("/data") / name).read_bytes()', ["read=/data"]),
        ('Path("/data/x").write_text("")', ["write=/data/x"]),
        ('Path("/data/x").open()', ["read=/data/x"]),
        ('Path("/data/x").open("w")', ["write=/data/x"]),
        ('for p in Path("/data").iterdir(): pass', ["read=/data"]),
        ('ROOT = Path("/data")\n(ROOT / "x").write_bytes(b"")', ["write=/data/x"]),
        ('FILE = "/data/x"\nopen(FILE)', ["read=/data/x"]),
        ('open(os.path.join("/data", "x", name))', ["read=/data/x"]),
        ('os.listdir("/srv")\nos.scandir("/data")', ["read=/srv", "read=/data"]),
        ('os.remove("/data/x")', ["write=/data/x"]),
        ('shutil.copy("/data/a", "/srv/b")', ["read=/data/a", "write=/srv/b"]),
        ('shutil.rmtree("/data")', ["write=/data"]),
        ('sqlite3.connect("/data/x.db")', ["write=/data/x.db"]),
        ('open("//data/../srv/./x")', ["read=/srv/x"]),
        ('open("/tmp/../etc/passwd")', ["read=/etc/passwd"]),
        ('os.listdir("/")', ["read=/"]),
    ],
)
def test_a_literal_path_that_is_opened_is_asked_for(code: str, expected: list[str]) -> None:
    imports = "import gzip, io, os, shutil, sqlite3\nfrom pathlib import Path\n"
    assert _asked(imports + code) == expected
    assert all(Permission.parse(text) for text in expected)


@pytest.mark.parametrize(
    "code",
    [
        'open("x.csv")\nopen(name)\nopen(0)\nopen(b"/data/x")\nopen()',
        'open("/dev/null", "w")\nopen("/tmp/x", "w")\nopen("/proc/self/maps")\nopen("/usr/share/dict/words")',
        'print("/data/x")\nx = "/data/x"',
        'p = Path("/data/x.txt")\nprint(p.suffix, p.parent, p.parts, p.with_suffix(".md"))',
        'PurePath("/data/x").name\n"/a/b".replace("/", ".")\n"/a".open()',
        'os.path.join("/data", "x")\nos.path.split("/data/x")',
        'for x in "ab":\n    x = "/data"\n    x = "b"\nopen(x)',
        'open("/data/\\x1b[2K")\nopen("/data/\\u202egpj")\nopen("/data/\\0")',
        'sqlite3.connect(":memory:")\nPath.home().joinpath("x")\nPath()\nPath().iterdir()',
        "x = y\ny = x\nopen(x)",
    ],
)
def test_a_path_that_is_not_opened_not_absolute_or_everybodys_is_not_asked_for(code: str) -> None:
    assert _asked("import os, sqlite3\nfrom pathlib import Path, PurePath\n" + code) == []


# -- variables -----------------------------------------------------------------------------------------------


def test_a_variable_is_asked_for_where_the_application_has_it() -> None:
    text = (
        "import os\nfrom os import environ, getenv as g\n"
        'os.environ["A"]\nos.environ.get("B", "")\nos.getenv("C")\nenviron["D"]\ng("E")\nos.getenv("F")\n'
        'os.environ["G"] = "1"\n"G" in os.environ\nos.getenv(A)\nos.environ[0]'
    )
    assert _asked(text, A="", B="", C="", D="", E="", G="") == [f"env={name}" for name in "ABCDE"]
    assert _asked(text) == []


def test_what_would_change_how_python_starts_is_not_asked_for() -> None:
    text = 'import os\nos.getenv("LD_PRELOAD")\nos.getenv("PYTHONPATH")\nos.getenv("A-B")\nos.getenv("É")'
    assert _asked(text, LD_PRELOAD="", PYTHONPATH="", É="", **{"A-B": ""}) == []


@pytest.mark.parametrize("tier", [Tier.STRONG, Tier.KERNEL])
def test_what_every_run_has_is_not_asked_for(tier: Tier) -> None:
    own = dict.fromkeys(
        ("HOME", "TZ", "TERM", "LANG", "LC_TIME", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "SECRET"),
        "x",
    )
    had = example_environment(own, {}, Policy(tier, display=True), Path("/h"))
    text = "import os\n" + "".join(f"os.getenv({name!r})\n" for name in {**own, **had})
    assert _asked(text, **(own | had)) == ["env=SECRET"]


# -- as a whole ----------------------------------------------------------------------------------------------


def test_each_wish_comes_once_with_its_first_line_and_in_the_order_of_the_lines() -> None:
    text = 'open("/data/x")\nimport subprocess\nimport os\nos.system("a")\nopen("/data/x")\nimport turtle\n'
    assert [(str(wish.permission), wish.line) for wish in wishes(text)] == [
        ("read=/data/x", 1),
        ("run", 2),
        ("display", 6),
    ]
    assert all(wish.why.isprintable() and not wish.refusal for wish in wishes(text))


@pytest.mark.parametrize(
    "text",
    [
        "import subprocess\ndef (",
        "import subprocess\n\0",
        "import subprocess\n" + "(" * 5000,
        "import subprocess\nx = " + "-" * 50_000 + "1",
        "import subprocess\n\udcff",
    ],
    ids=range(5),
)
def test_a_text_that_does_not_parse_needs_nothing(text: str) -> None:
    assert wishes(text) == ()


def test_line_ends_and_marks_of_other_systems_change_nothing() -> None:
    assert _asked("\ufeffimport os\r\n\r\nimport subprocess\r\n") == ["run"]
    assert wishes("\ufeffimport os\r\n\r\nimport subprocess\r\n")[0].line == 3


@pytest.mark.filterwarnings("error")
def test_a_warning_of_the_parser_is_not_ours() -> None:
    assert _asked("x = '\\d' is 1\nimport subprocess") == ["run"]


_HOSTILE = {
    "attributes": "import os\n" + ("os" + ".system" * 900 + "\n") * 100,
    "names of a long module": f"from {'a' * 300_000} import " + ", ".join(f"b{n}" for n in range(50_000)),
    "a long name in quotes": f"__import__('{'a.' * 400_000}')",
    "stars": "".join(f"from a{n} import *\nx\n" for n in range(20_000)),
    "sums": "open(" + "+".join(["'/a'"] * 900) + ")",
    "joined paths": "from pathlib import Path\n(Path('/a')" + " / 'b'" * 900 + ").read_text()",
    "names for names": "".join(f"a{n} = a{n - 1}\n" for n in range(20_000)) + "open(a19999)\n" * 20_000,
    "dots of parents": "from " + "." * 300_000 + "a import b",
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_text_made_to_be_slow_ends(name: str, tmp_path: Path) -> None:
    """Without a bound each of these takes minutes, or gigabytes."""
    wishes(_HOSTILE[name])
    imported_siblings(tmp_path / "main.py", _HOSTILE[name])


@pytest.mark.parametrize(
    "slow",
    [
        "import " + ".".join(["a"] * 300_000),
        "from " + ".\\\n".join(["a"] * 300_000) + " import b",
        "if 1: import " + " . \\\r\n".join(["a"] * 200_000),
        "f'''" + "{x}\n" * 200_000 + "'''",
    ],
    ids=range(4),
)
def test_a_text_that_python_itself_parses_for_minutes_is_not_read(slow: str) -> None:
    assert wishes("import subprocess\n" + slow) == ()


_WORDS = ("import", "os", ".", "open", "(", "'/a'", ")", "\n", ",", "=", "from", "*", "'w'", "x")


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_WORDS)).map(" ".join)))
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(wishes(text, os.environ), tuple)
    needs_of(text)


def test_the_bundled_examples_ask_for_nothing_that_they_do_not_declare() -> None:
    files = sorted(EXAMPLES.rglob("*.py"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        undeclared = {wish.permission for wish in wishes(text, os.environ)} - set(
            permissions_of(needs_of(text))
        )
        assert not undeclared, f"{file}: {undeclared}"


def test_every_module_of_python_can_be_read() -> None:
    """Forms that no example has: each tenth file of the standard library, whatever it asks for."""
    files = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))[::10]
    assert len(files) > 10
    for file in files:
        wishes(file.read_text(encoding="utf-8", errors="surrogateescape"), os.environ)


# -- modules beside the file ---------------------------------------------------------------------------------


def _tree(folder: Path, **files: str) -> Path:
    """``a_b`` stands for ``a/b.py``; returns the main file."""
    for name, text in {"main": "", **files}.items():
        file = folder.joinpath(*_parts(name)).with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder / "main.py"


def _parts(name: str) -> list[str]:
    return [part.replace("INIT", "__init__") for part in name.split("_")]


def _found(main: Path, text: str | None = None) -> list[str]:
    siblings = imported_siblings(main, main.read_text() if text is None else text)
    return [file.relative_to(main.parent).as_posix() for file in siblings]


def test_modules_are_found_through_modules_each_once(tmp_path: Path) -> None:
    main = _tree(
        tmp_path,
        main="import one\nimport os, json",
        one="from two import x\nimport main",
        two="import one",
        other="",
    )
    assert _found(main) == ["one.py", "two.py"]


def test_the_given_text_counts_and_not_the_file(tmp_path: Path) -> None:
    main = _tree(tmp_path, main="import one", one="", two="")
    assert _found(main, "def f():\n    import two") == ["two.py"]


def test_of_a_package_what_is_imported_is_found(tmp_path: Path) -> None:
    main = _tree(
        tmp_path,
        main="import pack.inner.deep\nfrom pack import used",
        pack_INIT="from . import near\nfrom .near import x",
        pack_used="from ..pack import far",
        pack_near="",
        pack_far="",
        pack_unused="",
        pack_inner_INIT="",
        pack_inner_deep="from .. import up\nfrom ... import outside\nfrom .... import beyond",
        pack_up="",
        outside="",
        beyond="",
    )
    assert sorted(_found(main)) == [
        *("outside.py", "pack/__init__.py", "pack/far.py", "pack/inner/__init__.py", "pack/inner/deep.py"),
        *("pack/near.py", "pack/up.py", "pack/used.py"),
    ]


def test_a_package_goes_before_a_module_and_that_before_a_bare_folder(tmp_path: Path) -> None:
    main = _tree(
        tmp_path,
        main="import a, b.c\nimport d.e",
        a="",
        a_INIT="",
        b="",
        b_c="",
        d_e="",
    )
    assert _found(main) == ["a/__init__.py", "b.py", "d/e.py"]


def test_links_pipes_and_large_files_are_left_out(tmp_path: Path) -> None:
    main = _tree(tmp_path, main="import link, pipe, large, linked.x, fine, largest", fine="", target_x="")
    (tmp_path / "link.py").symlink_to(tmp_path / "fine.py")
    (tmp_path / "linked").symlink_to(tmp_path / "target")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "large.py").write_bytes(b"#" * 1_000_001)
    (tmp_path / "largest.py").write_bytes(b"#" * 1_000_000)
    assert _found(main) == ["fine.py", "largest.py"]


def test_at_most_two_hundred_are_found(tmp_path: Path) -> None:
    names = [f"m{number}" for number in range(210)]
    main = _tree(tmp_path, main="import " + ", ".join(names), **dict.fromkeys(names, ""))
    assert len(_found(main)) == 200


def test_a_name_in_quotes_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "outside.py").write_text("")
    (tmp_path / "inside").mkdir()
    main = _tree(tmp_path / "inside", near="")
    names = ["../outside", f"/{tmp_path}/outside", f"x./{tmp_path}/outside", "..outside", "near", "a\\0"]
    text = "from importlib import import_module\n" + "".join(f'import_module("{name}")\n' for name in names)
    assert _found(main, text) == ["near.py"]


def test_a_module_that_does_not_parse_or_is_of_another_encoding_is_found_too(tmp_path: Path) -> None:
    main = _tree(tmp_path, main="import broken, latin", broken="def (", target="")
    (tmp_path / "latin.py").write_bytes("# coding: latin-1\nimport target  # é".encode("latin-1"))
    assert _found(main) == ["broken.py", "latin.py", "target.py"]


def test_nothing_is_run(tmp_path: Path) -> None:
    trap = f"open({str(tmp_path / 'ran')!r}, 'w')"
    main = _tree(tmp_path, main=f"import one\n{trap}", one=trap)
    assert _found(main) == ["one.py"]
    wishes(main.read_text())
    assert not (tmp_path / "ran").exists()
