"""The filter's verdicts for both machines, found by executing its program as the kernel does."""

from __future__ import annotations

import pytest

from desktop.sandbox import linux_seccomp
from desktop.sandbox.linux_seccomp import ALLOW, DENY, KILL, MISSING, PRETEND, Instruction, Rights, build
from desktop.sandbox.linux_syscalls import AUDIT_ARCHITECTURE, NEWEST, NUMBERS

MACHINES = pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
PID, OTHER = 4242, 17
UNIX, INET, INET6, NETLINK = 1, 2, 10, 16
STREAM, DGRAM, RAW, CLOEXEC = 1, 2, 3, 0o2000000


def strong(run: bool = False, sockets: tuple[int, ...] = (UNIX,)) -> Rights:
    return Rights(has_mounts=True, run=run, sockets=sockets, pid=PID)


def kernel(run: bool = False, sockets: tuple[int, ...] = ()) -> Rights:
    return Rights(has_mounts=False, run=run, sockets=sockets, pid=PID)


def execute(program: list[Instruction], architecture: int, number: int, arguments: tuple[int, ...]) -> int:
    """A classic BPF machine over ``struct seccomp_data``; fails for an instruction that it does not know."""
    data = number.to_bytes(4, "little") + architecture.to_bytes(4, "little") + bytes(8)
    data += b"".join((word % 2**64).to_bytes(8, "little") for word in (*arguments, 0, 0, 0, 0, 0, 0)[:6])
    register, place = 0, 0
    while True:
        code, when_true, when_false, value = program[place]
        place += 1
        if code == 0x20:
            register = int.from_bytes(data[value : value + 4], "little")
        elif code == 0x54:
            register &= value
        elif code == 0x05:
            place += value
        elif code == 0x06:
            return value
        else:
            is_true = {
                0x15: register == value,
                0x25: register > value,
                0x35: register >= value,
                0x45: bool(register & value),
            }[code]
            place += when_true if is_true else when_false


def verdict(machine: str, rights: Rights, name: str | int, *arguments: int) -> int:
    number = name if isinstance(name, int) else NUMBERS[machine][name]
    return execute(build(machine, rights), AUDIT_ARCHITECTURE[machine], number, arguments)


@MACHINES
def test_another_machines_calls_end_the_program(machine: str) -> None:
    program = build(machine, strong())
    assert execute(program, 0x40000003, 1, ()) == KILL
    assert execute(program, AUDIT_ARCHITECTURE[machine], 1, ()) == ALLOW


@MACHINES
def test_what_is_newer_than_the_table_and_all_of_x32_is_missing(machine: str) -> None:
    for number in (NEWEST + 1, 0x40000000, 0x40000000 + 41, 0xFFFFFFFF):
        assert verdict(machine, strong(run=True), number) == MISSING
    assert verdict(machine, strong(), NEWEST) == ALLOW


@MACHINES
@pytest.mark.parametrize("rights", [strong(), strong(True), kernel(), kernel(True)])
def test_dangerous_calls_are_refused_with_every_right(machine: str, rights: Rights) -> None:
    names = linux_seccomp._NEVER
    wrong = [name for name in names if name in NUMBERS[machine] and verdict(machine, rights, name) != DENY]
    assert wrong == []
    assert verdict(machine, rights, "clone3") == MISSING


@MACHINES
def test_every_call_of_the_filter_has_a_number_on_some_machine(machine: str) -> None:
    """A name with a slip of the pen would be skipped in silence."""
    names = {*linux_seccomp._NEVER, *linux_seccomp._NOT_WITHOUT_MOUNTS, *linux_seccomp._PRETENDED}
    names |= {*linux_seccomp._PROCESS_FIRST, *linux_seccomp._SIGNALS, *linux_seccomp._checks(kernel())}
    assert names - NUMBERS["x86_64"].keys() == set()
    only_x86 = {
        "chmod", "chown", "fork", "futimesat", "inotify_init", "ioperm", "iopl", "lchown", "modify_ldt",
        "uselib", "utime", "utimes", "vfork",
    }  # fmt: skip
    assert NUMBERS["x86_64"].keys() - NUMBERS["aarch64"].keys() == only_x86


@MACHINES
def test_new_namespaces_are_refused_and_threads_allowed(machine: str) -> None:
    threads = 0x3D0F00  # what pthread_create asks for
    for flag in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
        assert verdict(machine, strong(run=True), "clone", flag | 17) == DENY
        assert verdict(machine, strong(), "clone", flag | threads) == DENY
    for rights in (strong(), kernel()):
        assert verdict(machine, rights, "clone", threads) == ALLOW
        assert verdict(machine, rights, "clone", 17) == DENY
    assert verdict(machine, strong(run=True), "clone", 17) == ALLOW


def test_no_process_begins_without_run() -> None:
    for name in ("fork", "vfork", "execveat"):
        assert verdict("x86_64", kernel(), name) == DENY
        assert verdict("x86_64", kernel(run=True), name) == ALLOW


