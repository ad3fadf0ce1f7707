"""An application over an invented newsroom."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.article import Article
from factually_app.domain.claim import Claim, ClaimKind, Stance
from factually_app.domain.dates import PartialDate
from factually_app.domain.question import Question
from factually_app.domain.rating import Rating
from factually_app.domain.source import Source
from factually_app.store.engine import Engine
from tests.factories import Newsroom, evidence


@pytest.fixture
def app(engine: Engine, tmp_path: Path) -> Flask:
    app = create_app(Settings(data_dir=tmp_path), engine)
    app.testing = False
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def newsroom(engine: Engine) -> Newsroom:
    return Newsroom(engine)


@pytest.fixture
def source(newsroom: Newsroom) -> Source:
    return newsroom.source()


@pytest.fixture
def claim(newsroom: Newsroom, source: Source) -> Claim:
    other = newsroom.source("A letter to the Weir Gazette", publisher="Weir Gazette", checked=False)
    return newsroom.claim(
        "The clock tower stopped on 2 May 1994.",
        evidence(source),
        evidence(other, Stance.DISPUTES, checked=False),
    )


@pytest.fixture
def statement(newsroom: Newsroom, source: Source) -> Claim:
    return newsroom.claim(
        "The mayor said that trains stopped the clock.",
        evidence(source),
        kind=ClaimKind.STATEMENT,
        rating=Rating.SUPPORTED,
        happened=PartialDate("1994-06"),
    )


@pytest.fixture
def question(newsroom: Newsroom, claim: Claim, statement: Claim) -> Question:
    return newsroom.question(
        "When did the clock stop?",
        claims=[claim, statement],
        answer=f"It stopped in May 1994 {{{claim.id}}}. The mayor blamed trains {{{statement.id}}}.",
    )


@pytest.fixture
def next_question(newsroom: Newsroom, question: Question, statement: Claim) -> Question:
    return newsroom.question("Who blamed the trains?", claims=[statement], after=question)


@pytest.fixture
def question_without_claims(newsroom: Newsroom) -> Question:
    return newsroom.question("Did the pigeons mind?")


@pytest.fixture
def article(
    newsroom: Newsroom, source: Source, claim: Claim, statement: Claim, question: Question
) -> Article:
    other = newsroom.source("Timetable of the Society for Slow Trains", publisher="Society for Slow Trains")
    return newsroom.article(
        newsroom.topic(),
        cited=[source, other],
        claims=[claim, statement],
        questions=[question],
        claim_id=claim.id,
    )
