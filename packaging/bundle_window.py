"""The window of a bundle: what PyInstaller freezes, what of Qt is left out, and what lies beside it.

Imported by the spec file too, inside PyInstaller: standard library only.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from bundle_libraries import is_of_the_host

ROOT = Path(__file__).resolve().parent.parent
ENTRY = str(ROOT / "packaging" / "bundle_entry.py")
SPEC = ROOT / "packaging" / "bundle.spec"
PROGRAM = "python-explorer"
FOLDER = "python-features-explorer"

# Named in branches of libraries that never run here; tkinter belongs to the examples' own Python.
EXCLUDED_MODULES = ("tkinter", "test", "unittest", "pydoc", "doctest", "pip", "setuptools", "IPython", "PIL")

# Kinds of plugin that the window can use; the rest only drags in further libraries.
_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qminimal"),
    "xcbglintegrations": ("",),
    "wayland-shell-integration": ("",),
    "wayland-decoration-client": ("",),
    "wayland-graphics-integration-client": ("",),
    "platformthemes": ("qxdgdesktopportal",),  # the one of GTK drags in GTK
    "platforminputcontexts": ("compose", "ibus"),
    "iconengines": ("",),
    "imageformats": ("qsvg", "qico", "qjpeg"),
    "printsupport": ("",),
    "styles": ("",),
}
_PLUGIN = re.compile(r"(?:^|/)plugins/(?P<kind>[^/]+)/(?:lib)?(?P<name>[^/]+)$")
_LEFT_OUT = re.compile(
    r"Qt6?(?:Quick|Qml|Pdf|VirtualKeyboard|Network|OpenGLWidgets|WlShellIntegration|EglFS)|wl-shell"
    r"|(?:^|/)translations/|\.qm$"
)


def is_wanted(target: str) -> bool:
    """Whether the bundle takes the file ``target``, a path inside it."""
    path = PurePosixPath(target.replace("\\", "/"))
    plugin = _PLUGIN.search(str(path))
    if plugin:
        names = _PLUGINS.get(plugin["kind"], ())
        return any(plugin["name"].startswith(name) for name in names) and not _LEFT_OUT.search(path.name)
    return not _LEFT_OUT.search(str(path)) and not is_of_the_host(path.name)
