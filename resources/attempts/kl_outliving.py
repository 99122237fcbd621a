"""Attempts to outlive a run; nothing of it may be alive once the application says that it has ended."""

import os
import re
import signal
import time

from trial import attempt, main, say

_DEAF = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT)


def _ignore_signals():
    for number in _DEAF:
        signal.signal(number, signal.SIG_IGN)


@attempt(
    "kl01",
    "leave daemons: forked twice, in sessions of their own, deaf to signals",
    must="none is left",
    grants=("run",),
    ends="kill",
    by_host=True,
)
def daemons():
    _ignore_signals()
    for _ in range(3):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                null = os.open(os.devnull, os.O_RDWR)
                for descriptor in (0, 1, 2):
                    os.dup2(null, descriptor)
                time.sleep(600)
            os._exit(0)
        os.wait()
    _linger("kl01")


@attempt("kl02", "ignore every signal that can be ignored", must="killed", ends="stop", by_host=True)
def deaf():
    _ignore_signals()
    _linger("kl02")


@attempt("kl03", "hop from process to process for ever", must="none is left", grants=("run",), by_host=True)
def hop():
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if os.fork():
            os._exit(0)
        os.setsid()


@attempt(
    "kl05",
    "outlive an application that was killed",
    must="none is left",
    grants=("run",),
    ends="application",
    by_host=True,
)
def orphan():
    daemons()


@attempt("kl07", "be stuck where Python looks at no signal", must="killed", ends="stop", by_host=True)
def stuck():
    say("kl07", "ready")
    re.match(r"(a+)+$", "a" * 40 + "b")


def _linger(name):
    say(name, "ready")
    end = time.monotonic() + 600
    while time.monotonic() < end:
        time.sleep(1)


main()
