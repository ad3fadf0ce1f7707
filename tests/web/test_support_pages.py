"""GET /support, /support/checkout and /support/thanks"""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from factually_app import clock
from factually_app.domain.campaign import CampaignKind, Mode
from factually_app.operations.supporters import refund_pledge
from factually_app.store.engine import Engine
from tests.factories import Newsroom
from tests.staff import EDDA
from tests.web.giving import LINK, MONTHLY_LINK, give, main_of, open_site

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 6, 15, 12, tzinfo=UTC))


@pytest.fixture
def paying(engine: Engine, tmp_path: Path) -> FlaskClient:
    """A site with a provider's page for each rhythm."""
    return open_site(engine, tmp_path, stripe_payment_link=LINK, stripe_monthly_link=MONTHLY_LINK)


# ---- The page that asks --------------------------------------------------------------------


def test_it_says_why_how_much_and_what_becomes_of_it(paying: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    page = main_of(paying.get("/support").text)
    assert "Wind the clock" in page
    assert "Every turn helps." in page
    assert 'action="/support/checkout" method="get"' in page
    for words in ("$5", "$10", "$25", "$50", "Once", "Every month", "pay.example", "It buys no say"):
        assert words in page


def test_the_goal_stands_in_the_page_once_and_no_banner_above_it(
    paying: FlaskClient, newsroom: Newsroom
) -> None:
    newsroom.campaign()
    page = paying.get("/support").text
    assert page.count('id="support-counter"') == 1
    assert "<aside" not in page


def test_the_banner_and_the_foot_of_every_page_lead_there(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    page = client.get("/").text
    banner, foot = page[page.index("<aside") : page.index("</aside>")], page[page.index("<footer") :]
    assert '<a class="button" href="/support">Support</a>' in banner
    assert 'href="/support"' in foot


def test_without_a_way_to_pay_it_says_so_plainly(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    page = main_of(client.get("/support").text)
    assert "Payments are not set up on this site" in page
    assert "<form" not in page


def test_without_a_monthly_page_of_the_provider_only_once_is_offered(
    engine: Engine, tmp_path: Path, newsroom: Newsroom
) -> None:
    newsroom.campaign()
    site = open_site(engine, tmp_path, stripe_payment_link=LINK)
    assert "Every month" not in site.get("/support").text
    refused = site.get("/support/checkout?amount=5&every=monthly")
    assert refused.status_code == 400
    assert "Giving every month is not set up here" in refused.text


def test_a_test_campaign_says_that_no_money_moves(paying: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign(mode=Mode.TEST)
    assert "Test mode: no money moves" in main_of(paying.get("/support").text)
    assert "Test mode: no money moves" in paying.get("/").text


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"starts_on": date(2026, 7, 1)}, "From 1 July 2026 on"),
        ({"ends_on": date(2026, 6, 14)}, "The campaign has ended"),
    ],
)
def test_before_and_after_a_campaign_nothing_can_be_given(
    paying: FlaskClient, newsroom: Newsroom, terms: dict[str, object], words: str
) -> None:
    newsroom.campaign(**terms)
    page = main_of(paying.get("/support").text)
    assert words in page
    assert "<form" not in page
    assert ">About the goal</a>" in paying.get("/").text
    assert paying.get("/support/checkout?amount=5&every=once").headers["Location"] == "/support"


def test_without_a_campaign_there_is_nothing_to_support(paying: FlaskClient) -> None:
    for path in ("/support", "/support/ledger"):
        assert "No campaign is running" in paying.get(path).text
    assert paying.get("/support/checkout?amount=5&every=once").headers["Location"] == "/support"


