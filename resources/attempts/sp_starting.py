"""Attempts to start processes, to leave the namespaces, and on seldom used parts of the kernel."""

import ctypes
import mmap
import os
import pty
import subprocess
import sys
import time

from trial import ARENA, KEY, LIBC, Held, NotHere, attempt, by_native_code, call, checked, main

_CLONE_NEWUSER, _SIGCHLD, _DETACH = 0x10000000, 17, 2
_SESSION_TO_PARENT = 18
# mov eax, 20 (getpid of the 32-bit table); int 0x80; ret
_COMPAT = b"\xb8\x14\x00\x00\x00\xcd\x80\xc3"


@attempt("sp01", "start a shell by os.system")
def system():
    if os.waitstatus_to_exitcode(os.system("exit 7")) != 7:
        raise Held("no process")


@attempt("sp02", "start a shell by subprocess")
def run():
    return subprocess.run(["/bin/sh", "-c", "echo got you"], capture_output=True, check=True).stdout


@attempt("sp03", "fork")
def fork():
    _wait(os.fork())


@attempt("sp04", "fork by the bare system call")
def clone():
    _wait(call("clone", _SIGCHLD, 0, 0, 0, 0))


@attempt("sp05", "fork by clone3, whose arguments no filter sees", must="the call does not exist")
def clone3():
    words = [0, 0, 0, 0, _SIGCHLD, 0, 0, 0]
    arguments = b"".join(word.to_bytes(8, sys.byteorder) for word in words)
    _wait(call("clone3", ctypes.create_string_buffer(arguments, 64), 64))


def _wait(pid):
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


@attempt("sp06", "start a program by the part of subprocess that raises no event")
def fork_exec():
    from _posixsubprocess import fork_exec as start

    problem, problem_end = os.pipe()
    words = [
        [b"/bin/true"],
        [b"/bin/true"],
        True,
        (problem_end,),
        None,
        None,
        *[-1] * 6,
        problem,
        problem_end,
    ]
    words += [False, False, -1, None, None, None, -1, None]
    try:
        pid = start(*words, False)
    except TypeError:
        pid = start(*words)  # from 3.14 on
    os.waitpid(pid, 0)


@attempt("sp07", "make a user namespace")
def user_namespace():
    checked(LIBC.unshare(_CLONE_NEWUSER))


@attempt("sp08", "mount a file system, by the old call and the new ones")
def mount():
    place = os.fsencode(ARENA["mount"])
    try:
        os.close(call("fsopen", b"tmpfs", 0))
    except OSError:
        checked(LIBC.mount(b"tmpfs", place, b"tmpfs", 0, b"size=4k"))
        LIBC.umount2(place, _DETACH)


@attempt("sp10", "reach bpf, performance counters or userfaultfd")
def seldom_used():
    counter = ctypes.create_string_buffer(
        (1).to_bytes(4, sys.byteorder) + (112).to_bytes(4, sys.byteorder), 112
    )
    array = b"".join(word.to_bytes(4, sys.byteorder) for word in (2, 4, 4, 1))
    calls = {
        "bpf": (0, ctypes.create_string_buffer(array, 64), 64),
        "perf_event_open": (counter, 0, -1, -1, 0),
        "userfaultfd": (1,),
    }
    reached = []
    for name, words in calls.items():
        try:
            os.close(call(name, *words))
            reached.append(name)
        except OSError as error:
            last = error
    if not reached:
        raise last
    return reached


def _words(*numbers):
    return b"".join(number.to_bytes(4, sys.byteorder) for number in numbers)


@attempt("sp11", "give the launcher another keyring")
def keyring_of_parent():
    call("keyctl", 1, None, 0, 0, 0)
    call("keyctl", _SESSION_TO_PARENT, 0, 0, 0, 0)


@attempt("sp14", "leave the process group", must="is ended all the same", grants=("run",), by_host=True)
def leave_group():
    if os.fork() == 0:
        os.setsid()
        time.sleep(60)
    raise Held("left its group, and was ended")


@attempt("sp15", "call the C library", must="works, and reads no more")
def c_library():
    if LIBC.getpid() != os.getpid():
        raise RuntimeError("the C library does not work")
    return by_native_code(KEY)


@attempt("sp16", "change the root folder")
def root():
    checked(LIBC.chroot(b"."))


@attempt("sp17", "open a terminal of the computer", must="only one of its own")
def terminal():
    _, end = pty.openpty()
    if os.fstat(end).st_dev != ARENA["terminals"]:
        raise Held("a terminal of its own")


@attempt("sp18", "have a capability", must="none")
def capability():
    with open("/proc/self/status") as file:
        facts = dict(line.split(":", 1) for line in file)
    names = [name for name in ("CapEff", "CapPrm", "CapInh", "CapAmb") if int(facts[name], 16)]
    if not names:
        raise Held("none")
    return names


@attempt("sp19", "make a system call of the 32-bit table", must="the process is ended")
def compat():
    if os.uname().machine != "x86_64":
        raise NotHere("this machine has one table")
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(_COMPAT)
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    return ctypes.CFUNCTYPE(ctypes.c_int)(address)()


main()
