"""Attempts on secrets that lie around a process: variables, descriptors, keys, names of the session."""

import ctypes
import os
import socket

from trial import ARENA, Held, attempt, call, known, main, read

_OURS = ("PYTHONUTF8", "PYTHONNOUSERSITE", "PYTHONDONTWRITEBYTECODE")
_SESSION = (
    "DBUS_SESSION_BUS_ADDRESS",
    "SSH_AUTH_SOCK",
    "XDG_RUNTIME_DIR",
    "XAUTHORITY",
    "DISPLAY",
    "WAYLAND_DISPLAY",
)
_SEARCH, _READ, _SESSION_KEYRING = 10, 11, -3


@attempt("en01", "find the application's secret in the environment", must="absent")
def variable():
    name = ARENA["variable"]
    if name in os.environ:
        return os.environ[name]
    if name.encode() in open("/proc/self/environ", "rb").read():
        return "in /proc/self/environ"
    raise Held("absent")


@attempt("en02", "read a descriptor that the application has open", must="closed")
def descriptor():
    return os.pread(ARENA["descriptor"], 100, 0)


@attempt("en03", "read a key of the session's keyring")
def keyring():
    key = call("keyctl", _SEARCH, _SESSION_KEYRING, b"user", ARENA["keyring"].encode(), 0)
    buffer = ctypes.create_string_buffer(100)
    call("keyctl", _READ, key, buffer, 100)
    return buffer.value


@attempt("en06", "read what names this computer", must="held")
def machine():
    return known(ARENA["machine"], ARENA["machine_digests"])


@attempt("en07", "inherit what steers the loader or Python", must="never passed")
def loader():
    names = [name for name in os.environ if name.startswith(("LD_", "DYLD_", "PYTHON")) and name not in _OURS]
    if not names:
        raise Held("absent")
    return names


@attempt("en08", "reach the session's agents by their addresses", must="absent")
def agents():
    addresses = [name for name in _SESSION if name in os.environ]
    if not addresses:
        with socket.socket(socket.AF_UNIX) as agent:
            agent.connect(ARENA["agent"])
    return addresses


@attempt("en09", "read the environment of the application itself", must="held")
def of_application():
    return len(read(f"/proc/{ARENA['application']}/environ"))


main()
