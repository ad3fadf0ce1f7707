"""GET and POST /support/demo, against a real server: the page talks to its own webhook over HTTP"""

import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.campaign import Mode
from factually_app.formats.stripe_demo import signature
from factually_app.store.engine import Engine
from factually_app.web.demo_delivery import _own_address
from tests.factories import Newsroom
from tests.web.giving import LINK, open_site

SECRETS = {"stripe_payment_link": LINK, "stripe_webhook_secrets": ("whsec_" + "a" * 24,)}


@dataclass(frozen=True)
class Site:
    origin: str

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.origin + path, timeout=20) as response:
            return str(response.read().decode())

    def post(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> tuple[int, str]:
        body = urllib.parse.urlencode(fields).encode()
        asked = urllib.request.Request(self.origin + path, body, headers or {})
        try:
            with urllib.request.urlopen(asked, timeout=20) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def count(self) -> int:
        found = re.search(r'"count":\s*(\d+)', self.get("/api/v1/campaign"))
        assert found
        return int(found[1])


@pytest.fixture
def site(engine: Engine, tmp_path: Path) -> Iterator[Site]:
    """A site with the test checkout, served over HTTP on this machine."""
    app = create_app(Settings(data_dir=tmp_path, demo=True), engine)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def reference(newsroom: Newsroom) -> str:
    return f"{newsroom.campaign(mode=Mode.TEST).id}-0123456789abcdef"


def move(site: Site, reference: str, move: str, **more: str) -> str:
    """Press a button of the test checkout; what the page then says."""
    fields = {"ref": reference, "amount": "5", "every": "once", "move": move, **more}
    status, page = site.post("/support/demo", **fields)
    assert status == 200, page
    return page


def thanks(site: Site, reference: str) -> str:
    page = site.get(f"/support/thanks?ref={reference}")
    found = re.search(r'class="rating \w+">([^<]+)<', page)
    assert found, page
    return found[1]


def test_the_form_leads_here_with_a_reference_of_its_own(site: Site, reference: str) -> None:
    page = site.get("/support/checkout?amount=5&other=12.50&every=monthly")
    assert "$12.50 every month" in page
    assert "This page plays the payment provider" in page
    assert re.search(r'name="ref" value="[0-9a-f]{6}-[0-9a-f]{16}"', page)


def test_paying_counts_and_the_way_back_knows_it(site: Site, reference: str) -> None:
    assert thanks(site, reference) == "Still pending"
    page = move(site, reference, "pay")
    assert "checkout.session.completed" in page
    assert "<b>200</b>" in page
    assert "<b>1</b> of 100 supporters" in page
    assert site.count() == 1
    assert thanks(site, reference) == "Received"


def test_paying_twice_counts_once(site: Site, reference: str) -> None:
    move(site, reference, "pay")
    move(site, reference, "pay")
    assert site.count() == 1


def test_failing_counts_nothing_and_paying_after_that_does(site: Site, reference: str) -> None:
    move(site, reference, "fail")
    assert site.count() == 0
    assert thanks(site, reference) == "Failed"
    move(site, reference, "pay")
    assert site.count() == 1
    assert thanks(site, reference) == "Received"


def test_refunding_takes_back_what_paying_gave_in_either_order(site: Site, reference: str) -> None:
    move(site, reference, "refund")
    assert site.count() == 0
    move(site, reference, "pay")
    assert site.count() == 0
    assert thanks(site, reference) == "Given back"


def test_a_monthly_gift_counts_once_through_renewals_until_all_is_refunded(
    site: Site, reference: str
) -> None:
    move(site, reference, "pay", every="monthly")
    assert thanks(site, reference) == "Received"
    page = move(site, reference, "renew", every="monthly")
    assert 'name="renewals" value="1"' in page
    assert site.count() == 1
    assert '"amount_minor":1000' in site.get("/api/v1/campaign").replace(" ", "")
    move(site, reference, "refund", every="monthly", renewals="1")
    assert site.count() == 0
    assert thanks(site, reference) == "Given back"


def test_the_way_back_also_knows_the_providers_own_reference(site: Site, reference: str) -> None:
    session = re.search(r"cs_test_[0-9a-f]+", move(site, reference, "pay"))
    assert session
    assert thanks(site, session[0]) == "Received"


def test_from_the_way_back_one_can_go_on_with_the_same_checkout(site: Site, reference: str) -> None:
    page = move(site, reference, "pay", every="monthly")
    back = re.search(r'href="(/support/thanks[^"]+)"', page)
    assert back
    on = re.search(r'href="(/support/demo[^"]+)"', site.get(back[1].replace("&amp;", "&")))
    assert on
    assert "$5 every month" in site.get(on[1].replace("&amp;", "&"))


def test_two_people_are_two(site: Site, reference: str) -> None:
    move(site, reference, "pay")
    move(site, reference[:-1] + "0", "pay")
    assert site.count() == 2


def test_a_live_campaign_counts_nothing_of_it_and_the_page_says_so(site: Site, newsroom: Newsroom) -> None:
    live = f"{newsroom.campaign().id}-0123456789abcdef"
    page = move(site, live, "pay")
    assert "nothing played here counts" in page
    assert site.count() == 0
    assert "It counts toward no goal" in site.get(f"/support/thanks?ref={live}")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"ref": "nonsense"},
        {"ref": "abcdef-0123456789abcdef"},
        {"amount": "much"},
        {"amount": "0"},
        {"every": "daily"},
        {"move": "steal"},
        {"move": ""},
        {"move": "renew"},
        {"renewals": "-1", "move": "pay"},
        {"renewals": "many", "move": "pay"},
    ],
)
def test_what_makes_no_sense_is_refused(site: Site, reference: str, fields: dict[str, str]) -> None:
    asked = {"ref": reference, "amount": "5", "every": "once", "move": "pay", **fields} if fields else {}
    status, _ = site.post("/support/demo", **asked)
    assert status == 400
    assert site.count() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": ""},
    ],
)
def test_a_request_from_another_site_is_refused(site: Site, reference: str, headers: dict[str, str]) -> None:
    fields = {"ref": reference, "amount": "5", "every": "once", "move": "pay"}
    status, _ = site.post("/support/demo", headers, **fields)
    assert (status, site.count()) == (403, 0)


