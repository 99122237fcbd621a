"""Guarantees of system_libraries.py and display.py: what is missing is named before Qt is loaded."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.core import display, system_libraries
from desktop.core.system_libraries import ANYWHERE, WAYLAND, XCB, install_command, package_manager, packages

ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux lacks libraries or a screen"
)

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
UBUNTU = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n'
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = 'NAME="Fedora Linux"\nID=fedora\n'
ROCKY = 'ID="rocky"\nID_LIKE="rhel centos fedora"\n'
MANJARO = "ID=manjaro\nID_LIKE=arch\n"
TUMBLEWEED = 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n'
ALPINE = "ID=alpine\nVERSION_ID=3.20.1\n"


@pytest.mark.parametrize(
    ("text", "manager"),
    [
        (DEBIAN, "apt"),
        (UBUNTU, "apt"),
        (MINT, "apt"),
        (FEDORA, "dnf"),
        (ROCKY, "dnf"),
        (MANJARO, "pacman"),
        (TUMBLEWEED, "zypper"),
        ('ID="opensuse-leap"\n', "zypper"),
        (ALPINE, "apk"),
        ("ID=plan9\n", ""),
        ("", ""),
        ("no equals sign\nID=\n", ""),
        ("ID='debian\n", "apt"),
    ],
)
def test_each_distribution_has_its_package_manager(text: str, manager: str, tmp_path: Path) -> None:
    file = tmp_path / "os-release"
    file.write_text(text, encoding="utf-8")
    assert package_manager([tmp_path / "missing", file]) == manager


def test_a_system_without_os_release_is_not_guessed(tmp_path: Path) -> None:
    assert package_manager([tmp_path / "missing"]) == ""


@pytest.mark.parametrize(
    ("manager", "as_root", "command"),
    [
        ("apt", True, "apt-get update && apt-get install -y libglib2.0-0 libegl1 libxcb-cursor0"),
        ("apt", False, "sudo apt-get update && sudo apt-get install -y libglib2.0-0 libegl1 libxcb-cursor0"),
        ("dnf", False, "sudo dnf install -y glib2 libglvnd-egl xcb-util-cursor"),
        ("pacman", False, "sudo pacman -S --needed glib2 libglvnd xcb-util-cursor"),
        ("zypper", False, "sudo zypper install -y libglib-2_0-0 libgthread-2_0-0 libEGL1 libxcb-cursor0"),
        ("apk", True, "apk add glib mesa-egl xcb-util-cursor"),
    ],
)
def test_the_exact_command_is_named_and_each_package_once(manager: str, as_root: bool, command: str) -> None:
    gone = {"libglib-2.0.so.0", "libgthread-2.0.so.0", "libEGL.so.1", "libxcb-cursor.so.0"}
    lacking = system_libraries.missing(ANYWHERE + XCB, loads=lambda soname: soname not in gone)
    if not sys.platform.startswith("linux"):
        assert lacking == ()
        return
    assert install_command(packages(lacking, manager), manager, as_root=as_root) == command
    text = system_libraries.problem(lacking, manager, as_root=as_root)
    assert text.splitlines()[-1] == f"  {command}"
    assert all(soname in text for soname in gone)


def test_an_unknown_system_is_told_the_libraries_themselves() -> None:
    text = system_libraries.problem(WAYLAND, "", as_root=False)
    assert "libwayland-client.so.0" in text
    assert "package manager" in text


@linux
def test_a_library_that_is_not_there_does_not_load() -> None:
    assert not system_libraries.can_load("libpython-features-explorer.so.9")
    assert system_libraries.can_load("libc.so.6")


def test_the_check_needs_nothing_but_the_standard_library() -> None:
    code = "import desktop.core.display as d; d.problem('offscreen')"
    subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, check=True, timeout=60)


@pytest.mark.parametrize(
    ("platform", "environ", "rows"),
    [
        ("", {"DISPLAY": ":0"}, ANYWHERE + XCB),
        ("", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ANYWHERE + XCB),
        ("", {"WAYLAND_DISPLAY": "wayland-0"}, ANYWHERE + WAYLAND),
        ("xcb", {}, ANYWHERE + XCB),
        ("offscreen", {"DISPLAY": ":0"}, ANYWHERE),
    ],
)
def test_only_the_libraries_of_the_screen_in_use_are_asked_for(
    platform: str, environ: dict[str, str], rows: tuple[system_libraries.Library, ...]
) -> None:
    assert display.libraries_for(platform, environ) == rows


@pytest.fixture
def all_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "missing", lambda wanted: ())


@linux
@pytest.mark.usefixtures("all_libraries")
class TestScreen:
    @pytest.mark.parametrize("platform", ["offscreen", "offscreen:size=800x600", "minimal"])
    def test_a_platform_without_a_screen_needs_none(self, platform: str) -> None:
        assert display.problem(platform, {}) is None
        assert display.problem(None, {"QT_QPA_PLATFORM": platform}) is None

    @pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}])
    def test_no_screen_is_one_sentence_with_the_way_out(self, environ: dict[str, str]) -> None:
        found = display.problem(None, environ)
        assert found is not None
        assert found.exit_code == display.EXIT_NO_DISPLAY
        assert "xvfb-run -a" in found.message
        assert "\n" not in found.message

    def test_a_screen_that_does_not_answer_is_named(self, tmp_path: Path) -> None:
        found = display.problem(None, {"DISPLAY": ":64999"})
        assert found is not None
        assert "The screen :64999 does not answer." in found.message
        found = display.problem("wayland", {"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": str(tmp_path)})
        assert found is not None
        assert found.exit_code == display.EXIT_NO_DISPLAY

    def test_a_screen_that_answers_is_taken(self, tmp_path: Path) -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
            server.bind(str(tmp_path / "w"))
            server.listen()
            environ = {"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": str(tmp_path)}
            assert display.problem(None, environ) is None
            assert display.problem(None, {**environ, "DISPLAY": ":64999"}) is None

    def test_a_display_of_another_host_is_taken_on_trust(self) -> None:
        assert display.problem(None, {"DISPLAY": "localhost:10.0"}) is None

    def test_a_platform_that_qt_does_not_have_is_refused_before_qt_aborts(self) -> None:
        found = display.problem("windows", {"DISPLAY": "localhost:10.0"})
        assert found is not None
        assert "“windows”" in found.message


@linux
def test_missing_libraries_come_before_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "missing", lambda wanted: tuple(wanted)[:1])
    found = display.problem(None, {})
    assert found is not None
    assert found.exit_code == display.EXIT_LIBRARIES
    assert "libstdc++.so.6" in found.message