def test_the_next_goal_names_the_one_before(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    newsroom.campaign(goal=2, next_goal=10)
    for person in ("ada", "bo", "cy"):
        give(engine, person)
    words = re.sub(r"<[^>]+>", "", client.get("/support/counter", headers=HTMX).text)
    assert "3 of 10 supporters, the next goal after 2 supporters" in words


def test_it_is_the_same_for_everyone(paying: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    first = paying.get("/support")
    again = paying.get("/support", headers={"If-None-Match": first.headers["ETag"], "Cookie": "a=b"})
    assert again.status_code == 304
    assert "Set-Cookie" not in first.headers
    assert "Cookie" not in first.headers.get("Vary", "")


@pytest.mark.parametrize("path", ["/support", "/support/checkout", "/support/thanks", "/support/ledger"])
def test_they_take_nothing_but_reading(paying: FlaskClient, path: str) -> None:
    assert paying.post(path).status_code == 405


# ---- How it grew ---------------------------------------------------------------------------


def test_the_line_starts_from_nothing_and_its_table_stands_beside_it(
    client: FlaskClient, newsroom: Newsroom, engine: Engine
) -> None:
    newsroom.campaign()
    give(engine, "ada", on="2026-06-01")
    give(engine, "bo", on="2026-06-08")
    page = main_of(client.get("/support").text)
    assert 'class="line" d="M58 168' in page
    assert "31 May 2026 to 15 June 2026" in page
    table = page[page.index("<details") : page.index("</details>")]
    rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)[1:]
    cells = [re.findall(r">([^<>]+)</t[dh]>|>([^<>]+)</time>", row) for row in rows]
    assert [["".join(cell) for cell in row] for row in cells] == [
        ["8 June 2026", "1", "0", "2", "$10"],
        ["1 June 2026", "1", "0", "1", "$5"],
    ]


def test_what_stood_before_the_campaign_is_said_in_the_chart(
    client: FlaskClient, newsroom: Newsroom, engine: Engine
) -> None:
    newsroom.campaign(baseline=120)
    give(engine, "ada")
    assert "120 of them from before this campaign" in main_of(client.get("/support").text)


def test_a_goal_in_reach_is_drawn(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    newsroom.campaign(goal=3)
    give(engine, "ada")
    assert "the goal</text>" not in client.get("/support").text
    give(engine, "bo")
    assert "the goal</text>" in client.get("/support").text


def test_a_goal_in_money_is_drawn_in_money(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    newsroom.campaign(kind=CampaignKind.MONEY, goal=100_000)
    give(engine, "ada", minor=40_000)
    page = main_of(client.get("/support").text)
    assert "Money, " in page
    assert ">$400</text>" in page


def test_before_anything_was_given_there_is_no_chart(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    page = main_of(client.get("/support").text)
    assert "Nothing is on the ledger yet." in page
    assert "<svg" not in page


# ---- To the provider -----------------------------------------------------------------------


def address_in(page: str) -> str:
    found = re.search(r'href="(https://[^"]+)"', main_of(page))
    assert found
    return found[1].replace("&amp;", "&")


def test_a_link_hands_over_with_the_campaign_and_a_random_reference(
    paying: FlaskClient, newsroom: Newsroom
) -> None:
    campaign = newsroom.campaign()
    pages = [paying.get("/support/checkout?amount=10&other=7.50&every=once") for _ in range(2)]
    addresses = [address_in(page.text) for page in pages]
    expected = rf"{LINK}\?client_reference_id={campaign.id}-[0-9a-f]{{16}}&__prefilled_amount=750"
    assert all(re.fullmatch(expected, address) for address in addresses)
    assert addresses[0] != addresses[1]
    assert "$7.50 once" in pages[0].text
    assert pages[0].headers["Cache-Control"] == "no-store"


def test_a_monthly_gift_goes_to_its_own_page(paying: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    page = paying.get("/support/checkout?amount=10&every=monthly").text
    assert address_in(page).startswith(f"{MONTHLY_LINK}?client_reference_id=")
    assert "What is taken each month is set there, whether or not it is the $10" in page


def test_a_link_that_has_a_query_keeps_it(engine: Engine, tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.campaign()
    site = open_site(engine, tmp_path, stripe_payment_link=f"{LINK}?locale=en")
    page = site.get("/support/checkout?amount=10&every=once").text
    assert address_in(page).startswith(f"{LINK}?locale=en&client_reference_id=")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("amount=much&every=once", "Write the amount as a number, such as 10."),
        ("amount=&every=once", "Write the amount as a number"),
        ("every=once", "Write the amount as a number"),
        ("amount=5.555&every=once", "Write the amount as a number"),
        ("amount=-5&every=once", "Write the amount as a number"),
        ("amount=0&every=once", "An amount from $1 to $10,000 can be given here."),
        ("amount=10001&every=once", "An amount from $1 to $10,000"),
        ("amount=9999999999999&every=once", "Write the amount as a number"),
        ("amount=5&every=daily", "Choose whether to give once or every month."),
        ("amount=5", "Choose whether to give once or every month."),
        ("amount=5%00&every=once", "Write the amount as a number"),
    ],
)
def test_what_cannot_be_given_comes_back_with_the_reason(
    paying: FlaskClient, newsroom: Newsroom, query: str, words: str
) -> None:
    newsroom.campaign()
    response = paying.get(f"/support/checkout?{query}")
    assert response.status_code == 400
    assert words in response.text


def test_what_was_typed_is_still_there_and_harmless(paying: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    page = paying.get("/support/checkout?amount=25&other=%22%3E%3Cb%3E&every=monthly").text
    assert 'value="&#34;&gt;&lt;b&gt;"' in page
    assert 'value="25" checked' in page
    assert 'value="monthly" checked' in page


def test_a_currency_without_cents_has_larger_amounts(paying: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign(currency="JPY")
    assert "¥500" in paying.get("/support").text
    assert "__prefilled_amount=500" in address_in(paying.get("/support/checkout?amount=500&every=once").text)


# ---- The way back --------------------------------------------------------------------------


def test_a_reference_that_led_away_is_pending_and_hides_the_banner(
    client: FlaskClient, newsroom: Newsroom
) -> None:
    campaign = newsroom.campaign()
    response = client.get(f"/support/thanks?ref={campaign.id}-0123456789abcdef")
    assert response.status_code == 200
    assert "Still pending" in response.text
    assert f'data-supports="{campaign.id}"' in response.text
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "reference", ["", "abcdef-0123456789abcdef", "nonsense", "cs_test_abc", "%00", "a" * 5000, "%3Cscript%3E"]
)
def test_any_other_reference_is_unknown_and_hides_nothing(
    client: FlaskClient, newsroom: Newsroom, reference: str
) -> None:
    newsroom.campaign()
    response = client.get(f"/support/thanks?ref={reference}")
    assert response.status_code == 404
    assert "We do not know this payment" in response.text
    assert "data-supports" not in response.text
    assert "<script>" not in response.text


def test_what_the_address_claims_changes_no_number(client: FlaskClient, newsroom: Newsroom) -> None:
    campaign = newsroom.campaign()
    client.get(f"/support/thanks?ref={campaign.id}-0123456789abcdef&status=paid&amount=5")
    assert client.get("/api/v1/campaign").json["count"] == 0


def test_a_refund_takes_the_person_out_of_the_page(
    client: FlaskClient, newsroom: Newsroom, engine: Engine
) -> None:
    newsroom.campaign()
    pledge = give(engine, "ada")
    assert "<b>1</b> of 100" in client.get("/support").text
    refund_pledge(engine, EDDA, pledge)
    assert "<b>0</b> of 100" in client.get("/support").text