def test_a_request_from_this_site_is_taken(site: Site, reference: str) -> None:
    fields = {"ref": reference, "amount": "5", "every": "once", "move": "pay"}
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": site.origin}):
        assert site.post("/support/demo", headers, **fields)[0] == 200


def test_a_provider_is_not_held_to_be_another_site(site: Site, reference: str) -> None:
    status, answer = site.post("/webhooks/stripe", {"Origin": "https://elsewhere.example"}, any="thing")
    assert status == 400
    assert "errors" in answer


def test_it_is_nowhere_when_it_is_off(
    engine: Engine, tmp_path: Path, client: FlaskClient, newsroom: Newsroom
) -> None:
    reference = f"{newsroom.campaign(mode=Mode.TEST).id}-0123456789abcdef"
    query = {"ref": reference, "amount": "5", "every": "once"}
    for site in (client, open_site(engine, tmp_path, **SECRETS)):
        assert site.get("/support/demo", query_string=query).status_code == 404
        assert site.post("/support/demo", data={**query, "move": "pay"}).status_code == 404


def test_a_webhook_that_does_not_answer_is_said_to(
    engine: Engine, tmp_path: Path, newsroom: Newsroom
) -> None:
    reference = f"{newsroom.campaign(mode=Mode.TEST).id}-0123456789abcdef"
    client = open_site(engine, tmp_path, demo=True)
    fields = {"ref": reference, "amount": "5", "every": "once", "move": "pay"}
    nobody = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "1"}
    response = client.post("/support/demo", data=fields, environ_overrides=nobody)
    assert response.status_code == 200
    assert "No answer" in response.text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.2", "127.0.0.2"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "::1"),
        ("::1", "::1"),
        ("192.0.2.7", "127.0.0.1"),
        ("elsewhere.example", "127.0.0.1"),
    ],
)
def test_nothing_is_ever_sent_to_another_machine(name: str, expected: str) -> None:
    environ = {"SERVER_NAME": name, "SERVER_PORT": "8000", "HTTP_HOST": "elsewhere.example"}
    assert _own_address(environ) == (expected, 8000)


def test_the_signature_is_that_of_stripe() -> None:
    signed = "7aaed73a0f45f657eacd5c9b580562745d6023b1e3e6d17dce076b81940aa046"
    assert signature(b"{}", secret="whsec_a", now=1) == f"t=1,v1={signed}"
