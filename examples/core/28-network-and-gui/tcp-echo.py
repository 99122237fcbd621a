"""A TCP conversation on the loopback address

A socket is one end of a line between two programs. One end listens
and accepts, the other connects, and then both send and receive bytes.
The address 127.0.0.1 never leaves this computer.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Connect two sockets in one script."
# level = "advanced"
# tags = ["socket"]
# needs = ["loopback", "threads"]
# covers = ["module:socket"]
# docs = ["howto/sockets"]
# try = [
#   "Let the server send `data * 2`. Run it a few times.",
#   "Send `\"café\".encode()` first. How many bytes come back?",
#   "Take out `listener.close()`. Is the last call refused?",
# ]
# ///

import socket
import threading


def echo(listener):
    connection, address = listener.accept()
    with connection:
        print("server: call from", address[0])
        # An empty result means that the other end has hung up.
        while data := connection.recv(1024):
            connection.sendall(data.upper())
    print("server: hung up")


# Port 0 lets the system choose a free one.
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
server = threading.Thread(target=echo, args=(listener,))
server.start()

with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
    line.sendall(b"hello")
    print("client:", line.recv(1024))

    # pitfall: TCP is a stream. Two sends may arrive as one piece, so
    # the reader has to know where a message ends.
    line.sendall(b"one ")
    line.sendall(b"two\n")
    # predict: the file reads up to the line break. One word or two?
    print("client:", line.makefile("rb").readline())

server.join()
listener.close()

# Nobody listens there any more.
try:
    socket.create_connection(("127.0.0.1", port), timeout=5)
except ConnectionRefusedError:
    print("client: nobody answers")
