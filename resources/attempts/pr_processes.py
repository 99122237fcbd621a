"""Attempts on other processes: to look into them, to signal them, to slow them down."""

import os
import resource
import signal

from trial import ARENA, LIBC, Held, NotHere, attempt, checked, main, read

VICTIM, APPLICATION = ARENA["victim"], ARENA["application"]
_ATTACH, _DETACH = 16, 17


@attempt("pr01", "read another program's environment")
def environment():
    return read(f"/proc/{VICTIM}/environ")


@attempt("pr02", "read another program's memory")
def memory():
    start = read(f"/proc/{VICTIM}/maps").split(b"-")[0]
    with open(f"/proc/{VICTIM}/mem", "rb", 0) as file:
        file.seek(int(start, 16))
        return file.read(4)


@attempt("pr04", "halt another program as a debugger does")
def trace():
    checked(LIBC.ptrace(_ATTACH, VICTIM, None, None))
    os.waitpid(VICTIM, 0)
    checked(LIBC.ptrace(_DETACH, VICTIM, None, None))


@attempt("pr05", "end another program of the same user")
def signal_victim():
    os.kill(VICTIM, signal.SIGTERM)


@attempt("pr06", "kill the launcher")
def signal_launcher():
    parent = os.getppid()
    try:
        is_launcher = b"launch.py" in read(f"/proc/{parent}/cmdline")
    except OSError:
        is_launcher = True
    if not is_launcher and parent != 1:
        raise NotHere("the launcher has ended by itself")  # whoever adopted this process is no target
    os.kill(parent, signal.SIGKILL)


@attempt("pr07", "signal the application")
def signal_application():
    os.kill(APPLICATION, signal.SIGUSR2)


@attempt("pr09", "see the programs of the computer in /proc")
def see():
    if str(VICTIM) not in os.listdir("/proc"):
        raise Held("only its own")


@attempt("pr10", "slow another program down")
def priority():
    os.setpriority(os.PRIO_PROCESS, VICTIM, 19)


@attempt("pr11", "drive another program off its processors")
def processors():
    os.sched_setaffinity(VICTIM, [min(os.sched_getaffinity(VICTIM))])


@attempt("pr12", "take open files from another program")
def limit():
    resource.prlimit(VICTIM, resource.RLIMIT_NOFILE, (5, 5))


@attempt("pr14", "open one's own memory for writing")
def own_memory():
    open("/proc/self/mem", "r+b").close()


main()
