"""Where one is led after signing in: pages of the newsroom, so that no link can lead anywhere else."""

import re
from urllib.parse import urlencode

from flask import request

SIGN_IN = "/staff/sign-in"
SECOND_FACTOR = "/staff/second-factor"
SET_UP_FACTOR = "/staff/second-factor/set-up"
DESK = "/staff"

_OURS = re.compile(r"/staff(?:[/?][\x21-\x5b\x5d-\x7e]*)?", re.ASCII)


def asked_next() -> str:
    """Return where `next` of form or address leads, when that is a page of the newsroom; else the desk."""
    asked = request.form.get("next") or request.args.get("next", "")
    return asked if _OURS.fullmatch(asked) else DESK


def by_way_of(path: str, there: str) -> str:
    """Return the address of a page that leads on to another one."""
    return path if there == DESK else f"{path}?{urlencode({'next': there})}"


def here() -> str:
    """Return the address that was asked for."""
    query = request.query_string.decode("latin-1")
    return f"{request.path}?{query}" if query else request.path