@MACHINES
def test_only_the_families_and_types_of_the_policy_make_sockets(machine: str) -> None:
    rights = strong(sockets=(UNIX, INET))
    assert verdict(machine, rights, "socket", UNIX, STREAM | CLOEXEC) == ALLOW
    assert verdict(machine, rights, "socket", INET, DGRAM) == ALLOW
    assert verdict(machine, rights, "socket", INET6, STREAM) == DENY
    assert verdict(machine, rights, "socket", NETLINK, RAW) == DENY
    assert verdict(machine, rights, "socket", INET, RAW) == DENY
    assert verdict(machine, kernel(), "socket", UNIX, STREAM) == DENY


@MACHINES
def test_without_mounts_a_pair_of_sockets_cannot_send_elsewhere(machine: str) -> None:
    assert verdict(machine, kernel(), "socketpair", UNIX, STREAM | CLOEXEC) == ALLOW
    assert verdict(machine, kernel(), "socketpair", UNIX, DGRAM) == DENY
    assert verdict(machine, strong(), "socketpair", UNIX, DGRAM) == ALLOW


@MACHINES
@pytest.mark.parametrize("high", [0, 1 << 32, 0xFFFFFFFF << 32])
def test_typing_into_a_terminal_is_refused_whatever_the_upper_half_says(machine: str, high: int) -> None:
    for request in (0x5412, 0x541C, 0x541D):
        assert verdict(machine, strong(run=True), "ioctl", 0, high | request) == DENY
    assert verdict(machine, strong(), "ioctl", 0, high | 0x5401) == ALLOW


@MACHINES
def test_without_mounts_no_other_process_is_reached(machine: str) -> None:
    for name in ("kill", "tgkill", "pidfd_open", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "prlimit64"):
        assert verdict(machine, kernel(), name, PID) == ALLOW
        assert verdict(machine, kernel(), name, OTHER) == DENY
    for target in (-1, -OTHER, 1):
        assert verdict(machine, kernel(), "kill", target) == DENY
    for name in ("sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr"):
        assert verdict(machine, kernel(run=True), name, OTHER) == DENY
        assert verdict(machine, kernel(run=True), name, 0) == ALLOW
    assert verdict(machine, kernel(), "setpriority", 0, OTHER) == DENY
    assert verdict(machine, kernel(), "setpriority", 2, 0) == DENY
    assert verdict(machine, kernel(), "setpriority", 0, 0) == ALLOW
    assert verdict(machine, kernel(), "ioprio_set", 1, PID) == ALLOW
    assert verdict(machine, kernel(), "ioprio_set", 3, 0) == DENY


@MACHINES
def test_without_mounts_no_signal_goes_by_way_of_a_descriptor(machine: str) -> None:
    for command in (8, 15, 1026):
        assert verdict(machine, kernel(run=True), "fcntl", 3, command, OTHER) == DENY
    assert verdict(machine, kernel(), "fcntl", 3, 3) == ALLOW
    for request in (0x8901, 0x8902, 0x40086602, 0x401C5820):
        assert verdict(machine, kernel(), "ioctl", 3, request) == DENY
    assert verdict(machine, kernel(), "pidfd_send_signal", 3, 9) == DENY


@MACHINES
def test_without_mounts_owners_are_refused_and_modes_pretended(machine: str) -> None:
    assert verdict(machine, kernel(), "fchmodat", 0) == PRETEND
    assert verdict(machine, kernel(), "fchmodat2", 0) == PRETEND
    assert verdict(machine, kernel(), "fchownat", 0) == DENY
    assert verdict(machine, kernel(), "setxattr", 0) == DENY
    assert verdict(machine, kernel(), "utimensat", 0, 1, 1) == PRETEND
    assert verdict(machine, kernel(), "utimensat", 0, 1, 0) == DENY
    assert verdict(machine, strong(), "fchmodat", 0) == ALLOW


def test_local_sockets_need_mounts_and_loopback_a_network_of_its_own() -> None:
    families = linux_seccomp.socket_families
    assert families("none", has_mounts=True, scopes_sockets=False) == (UNIX,)
    assert families("loopback", has_mounts=True, scopes_sockets=False) == (UNIX, INET, INET6)
    assert families("any", has_mounts=True, scopes_sockets=False) == (INET, INET6)
    assert families("any", has_mounts=True, scopes_sockets=True) == (UNIX, INET, INET6)
    assert families("loopback", has_mounts=False, scopes_sockets=True) == ()
    assert families("any", has_mounts=False, scopes_sockets=True) == (INET, INET6)


def test_a_machine_without_a_table_has_no_filter() -> None:
    with pytest.raises(OSError, match="no table of system calls for riscv64"):
        build("riscv64", strong())


def test_an_instruction_is_laid_out_as_the_kernel_reads_it() -> None:
    assert linux_seccomp._encode((0x15, 1, 2, 0xC000003E)) == bytes.fromhex("15000102 3e0000c0")
