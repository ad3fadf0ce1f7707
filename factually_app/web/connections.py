"""Closing connections of this process on which nothing goes on: the server does not say which is whose."""

import os
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path

_FOLDER = Path("/proc/self/fd")
_FAMILIES = (socket.AF_INET, socket.AF_INET6)
_SENT = struct.Struct("=44xI")
"""Of Linux's `struct tcp_info`, the milliseconds since data was last sent."""


def close_idle(address: str, seconds: float) -> int:
    """Close the connections from `address` on which nothing was sent for so many seconds; return how many.

    Among them is every one whose request is still arriving: it was not answered. The others are idle,
    and those a server may close at any time. Elsewhere than on Linux nothing is closed.
    """
    if not sys.platform.startswith("linux"):
        return 0
    return sum(_close_if_idle(int(entry.name), address, seconds) for entry in list(_FOLDER.iterdir()))


def _close_if_idle(descriptor: int, address: str, seconds: float) -> bool:
    with suppress(OSError):  # not a connection, or gone meanwhile
        if not os.readlink(_FOLDER / str(descriptor)).startswith("socket:"):
            return False
        # A descriptor of our own stands for the same connection, whatever becomes of the server's.
        with socket.socket(fileno=os.dup(descriptor)) as connection:
            if connection.family not in _FAMILIES or connection.getpeername()[0] != address:
                return False
            if _idle_seconds(connection) < seconds:
                return False
            connection.shutdown(socket.SHUT_RDWR)
            return True
    return False


def _idle_seconds(connection: socket.socket) -> float:
    said = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _SENT.size)
    (milliseconds,) = _SENT.unpack(said)
    return float(milliseconds) / 1000
