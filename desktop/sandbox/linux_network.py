"""Linux only: the loopback interface of a network namespace of one's own.

Imports all that it needs at once: when it is called, our own Python's library may be out of sight already.
"""

from __future__ import annotations

import _socket
import fcntl

_IFF_UP, _IFF_RUNNING, _SIOCSIFFLAGS = 0x1, 0x40, 0x8914  # netdevice(7)


def bring_up_loopback() -> None:
    """Start it. Raises OSError."""
    request = b"lo".ljust(16, b"\0") + (_IFF_UP | _IFF_RUNNING).to_bytes(2, "little") + bytes(22)
    # Any socket will do, also a local one.
    channel = _socket.socket(_socket.AF_UNIX, _socket.SOCK_DGRAM)
    try:
        fcntl.ioctl(channel.fileno(), _SIOCSIFFLAGS, request)
    finally:
        channel.close()
