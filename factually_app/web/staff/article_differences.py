"""Two versions of an article side by side, with titles where they name records by id."""

from collections.abc import Iterable

from factually_app.domain.differences import FieldDifference, differences
from factually_app.domain.draft import ArticleDraft
from factually_app.domain.rating import Rating
from factually_app.formats.drafts import article_draft_item
from factually_app.store.claims import claims_by_id
from factually_app.store.questions import questions_by_id
from factually_app.store.sources import sources_by_id
from factually_app.web.pages import engine


def article_differences(before: ArticleDraft | None, after: ArticleDraft) -> list[FieldDifference]:
    """Return what leads from one version to the other; from nothing where there is none before."""
    versions = [version for version in (before, after) if version]
    named = _titles(versions)
    ratings = {rating.value: rating.label for rating in Rating}

    def words(field: str, text: str) -> str:
        return ratings.get(text, text) if field == "rating" else named.get(field, {}).get(text, text)

    old = article_draft_item(before) if before else {}
    return differences(old, article_draft_item(after), words=words)


def _titles(versions: Iterable[ArticleDraft]) -> dict[str, dict[str, str]]:
    """Return what the records that are named in either version are called, by field and id."""
    claim_ids: set[str] = set()
    source_ids: set[str] = set()
    question_ids: set[str] = set()
    for version in versions:
        claim_ids.update(*(section.claim_ids for section in version.sections))
        claim_ids.update([version.claim_id] if version.claim_id else [])
        source_ids.update(part.source_id for part in version.sources if part.source_id)
        question_ids.update(version.question_ids)
    db = engine().reader()
    claims = {id_: claim.text for id_, claim in claims_by_id(db, claim_ids).items()}
    sources = {id_: source.title for id_, source in sources_by_id(db, source_ids).items()}
    questions = {id_: question.text for id_, question in questions_by_id(db, question_ids).items()}
    return {"claim": claims, "claims": claims, "source": sources, "questions": questions}
