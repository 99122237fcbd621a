"""Attempts to take more than is allowed; each is small enough to do no harm where nothing limits it."""

import os
import threading
import time

from trial import Held, attempt, main

_MB = 1024 * 1024


@attempt("rs01", "take twice the memory", must="ended, and said so", limits={"max_memory_mb": 120})
def memory():
    hoard = []
    for _ in range(60):
        hoard.append(bytearray(4 * _MB))
    time.sleep(0.4)  # the application looks 20 times a second
    return f"{len(hoard) * 4} MB"


@attempt("rs02", "write a file of twice the size", limits={"max_file_mb": 4})
def one_file():
    with open("big", "wb", 0) as file:
        for _ in range(8):
            if file.write(bytes(_MB)) < _MB:
                raise Held("cut")


@attempt(
    "rs03",
    "write twice the size in several files",
    must="no room in Strong; in Kernel ended soon after",
    limits={"max_scratch_mb": 8},
)
def many_files():
    for number in range(6):
        with open(str(number), "wb") as file:
            file.write(bytes(3 * _MB))


@attempt("rs04", "open twice the files", limits={"max_open_files": 64})
def open_files():
    return len([os.open(os.devnull, os.O_RDONLY) for _ in range(128)])


@attempt("rs05", "start twice the processes", grants=("run",), limits={"max_processes": 20})
def processes():
    for _ in range(40):
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)


@attempt("rs06", "start twice the threads", limits={"max_processes": 20})
def threads():
    end = threading.Event()
    try:
        for _ in range(40):
            threading.Thread(target=end.wait, daemon=True).start()
    except RuntimeError as error:
        raise Held(error) from None
    finally:
        end.set()


@attempt("rs12", "compute for ever", must="ended at the processor time limit", limits={"cpu_s": 1})
def loop():
    end = 1.25  # of the processor's: by the wall a busy computer may not give the second that is allowed
    while time.process_time() < end:
        pass
    return "1.25 s"


main()
