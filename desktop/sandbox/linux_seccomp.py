"""Linux only: the filter of system calls, for what namespaces and Landlock leave open.

Pure but for ``install``: builds the same classic BPF program on any machine. Refusals are EPERM, so that
Python shows a PermissionError; what is newer than our table does not exist (ENOSYS).
"""

from __future__ import annotations

import ctypes

from desktop.sandbox import linux_calls
from desktop.sandbox.linux_syscalls import AUDIT_ARCHITECTURE, NEWEST, NUMBERS

# linux/bpf_common.h, linux/seccomp.h
_LOAD, _AND, _RETURN, _ALWAYS = 0x20, 0x54, 0x06, 0x05
_EQUAL, _GREATER, _NOT_LESS, _ANY_BIT = 0x15, 0x25, 0x35, 0x45
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
ALLOW, KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
DENY, MISSING, PRETEND = _ERRNO | _EPERM, _ERRNO | _ENOSYS, _ERRNO
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2

_CLONE_THREAD = 0x10000
# NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
_CLONE_NEW = 0x20000 | 0x2000000 | 0x4000000 | 0x8000000 | 0x10000000 | 0x20000000 | 0x40000000
_AF_UNIX, _AF_INET, _AF_INET6 = 1, 2, 10
_SOCK_STREAM, _SOCK_DGRAM, _SOCK_SEQPACKET, _SOCK_TYPE = 1, 2, 5, 0xF
_TIOCSTI, _TIOCLINUX, _TIOCCONS, _FIOSETOWN, _SIOCSPGRP = 0x5412, 0x541C, 0x541D, 0x8901, 0x8902
# linux/fs.h, linux/fscrypt.h: attributes that a descriptor for reading may change; the first for 32 bits too
_FILE_ATTRIBUTES = [0x40086602, 0x40046602, 0x401C5820, 0x800C6613]
_F_SETOWN, _F_SETOWN_EX, _F_NOTIFY = 8, 15, 1026
_PRIO_PROCESS, _IOPRIO_WHO_PROCESS = 0, 1
_PER_LINUX, _ASK_PERSONALITY = 0, 0xFFFFFFFF

_NEVER = [
    "acct", "add_key", "adjtimex", "bpf", "chroot", "clock_adjtime", "clock_settime", "delete_module",
    "fanotify_init", "finit_module", "fsconfig", "fsmount", "fsopen", "fspick", "init_module",
    "io_uring_enter", "io_uring_register", "io_uring_setup", "ioperm", "iopl", "kcmp",
    "kexec_file_load", "kexec_load", "keyctl", "listmount", "lookup_dcookie", "lsm_set_self_attr",
    "mbind", "memfd_create",
    "memfd_secret", "migrate_pages", "modify_ldt", "mount", "mount_setattr", "move_mount", "move_pages",
    "mq_getsetattr", "mq_notify", "mq_open", "mq_timedreceive", "mq_timedsend", "mq_unlink", "msgctl",
    "msgget", "msgrcv", "msgsnd", "name_to_handle_at", "nfsservctl", "open_by_handle_at", "open_tree",
    "perf_event_open", "pidfd_getfd", "pivot_root", "process_madvise", "process_mrelease",
    "process_vm_readv", "process_vm_writev", "ptrace", "quotactl", "quotactl_fd", "reboot",
    "request_key", "semctl", "semget", "semop", "semtimedop", "set_mempolicy",
    "set_mempolicy_home_node", "setdomainname", "sethostname", "setns", "settimeofday", "shmat",
    "shmctl", "shmdt", "shmget", "statmount", "swapoff", "swapon", "syslog", "umount2", "unshare",
    "uselib", "userfaultfd", "vhangup",
]  # fmt: skip
# Landlock has no word on these; without mounts of our own they would reach the user's files and programs.
_NOT_WITHOUT_MOUNTS = [
    "chown", "fchown", "fchownat", "fremovexattr", "fsetxattr", "futimesat", "inotify_init",
    "inotify_init1", "lchown", "lremovexattr", "lsetxattr", "removexattr", "setxattr", "tkill", "utime",
    "utimes",
]  # fmt: skip
# Programs that copy files change modes; a refusal would break them: nothing is done, success is reported.
_PRETENDED = ["chmod", "fchmod", "fchmodat", "fchmodat2"]
_PROCESS_FIRST = ["sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler", "prlimit64"]
_SIGNALS = ["kill", "pidfd_open", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "tgkill"]

Instruction = tuple[int, int, int, int]
_Check = list[Instruction]


class Rights:
    """What the filter must know of a run."""

    def __init__(self, *, has_mounts: bool, run: bool, sockets: tuple[int, ...], pid: int) -> None:
        """``has_mounts``: file system and process numbers are the run's own. ``pid``: of the program."""
        self.has_mounts = has_mounts
        self.run = run
        self.sockets = sockets
        self.pid = pid


def socket_families(net: str, *, has_mounts: bool, scopes_sockets: bool) -> tuple[int, ...]:
    """The address families of a policy; ``scopes_sockets``: Landlock keeps abstract ones inside.

    Local sockets only where no file of another program can be connected to; loopback only in a network of
    its own, which the mounts come with.
    """
    families: tuple[int, ...] = ()
    if has_mounts and (net != "any" or scopes_sockets):
        families += (_AF_UNIX,)
    if net == "any" or (net == "loopback" and has_mounts):
        families += (_AF_INET, _AF_INET6)
    return families


