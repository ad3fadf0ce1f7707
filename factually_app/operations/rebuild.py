"""Rebuilding: everything derived from what was written is made anew, where it differs from what is kept."""

from factually_app.domain.article import ArticleStatus, CitedSource
from factually_app.domain.errors import InputError, Problem
from factually_app.formats.records import ArticleRecord
from factually_app.operations.article_batch import citation_statements
from factually_app.operations.article_prose import citations_in, rendered
from factually_app.operations.letter_box import letter_key
from factually_app.operations.others_integrity import stem_all_anew
from factually_app.operations.vectors import forget_wrong_vectors
from factually_app.operations.whole_records import article_record
from factually_app.store import edition
from factually_app.store.article_statements import (
    delete_citations,
    insert_cited_source,
    update_derived,
    update_section_derived,
)
from factually_app.store.articles import article_ids
from factually_app.store.engine import Engine, Statement
from factually_app.store.exchange_reads import citations_of
from factually_app.store.letter_statements import update_letter_key
from factually_app.store.letters import letter_texts
from factually_app.store.spellings import relearn_words


def rebuild(engine: Engine) -> int:
    """Derive anew the HTML, length and citations of articles, the keys of letters, and the words to find by.

    Returns how many articles and letters changed.

    Raises InputError, after all others are done, for published articles in which a number is
    a citation now that was none before, and that has no source.
    """
    stem_all_anew(engine)
    changed = _rekey_letters(engine)
    problems: list[Problem] = []
    engine.commit(relearn_words())
    forget_wrong_vectors(engine)
    for article_id in list(article_ids(engine.reader())):
        record = article_record(engine, article_id)
        anew = rendered(record)
        if anew == record and citations_in(anew) == citations_of(engine.reader(), article_id):
            continue
        if unnamed := _refused_numbers(anew):
            problems.append(Problem(record.article.url, 0, f"{unnamed} would be cited without a source"))
            continue
        engine.commit([*_derived(anew), edition.content_changed()])
        changed += 1
    if problems:
        raise InputError(problems)
    return changed


def _rekey_letters(engine: Engine) -> int:
    keys = [(id_, letter_key(kind, text), kept) for id_, kind, text, kept in letter_texts(engine.reader())]
    batch = [update_letter_key(id_, key) for id_, key, kept in keys if key != kept]
    if batch:
        engine.commit(batch)
    return len(batch)


def _refused_numbers(record: ArticleRecord) -> str:
    """Name the numbers without a source that this article may not be published with."""
    article = record.article
    if article.status is not ArticleStatus.PUBLISHED or article.unnamed_accepted:
        return ""
    return ", ".join(f"[{number}]" for number in _new_numbers(record))


def _new_numbers(record: ArticleRecord) -> list[int]:
    known = {cited.number for cited in record.sources}
    return sorted({number for _, _, number in citations_in(record)} - known)


def _derived(record: ArticleRecord) -> list[Statement]:
    article_id = record.article.id
    unnamed = (CitedSource(number, None, None, None, None, False) for number in _new_numbers(record))
    return [
        update_derived(record.article),
        *(update_section_derived(article_id, section) for section in record.sections),
        delete_citations(article_id),
        *(insert_cited_source(article_id, cited) for cited in unnamed),
        *citation_statements(record),
    ]
