"""Where a file from elsewhere stands says what its imports find; the disk is asked, nothing is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.inference import imported_siblings
from desktop.core.place import Place, alone, place_of


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A folder of two projects; ``shop`` is a package with another one in it, ``tools`` a bare folder."""
    for name in (
        *("code/shop/__init__.py", "code/shop/cart.py", "code/shop/prices/__init__.py"),
        *("code/shop/prices/tax.py", "code/tools/report.py", "code/tools/beside.py", "code/common.py"),
        *("code/03-units/inches.py", "code/v1.2/old.py", "code/random.py", "code/tools/random.py"),
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    return tmp_path / "code"


@pytest.mark.parametrize(
    ("file", "text", "root", "package"),
    [
        ("shop/cart.py", "from . import prices", "", "shop"),
        ("shop/prices/tax.py", "from .. import cart", "", "shop.prices"),
        ("shop/prices/tax.py", "def f():\n    from ..cart import x", "", "shop.prices"),
        ("tools/report.py", "from . import beside", "", "tools"),
        ("03-units/inches.py", "from . import feet", "", "03-units"),
        ("v1.2/old.py", "from . import new", "v1.2", ""),
        ("common.py", "from . import shop", "", ""),
        ("tools/report.py", "from ... import beyond", "tools", ""),
        ("shop/cart.py", "import os", "", ""),
        ("tools/report.py", "import common", "", ""),
        ("tools/report.py", "this does not parse", "tools", ""),
    ],
)
def test_in_a_library_the_library_or_the_outermost_package_is_where_imports_begin(
    code: Path, file: str, text: str, root: str, package: str
) -> None:
    place = place_of(code / file, text, code)
    assert (place.root, place.shown, place.package) == (code / root, code / root, package)
    assert place.folder == (code / file).parent


@pytest.mark.parametrize(
    ("file", "text", "root", "shown", "package"),
    [
        ("shop/cart.py", "from . import prices", "", "shop", "shop"),
        ("shop/prices/tax.py", "from . import x\nfrom .. import cart", "", "shop", "shop.prices"),
        ("shop/prices/tax.py", "from shop.cart import x", "", "shop", ""),
        ("shop/prices/tax.py", "import os", "shop/prices", "shop/prices", ""),
        ("shop/prices/tax.py", "from ... import beyond", "shop/prices", "shop/prices", ""),
        ("tools/report.py", "from . import beside", "tools", "tools", ""),
        ("tools/report.py", "import common", "tools", "tools", ""),
    ],
)
def test_a_file_alone_stays_in_its_own_folder_unless_it_needs_the_package_around_it(
    code: Path, file: str, text: str, root: str, shown: str, package: str
) -> None:
    """And of what lies around the package nothing is shown."""
    place = place_of(code / file, text, None)
    assert (place.root, place.shown, place.package) == (code / root, code / shown, package)
    assert place_of(code / file, text, code.parent / "another") == place


def test_a_library_that_is_itself_a_package_begins_above(code: Path) -> None:
    place = place_of(code / "shop" / "cart.py", "from . import prices", code / "shop")
    assert (place.root, place.shown, place.package) == (code, code / "shop", "shop")


@pytest.mark.parametrize(
    ("text", "is_needed"),
    [
        ("import common", True),
        ("import shop.prices", True),
        ("import beside", False),
        ("import random", False),
        ("import os", False),
        ("__import__('../common')", False),
        ("from . import beside", True),
    ],
)
def test_the_library_is_needed_for_what_is_only_found_there(code: Path, text: str, is_needed: bool) -> None:
    assert place_of(code / "tools" / "report.py", text, code).is_needed is is_needed


def test_siblings_are_found_beside_the_program_and_in_the_library(code: Path) -> None:
    (code / "tools" / "beside.py").write_text("import common\nfrom . import never")
    (code / "common.py").write_text("from shop.prices import tax")
    (code / "shop" / "prices" / "tax.py").write_text("from .. import cart")
    file, text = code / "tools" / "report.py", "import beside"
    found = imported_siblings(file, text, place_of(file, text, code))
    assert [module.relative_to(code).as_posix() for module in found] == [
        *("tools/beside.py", "common.py", "shop/__init__.py", "shop/prices/__init__.py"),
        *("shop/prices/tax.py", "shop/cart.py"),
    ]


def test_siblings_of_a_package_are_found_whatever_its_folder_is_called(code: Path) -> None:
    (code / "03-units" / "feet.py").write_text("")
    (code / "feet.py").write_text("")
    file, text = code / "03-units" / "inches.py", "from . import feet"
    place = place_of(file, text, code)
    assert imported_siblings(file, text, place) == (code / "03-units" / "feet.py",)
    assert imported_siblings(file, text) == (code / "03-units" / "feet.py",)


def test_alone_is_how_python_runs_a_script(code: Path) -> None:
    assert alone(code / "common.py") == Place(code, code, code)
    assert place_of(code / "common.py", "import shop", code) == Place(code, code, code)
