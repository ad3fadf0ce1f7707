"""Records that were found, read and made ready for a search to show."""

from collections.abc import Iterator, Sequence

from factually_app.content.markdown import text_of
from factually_app.domain.match import Match, MatchKind
from factually_app.domain.searched_record import (
    SearchedRecord,
    searched_article,
    searched_claim,
    searched_others_claim,
    searched_question,
    searched_source,
)
from factually_app.store.articles import public_articles
from factually_app.store.claims import claims_by_id
from factually_app.store.engine import Engine
from factually_app.store.others_claims import others_claims_by_id
from factually_app.store.questions import questions_by_id
from factually_app.store.sources import sources_by_id


def searched_records(engine: Engine, matches: Sequence[Match]) -> list[SearchedRecord]:
    """Return what was found, in its order."""
    found = {(record.kind, record.id): record for record in _read(engine, matches)}
    keys = ((match.kind, match.id) for match in matches)
    return [found[key] for key in keys if key in found]


def _read(engine: Engine, matches: Sequence[Match]) -> Iterator[SearchedRecord]:
    db = engine.reader()
    ids = {kind: [match.id for match in matches if match.kind is kind] for kind in MatchKind}
    for article in public_articles(db, ids[MatchKind.CHECK]).values():
        yield searched_article(article, about=text_of(article.summary_html))
    for question in questions_by_id(db, ids[MatchKind.QUESTION]).values():
        yield searched_question(question)
    for claim in claims_by_id(db, ids[MatchKind.CLAIM]).values():
        yield searched_claim(claim)
    for theirs in others_claims_by_id(db, ids[MatchKind.CLAIM]).values():
        yield searched_others_claim(theirs)
    for source in sources_by_id(db, ids[MatchKind.SOURCE]).values():
        yield searched_source(source)
