"""Bodies before Flask: whole ones are heard, however many come at once; late ones hold no reader up."""

import threading
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from factually_app.cli.serving import BODIES_AT_ONCE
from factually_app.web.bodies import Bodies
from factually_app.web.places import MOMENT
from factually_app.web.turns import SERVER_THREADS

MOST = 100


def heard(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Say back what was brought."""
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def bodies(at_once: int) -> Bodies:
    return Bodies(heard, most_bytes=lambda _: MOST, at_once=at_once)


def send(app: Bodies, body: object, **said: str) -> tuple[str, bytes]:
    answer: list[str] = []
    environ = {"PATH_INFO": "/ask", "REQUEST_METHOD": "POST", "wsgi.input": body, **said}
    parts = app(environ, lambda status, *_: answer.append(status))  # type: ignore[arg-type, func-returns-value]
    return answer[0], b"".join(parts)


class Arriving(BytesIO):
    """A body that takes a thousandth of a second to be read, as one does that is there already."""

    def read(self, size: int | None = -1) -> bytes:
        time.sleep(0.001)
        return super().read(size)


class Late:
    """A body that comes when it is let."""

    def __init__(self) -> None:
        self.is_asked_for, self.comes = threading.Event(), threading.Event()
        self._body = BytesIO(b"late")

    def read(self, size: int) -> bytes:
        self.is_asked_for.set()
        assert self.comes.wait(10)
        return self._body.read(size)


def test_more_whole_bodies_than_places_are_all_heard() -> None:
    app = bodies(BODIES_AT_ONCE)
    with ThreadPoolExecutor(SERVER_THREADS) as crowd:
        answers = crowd.map(lambda _: send(app, Arriving(b"here"), CONTENT_LENGTH="4"), range(4_000))
    assert Counter(answers) == {("200 OK", b"here"): 4_000}


def test_where_all_places_are_held_others_are_refused_until_one_is_free() -> None:
    app, late = bodies(at_once=2), [Late(), Late()]
    with ThreadPoolExecutor(2) as crowd:
        held = [crowd.submit(send, app, body, CONTENT_LENGTH="4") for body in late]
        assert all(body.is_asked_for.wait(10) for body in late)
        time.sleep(2 * MOMENT)
        assert send(app, BytesIO(b"here"), CONTENT_LENGTH="4")[0] == "503 SERVICE UNAVAILABLE"
        late[0].comes.set()
        assert held[0].result(10) == ("200 OK", b"late")
        assert send(app, BytesIO(b"here"), CONTENT_LENGTH="4") == ("200 OK", b"here")
        late[1].comes.set()
        assert held[1].result(10) == ("200 OK", b"late")


def test_a_request_without_a_body_needs_no_place() -> None:
    assert send(bodies(at_once=1), BytesIO(b"")) == ("200 OK", b"")


def test_what_breaks_off_is_not_handed_on() -> None:
    assert send(bodies(at_once=1), BytesIO(b"half"), CONTENT_LENGTH="8")[0] == "408 REQUEST TIMEOUT"


@pytest.mark.parametrize(("sent", "status"), [(MOST, "200 OK"), (MOST + 1, "413 CONTENT TOO LARGE")])
def test_chunks_come_to_no_more_than_the_address_takes(sent: int, status: str) -> None:
    assert send(bodies(at_once=1), BytesIO(b"x" * sent), HTTP_TRANSFER_ENCODING="chunked")[0] == status
