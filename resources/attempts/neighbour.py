"""Another program of the same user, with services on the loopback network and on local sockets.

Not an attempt: what attempts are aimed at. ``python neighbour.py FOLDER NAME`` answers the word ``places``
with where it listens and any other with the services that were reached since, each as a line of JSON.
"""

import json
import socket
import sys

folder, name = sys.argv[1:]


def listening(family, address, kind=socket.SOCK_STREAM):
    """A socket that takes what comes."""
    server = socket.socket(family, kind)
    server.bind(address)
    if kind == socket.SOCK_STREAM:
        server.listen(64)
    server.setblocking(False)
    return server


def listening6():
    """The same, or None: not every computer has that network."""
    try:
        return listening(socket.AF_INET6, ("::1", 0))
    except OSError:
        return None


def was_reached(server):
    """Whether anything arrived since it was last asked; takes all of it."""
    found = False
    while True:
        try:
            if server.type == socket.SOCK_STREAM:
                server.accept()[0].close()
            else:
                server.recv(400)
        except BlockingIOError:
            return found
        found = True


services = {
    "tcp": listening(socket.AF_INET, ("127.0.0.1", 0)),
    "tcp6": listening6(),
    "udp": listening(socket.AF_INET, ("127.0.0.1", 0), socket.SOCK_DGRAM),
    "agent": listening(socket.AF_UNIX, folder + "/agent"),
    "datagrams": listening(socket.AF_UNIX, folder + "/datagrams", socket.SOCK_DGRAM),
    "abstract": listening(socket.AF_UNIX, "\0" + name),
}
ports = {key: services[key].getsockname()[1] if services[key] else 0 for key in ("tcp", "tcp6", "udp")}
for line in sys.stdin:
    if line == "places\n":
        answer = {**ports, "agent": folder + "/agent", "datagrams": folder + "/datagrams", "abstract": name}
    else:
        answer = [key for key, server in services.items() if server and was_reached(server)]
    print(json.dumps(answer), flush=True)
