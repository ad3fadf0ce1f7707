"""The demo check: everything in it leads to its source, and nothing claims more than was checked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from factually_app import create_app, paths
from factually_app.config import Settings
from factually_app.domain.claim import Stance
from factually_app.domain.rating import Rating
from factually_app.operations.import_files import import_paths
from factually_app.store import article_parts, articles, claims, questions, sources
from factually_app.store.engine import Engine


@pytest.fixture
def demo(engine: Engine) -> Engine:
    import_paths(engine, [paths.CONTENT], publish=False, dry_run=False, by="a test")
    return engine


@pytest.fixture
def client(demo: Engine, tmp_path: Path) -> FlaskClient:
    return create_app(Settings(data_dir=tmp_path), demo).test_client()


def sentences(markdown: str) -> Iterator[str]:
    """Yield each sentence with the citations after it."""
    for paragraph in markdown.split("\n\n"):
        text = " ".join(paragraph.split())
        yield from re.findall(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?](?:\s*\[\d+\])*", text)


def test_it_holds_what_the_newsroom_gathered(demo: Engine) -> None:
    db = demo.reader()
    assert len(list(sources.all_sources(db))) == 48
    assert len(list(claims.all_claims(db))) == 70
    assert len(list(questions.all_questions(db))) == 20


def test_every_sentence_of_the_article_carries_a_citation(demo: Engine) -> None:
    (article,) = articles.newest_articles(demo.reader(), limit=2)
    sections = article_parts.sections_of(demo.reader(), article.id)
    found = [
        s
        for text in [article.summary_markdown, *(s.body_markdown for s in sections)]
        for s in sentences(text)
    ]
    assert len(found) > 60
    assert [sentence for sentence in found if not re.search(r"\[\d+\]$", sentence)] == []


def test_a_citation_points_only_to_evidence_of_a_claim_in_its_section(demo: Engine) -> None:
    db = demo.reader()
    (article,) = articles.newest_articles(db, limit=2)
    cited = {item.number: item.source for item in article_parts.cited_sources_of(db, article.id)}
    for section in article_parts.sections_of(db, article.id):
        evidence = claims.evidence_for(db, section.claim_ids)
        borne = {item.source.id for items in evidence.values() for item in items}
        for number in map(int, re.findall(r"\[(\d+)\]", section.body_markdown)):
            source = cited[number]
            assert source is not None
            assert source.id in borne, f"section {section.position} cites {source.ref}"


def test_every_sentence_of_every_short_answer_names_claims_of_that_answer(demo: Engine) -> None:
    db = demo.reader()
    every = list(questions.all_questions(db))
    answering = claims.claims_answering(db, [question.id for question in every])
    for question in every:
        linked = {claim.id for claim in answering[question.id]}
        assert question.sentences, question.text
        for sentence in question.sentences:
            assert sentence.claim_ids, f"{question.ref}: {sentence.text}"
            assert set(sentence.claim_ids) <= linked


def test_the_questions_go_three_levels_deep_and_on(demo: Engine) -> None:
    db = demo.reader()
    (article,) = articles.newest_articles(db, limit=2)
    first = questions.questions_of(db, article.id)
    assert len(first) == 5
    second = [q for group in questions.questions_after(db, [q.id for q in first]).values() for q in group]
    assert len(second) == 15
    third = questions.questions_after(db, [q.id for q in second])
    assert all(len(third[question.id]) >= 2 for question in second)


def test_what_reports_words_is_never_shown_as_plainly_supported(demo: Engine) -> None:
    for claim in claims.all_claims(demo.reader()):
        if claim.kind.reports_words:
            assert claim.rating_words not in {Rating.SUPPORTED.label, Rating.MOSTLY_SUPPORTED.label}


def test_unchecked_addresses_and_passages_are_flagged_and_shown(demo: Engine, client: FlaskClient) -> None:
    db = demo.reader()
    unchecked = [source for source in sources.all_sources(db) if not source.checked]
    assert len(unchecked) == 22
    for source in unchecked:
        assert "address not yet checked" in client.get(source.url).text
    every = list(claims.all_claims(db))
    evidence = claims.evidence_for(db, [claim.id for claim in every])
    passages = [item for items in evidence.values() for item in items]
    assert len(passages) == 103
    assert sum(not item.checked for item in passages) == 26
    assert {item.stance for item in passages} <= set(Stance)


def test_every_page_of_it_opens(demo: Engine, client: FlaskClient) -> None:
    db = demo.reader()
    records = [*sources.all_sources(db), *claims.all_claims(db), *questions.all_questions(db)]
    for record in [*records, *articles.newest_articles(db, limit=2)]:
        assert client.get(record.url).status_code == 200
    for question in questions.all_questions(db):
        assert "No reviewed evidence yet" not in client.get(question.url).text
