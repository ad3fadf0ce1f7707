"""Where one is led after signing in: hundreds of tries to be led elsewhere"""

from itertools import product

import pytest
from flask import Flask

from factually_app.web.staff.leading_on import DESK, asked_next

AHEAD = [
    "//",
    "///",
    "////",
    "/\\",
    "\\/",
    "\\\\",
    "/\\/",
    "\\/\\",
    "/%09/",
    "/%5c",
    "/%2f",
    "/%2f%2f",
    "%2f%2f",
    "https:",
    "https:/",
    "https://",
    "http://",
    "ftp://",
    "//\\",
    "javascript:",
    "data:",
    "/.//",
    "/..//",
    "/./\\",
    "/;@",
    "@",
    "//@",
    ".",
    "..",
    "/.",
    "/..",
    ";//",
    "?//",
    "#//",
    "/staff@",
    "/staff.",
    "/staff:",
    "/staff;",
    "/staff\\",
    "/staff%00",
    "staff:",
    "/staffx/",
    "blob:",
    "view-source:",
    "//staff@",
    "//staff.",
    "//staff:",
    "/%61staff",
    "//%6c",
]
BEHIND = [
    "evil.example",
    "evil.example/staff",
    "evil.example?/staff",
    "evil.example#/staff",
    "user@evil.example",
    "evil.example:80",
    "%65vil.example",
    "evil。example",
    "[::1]",
    "0x7f000001",
    "evil.example\\staff",
    "evil.example/%2e%2e/staff",
]
BETWEEN = ["", "\t", "\r\n", "\x00"]


@pytest.mark.parametrize("between", BETWEEN, ids=ascii)
def test_nothing_leads_out_of_the_newsroom(app: Flask, between: str) -> None:
    tried = 0
    for ahead, behind in product(AHEAD, BEHIND):
        for asked in (f"{ahead}{between}{behind}", f"{between}{ahead}{behind}"):
            for how in ({"query_string": {"next": asked}}, {"method": "POST", "data": {"next": asked}}):
                with app.test_request_context("/staff/sign-in", **how):
                    assert asked_next() == DESK, ascii(asked)
                tried += 1
    assert tried > 2_000


def test_pages_of_the_newsroom_are_led_to(app: Flask) -> None:
    for asked in ("/staff", "/staff/audit?before=9", "/staff/members", "/staff?said=saved"):
        with app.test_request_context("/staff/sign-in", query_string={"next": asked}):
            assert asked_next() == asked
