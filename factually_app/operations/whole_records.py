"""Claims, questions and articles read whole, as an exchange compares and writes them."""

from collections.abc import Sequence

from factually_app.domain.claim import ClaimRecord
from factually_app.domain.errors import NotFoundError
from factually_app.formats.records import ArticleRecord, QuestionRecord
from factually_app.store.article_parts import cited_sources_of, sections_of
from factually_app.store.articles import get_article
from factually_app.store.claims import claims_by_id, evidence_for
from factually_app.store.engine import Engine
from factually_app.store.question_links import claim_ids_of, next_ids_of
from factually_app.store.questions import questions_by_id, questions_of


def claim_records(engine: Engine, claim_ids: Sequence[str]) -> dict[str, ClaimRecord]:
    """Return those of the claims that there are, each with its evidence, by id."""
    db = engine.reader()
    evidence = evidence_for(db, claim_ids)
    return {
        claim.id: ClaimRecord(claim, tuple(evidence.get(claim.id, ())))
        for claim in claims_by_id(db, claim_ids).values()
    }


def claim_record(engine: Engine, claim_id: str) -> ClaimRecord:
    """Return one claim with its evidence; NotFoundError when there is none."""
    found = claim_records(engine, [claim_id])
    if claim_id not in found:
        raise NotFoundError(f"no claim '{claim_id}'")
    return found[claim_id]


def question_records(engine: Engine, question_ids: Sequence[str]) -> dict[str, QuestionRecord]:
    """Return those of the questions that there are, each with what it links to, by id."""
    db = engine.reader()
    claims, following = claim_ids_of(db, question_ids), next_ids_of(db, question_ids)
    return {
        found.id: QuestionRecord(found, claims.get(found.id, ()), following.get(found.id, ()))
        for found in questions_by_id(db, question_ids).values()
    }


def question_record(engine: Engine, question_id: str) -> QuestionRecord:
    """Return one question with what it links to; NotFoundError when there is none."""
    found = question_records(engine, [question_id])
    if question_id not in found:
        raise NotFoundError(f"no question '{question_id}'")
    return found[question_id]


def article_record(engine: Engine, article_id: str) -> ArticleRecord:
    """Return an article in whatever state, with all its parts; NotFoundError when there is none."""
    db = engine.reader()
    return ArticleRecord(
        article=get_article(db, article_id),
        sections=tuple(sections_of(db, article_id)),
        sources=tuple(cited_sources_of(db, article_id)),
        question_ids=tuple(question.id for question in questions_of(db, article_id)),
    )