def build(machine: str, rights: Rights) -> list[Instruction]:
    """The program for ``machine``. Raises OSError for one without tables."""
    if machine not in NUMBERS:
        raise OSError(_ENOSYS, f"no table of system calls for {machine}")
    numbers = NUMBERS[machine]
    program = _entry(machine)
    for names, verdict in _plain(rights):
        program += _group([numbers[name] for name in names if name in numbers], verdict)
    for name, check in _checks(rights).items():
        if name in numbers:
            program += [(_EQUAL, 0, len(check), numbers[name]), *check]
    return [*program, _give(ALLOW)]


def install(program: list[Instruction]) -> None:
    """Put the filter in force for this thread, for good. Raises OSError."""
    data = ctypes.create_string_buffer(b"".join(map(_encode, program)))
    header = len(program).to_bytes(8, "little") + ctypes.addressof(data).to_bytes(8, "little")
    address = ctypes.create_string_buffer(header)
    linux_calls.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(address))


def _encode(instruction: Instruction) -> bytes:
    """``struct sock_filter``."""
    code, when_true, when_false, value = instruction
    return (code | when_true << 16 | when_false << 24 | value << 32).to_bytes(8, "little")


def _entry(machine: str) -> _Check:
    """Another machine's calls end the program; numbers that nobody has judged, as all of x32, are missing."""
    entry = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, AUDIT_ARCHITECTURE[machine]),
        _give(KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_GREATER, 0, 1, NEWEST),
        _give(MISSING),
    ]
    return [*entry, *_group([NUMBERS[machine]["clone3"]], MISSING)]


def _plain(rights: Rights) -> list[tuple[list[str], int]]:
    """Calls whose arguments do not matter."""
    plain = [(_NEVER, DENY)]
    if not rights.has_mounts:
        plain += [(_NOT_WITHOUT_MOUNTS, DENY), (_PRETENDED, PRETEND)]
    if not rights.run:
        plain += [(["fork", "vfork", "execveat"], DENY)]
    if not rights.has_mounts and not rights.run:
        plain += [(["pidfd_send_signal"], DENY)]
    return plain


def _checks(rights: Rights) -> dict[str, _Check]:
    """Calls that are judged by their arguments."""
    checks = {
        "clone": _check_clone(rights.run),
        "ioctl": _none_of(1, [_TIOCSTI, _TIOCLINUX, _TIOCCONS]),
        "personality": _one_of(0, [_PER_LINUX, _ASK_PERSONALITY]),
        "socket": _check_socket(rights.sockets),
    }
    if rights.has_mounts:
        return checks
    checks["socketpair"] = [*_check_type([_SOCK_STREAM, _SOCK_SEQPACKET]), *_one_of(0, [_AF_UNIX])]
    checks["ioctl"] = _none_of(
        1, [_TIOCSTI, _TIOCLINUX, _TIOCCONS, _FIOSETOWN, _SIOCSPGRP, *_FILE_ATTRIBUTES]
    )
    checks["fcntl"] = _none_of(1, [_F_SETOWN, _F_SETOWN_EX, _F_NOTIFY])
    # As for modes; but whoever touches a file by time alone expects it to be made if it is not there.
    checks["utimensat"] = [_load(2), (_EQUAL, 0, 1, 0), _give(DENY), _give(PRETEND)]
    checks["setpriority"] = [*_require(0, [_PRIO_PROCESS]), *_one_of(1, [0, rights.pid])]
    checks["ioprio_set"] = [*_require(0, [_IOPRIO_WHO_PROCESS]), *_one_of(1, [0, rights.pid])]
    checks |= {name: _one_of(0, [0, rights.pid]) for name in _PROCESS_FIRST}
    if not rights.run:
        checks |= {name: _one_of(0, [0, rights.pid]) for name in _SIGNALS}
    return checks


def _check_clone(run: bool) -> _Check:
    """No new namespaces ever; threads always; processes as allowed."""
    check = [_load(0), (_ANY_BIT, 0, 1, _CLONE_NEW), _give(DENY)]
    if not run:
        check += [(_ANY_BIT, 1, 0, _CLONE_THREAD), _give(DENY)]
    return [*check, _give(ALLOW)]


def _check_socket(families: tuple[int, ...]) -> _Check:
    types = [_SOCK_STREAM, _SOCK_DGRAM, _SOCK_SEQPACKET]
    return [*_check_type(types), *_one_of(0, list(families))] if families else [_give(DENY)]


def _check_type(types: list[int]) -> _Check:
    """Go on if the socket's type, without its flags, is one of these."""
    return [_load(1), (_AND, 0, 0, _SOCK_TYPE), *_only(types)]


def _require(argument: int, values: list[int]) -> _Check:
    """Go on if the argument is one of these."""
    return [_load(argument), *_only(values)]


def _only(values: list[int]) -> _Check:
    count = len(values)
    return [*[(_EQUAL, count - i, 0, value) for i, value in enumerate(values)], _give(DENY)]


def _one_of(argument: int, values: list[int]) -> _Check:
    return [*_require(argument, values), _give(ALLOW)]


def _none_of(argument: int, values: list[int]) -> _Check:
    count = len(values)
    jumps = [(_EQUAL, count - i, 0, value) for i, value in enumerate(values)]
    return [_load(argument), *jumps, _give(ALLOW), _give(DENY)]


def _group(numbers: list[int], verdict: int) -> _Check:
    """One verdict for all these calls. A jump reaches 255 instructions, which no group of ours needs."""
    count = len(numbers)
    jumps = [(_EQUAL, count - i, 0, number) for i, number in enumerate(numbers)]
    return [*jumps, (_ALWAYS, 0, 0, 1), _give(verdict)]


def _load(argument: int) -> Instruction:
    """The low 32 bits, which are all that the kernel takes of an int; both machines are little-endian."""
    return (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument)


def _give(verdict: int) -> Instruction:
    return (_RETURN, 0, 0, verdict)
