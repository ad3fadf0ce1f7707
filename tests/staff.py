"""Staff for tests: Willa writes, Rowan reviews, Edda edits, Adam looks after the accounts."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from factually_app.domain.ids import public_id
from factually_app.domain.staff import Actor, Role, StaffMember
from factually_app.store.engine import Engine
from factually_app.store.staff import find_member, insert_member

NAMES = {Role.WRITER: "Willa", Role.REVIEWER: "Rowan", Role.EDITOR: "Edda", Role.ADMINISTRATOR: "Adam"}
THEN = "2026-01-01T00:00:00+00:00"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What an administrator's phone has taken up."""
KEY = b"k" * 32
"""What secrets are sealed under where a test calls an operation itself."""
WILLA = Actor("111111", "Willa")
EDDA = Actor("333333", "Edda")

_WORD = re.compile(r'name="form_word" value="([0-9a-f]{64})"')


def a_member(engine: Engine, role: Role, **fields: Any) -> StaffMember:
    """Return the member of a role, who is made when first asked for."""
    name = str(fields.get("name", NAMES[role]))
    address = f"{name.lower()}@weir.example"
    if found := find_member(engine.reader(), address):
        return found
    made = StaffMember(
        **{
            "id": public_id(f"staff:{name}"),
            "name": name,
            "address": address,
            "role": role,
            "is_active": True,
            "password_hash": None,
            "totp_secret": SECRET if role is Role.ADMINISTRATOR else None,
            "totp_step": 0,
            "version": 1,
            "created_at": THEN,
            "updated_at": THEN,
            **fields,
        }
    )
    engine.commit([insert_member(made)])
    return made


class FormClient(FlaskClient):
    """A browser that sends with each form the word of its session, as the newsroom's pages do."""

    member: StaffMember
    session_id: str

    def open(self, *args: Any, **more: Any) -> TestResponse:
        """Ask as a browser does for a page of this site, unless the test says where from."""
        headers = Headers(more.pop("headers", None) or {})
        if not any(name in headers for name in ("Sec-Fetch-Site", "Origin", "Referer")):
            headers["Sec-Fetch-Site"] = "same-origin"
        return super().open(*args, headers=headers, **more)

    def send(self, path: str, *, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form as a page of ours would."""
        return self.post(path, data={"form_word": self.form_word(), **(data or {})}, **more)

    def form_word(self, path: str = "/staff") -> str:
        """Return the word that the forms of a page carry."""
        found = _WORD.search(self.get(path).text)
        assert found, f"{path} shows no form"
        return found[1]
