"""How well the matcher finds what people judged: the demo's claims, alone and among thousands of others."""

from contextlib import closing
from pathlib import Path
from statistics import mean

import pytest
import yaml

from factually_app import paths
from factually_app.domain.match import MatchKind
from factually_app.store.exchange_reads import known_names
from factually_app.store.matching import find_matches
from factually_app.store.migrations import migrate
from factually_app.store.others_claims import put_others_claim
from factually_app.store.sqlite_engine import SqliteEngine
from tests.conftest import AT
from tests.importing import take
from tests.other_claims import other_claims

JUDGED = yaml.safe_load(Path(__file__).with_name("judged_questions.yaml").read_text("utf-8"))
OTHERS = 5_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with closing(SqliteEngine(tmp_path_factory.mktemp("judged") / "factually.db")) as engine:
        migrate(engine, at=AT)
        take(engine, paths.CONTENT)
        yield engine


def answers(engine, meaning=None):
    """Yield each judged question with what should be found and what is found, by the names of the claims."""
    names = {name.id: name.ref for name in known_names(engine.reader(), "claim")}
    for judged in JUDGED:
        found = find_matches(
            engine.reader(), judged["ask"], kinds=[MatchKind.CLAIM], limit=5, meaning=meaning
        )
        yield judged["ask"], judged["find"], [names.get(match.id, match.id) for match in found]


def precision(wanted, found):
    """Return the average precision at 5."""
    hits = [place for place, name in enumerate(found[:5], start=1) if name in wanted]
    return sum(number / place for number, place in enumerate(hits, start=1)) / min(len(wanted), 5)


def recall(wanted, found):
    return len(set(wanted) & set(found[:3])) / len(wanted)


def judge(engine, meaning=None):
    """Return MAP@5 and recall@3, and print them with the questions that found nothing they should."""
    judged = list(answers(engine, meaning))
    for ask, wanted, found in judged:
        if not recall(wanted, found):
            print(f"not found: {ask!r} should find {wanted}, found {found[:3]}")
    figures = (
        mean(precision(wanted, found) for _, wanted, found in judged),
        mean(recall(wanted, found) for _, wanted, found in judged),
    )
    print(f"{len(judged)} questions: MAP@5 {figures[0]:.3f}, recall@3 {figures[1]:.3f}")
    return figures


def test_there_are_enough_questions_and_each_is_judged():
    assert len(JUDGED) >= 150
    assert len({judged["ask"] for judged in JUDGED}) == len(JUDGED)
    claims = yaml.safe_load((paths.CONTENT / "claims.yaml").read_text("utf-8"))
    refs = {claim["id"] for claim in claims}
    assert {name for judged in JUDGED for name in judged["find"]} <= refs


def test_among_the_demos_claims(demo):
    precision_, recall_ = judge(demo)
    assert precision_ >= 0.85
    assert recall_ >= 0.905


def test_among_thousands_of_claims_of_others(demo):
    claims = list(other_claims(OTHERS))
    for start in range(0, OTHERS, 1_000):
        demo.commit([put_others_claim(claim) for claim in claims[start : start + 1_000]])
    precision_, recall_ = judge(demo)
    assert precision_ >= 0.835
    assert recall_ >= 0.875
