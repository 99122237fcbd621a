"""Attempts on the network of this computer and on local sockets; the other side is a process of the arena."""

import ctypes
import os
import socket

from trial import ARENA, Held, NotHere, attempt, call, call_number, main

_X32 = 0x40000000
_SOCKET = 41


@attempt("nt01", "connect to a service on 127.0.0.1")
def tcp():
    socket.create_connection(("127.0.0.1", ARENA["tcp"]), 2).close()


@attempt("nt02", "connect to a service on ::1")
def tcp6():
    if not ARENA["tcp6"]:
        raise NotHere("this computer has no IPv6")
    socket.create_connection(("::1", ARENA["tcp6"]), 2).close()


@attempt("nt03", "send a datagram to a service on 127.0.0.1")
def udp():
    with socket.socket(type=socket.SOCK_DGRAM) as sender:
        sender.sendto(b"got you", ("127.0.0.1", ARENA["udp"]))


@attempt("nt04", "listen on all addresses", must="held, or only in a network of its own")
def listen():
    with socket.socket() as server:
        server.bind(("0.0.0.0", 0))
        server.listen()
        return server.getsockname()


@attempt("nt05", "connect to a local socket by its path")
def local():
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(ARENA["agent"])


@attempt("nt06", "connect to a local socket without a path")
def abstract():
    with socket.socket(socket.AF_UNIX) as client:
        client.connect("\0" + ARENA["abstract"])


@attempt("nt08", "send to a path by one end of a pair of sockets")
def pair():
    one, _ = socket.socketpair(type=socket.SOCK_DGRAM)
    # A connected pair sends nowhere else until it is disconnected: connect(2) with AF_UNSPEC.
    ctypes.CDLL(None).connect(one.fileno(), ctypes.create_string_buffer(16), 16)
    one.sendto(b"got you", ARENA["datagrams"])


@attempt("nt13", "look localhost up and connect to it")
def by_name():
    address = socket.getaddrinfo("localhost", ARENA["tcp"], socket.AF_INET, socket.SOCK_STREAM)[0][4]
    socket.create_connection(address, 2).close()


@attempt("nt14", "set up io_uring, which makes sockets without a call")
def ring():
    os.close(call("io_uring_setup", 1, ctypes.create_string_buffer(120)))


@attempt("nt16", "make a socket by the number of another system call table", must="the call does not exist")
def other_table():
    if os.uname().machine != "x86_64":
        raise NotHere("this machine has one table")
    os.close(call_number(_X32 | _SOCKET, socket.AF_INET, socket.SOCK_STREAM, 0))


@attempt(
    "nt18",
    "reach a service of the computer with the loopback network allowed",
    must="own servers work, the computer's are not reached",
    grants=("net=loopback",),
    by_host=True,
)
def loopback():
    address = ("127.0.0.1", ARENA["tcp"])
    try:
        socket.create_connection(address, 2).close()
    except ConnectionRefusedError:
        pass
    with socket.create_server(address) as server, socket.create_connection(address, 2) as client:
        server.accept()[0].send(b"own")
        raise Held(f"its own server says {client.recv(9).decode()}")


main()
