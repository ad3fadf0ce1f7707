"""Whence a request comes: what stands for the address of whoever asks."""

import ipaddress

from flask import request


def network() -> str:
    """Return the address of whoever asks; of IPv6 the part that one subscriber has."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    prefix = 32 if address.version == 4 else 64
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
