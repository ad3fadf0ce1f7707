"""GET /claims/<slug>-<id> and /sources/<slug>-<id>"""

import pytest
from flask.testing import FlaskClient

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim, Stance
from factually_app.domain.question import Question
from factually_app.domain.source import Source
from tests.factories import Newsroom, evidence

HTMX = {"HX-Request": "true"}


def test_a_claim_shows_its_evidence_and_where_it_is_used(
    client: FlaskClient, claim: Claim, question: Question, article: Article
) -> None:
    page = client.get(claim.url).text
    for words in (claim.text, "supports", "disputes", question.text, article.title, "2 May 1994"):
        assert words in page


def test_a_claim_that_reports_words_says_that_it_does_no_more(client: FlaskClient, statement: Claim) -> None:
    page = client.get(statement.url).text
    assert "Said, on record" in page
    assert "It does not say that it is true." in page


def test_a_claim_used_nowhere_and_without_evidence_says_both(client: FlaskClient, newsroom: Newsroom) -> None:
    page = client.get(newsroom.claim("Nobody asked about this.").url).text
    assert "Nowhere yet." in page
    assert "No evidence is recorded" in page


def test_a_source_shows_every_claim_that_cites_it(
    client: FlaskClient, source: Source, claim: Claim, statement: Claim, article: Article
) -> None:
    page = client.get(source.url).text
    for words in (claim.text, statement.text, article.title, "weir.example", "Oddly Weir Town Hall"):
        assert words in page


def test_a_source_that_bears_twice_on_a_claim_shows_both(
    client: FlaskClient, newsroom: Newsroom, source: Source
) -> None:
    newsroom.claim(
        "The clock struck thirteen.",
        evidence(source, note="Says that it did."),
        evidence(source, Stance.DISPUTES, note="Doubts the count."),
    )
    page = client.get(source.url).text
    assert page.index("Says that it did.") < page.index("Doubts the count.")


@pytest.mark.parametrize("kind", ["claims", "sources"])
def test_unknown_is_not_found(client: FlaskClient, kind: str) -> None:
    assert client.get(f"/{kind}/nothing-abcdef").status_code == 404
    assert client.get(f"/{kind}/nothing").status_code == 404


def test_old_slugs_lead_to_the_right_address(client: FlaskClient, claim: Claim, source: Source) -> None:
    for record, kind in ((claim, "claims"), (source, "sources")):
        response = client.get(f"/{kind}/renamed-{record.id}")
        assert (response.status_code, response.headers["Location"]) == (301, record.url)


def test_htmx_gets_only_the_record(client: FlaskClient, claim: Claim, source: Source) -> None:
    for record in (claim, source):
        assert "<html" not in client.get(record.url, headers=HTMX).text


def test_an_address_that_is_not_checked_says_so(client: FlaskClient, newsroom: Newsroom) -> None:
    source = newsroom.source("Hearsay at the bakery", checked=False, address=None)
    page = client.get(source.url).text
    assert "address not yet checked" in page
    assert "No address is recorded." in page
