"""A newsroom of any size: articles in invented words, each with a source, a question and ten claims."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from factually_app.bench.claims import Speech
from factually_app.bench.demo import Demo
from factually_app.bench.figures import require
from factually_app.bench.many import heads
from factually_app.content.plain import same_question_key
from factually_app.domain.article import Article, CitedSource, Section
from factually_app.domain.claim import Claim, ClaimKind, ClaimRecord, Evidence, Stance
from factually_app.domain.question import Question
from factually_app.domain.rating import Rating
from factually_app.domain.revision import Revision
from factually_app.domain.source import Source
from factually_app.formats.exchange import Item, article_item, canonical, claim_item, question_item
from factually_app.formats.records import ArticleRecord, QuestionRecord
from factually_app.operations.article_batch import new_article
from factually_app.operations.article_prose import rendered
from factually_app.operations.import_others import merge_words
from factually_app.store.claim_statements import insert_claim, insert_evidence
from factually_app.store.engine import Engine, Statement
from factually_app.store.question_statements import insert_claim_link, insert_question
from factually_app.store.revisions import insert_revision
from factually_app.store.sources import insert_source

CLAIMS_EACH = 10
"""Claims that an article rests on."""

_AT_ONCE = 500
"""Articles of which all is written in one batch."""

_PROSES = 50
"""Articles that differ in their prose; those after them have theirs again, under titles of their own."""

_AT = "2025-06-01T12:00:00Z"


def fill_newsroom(site: Demo, articles: int, say: Callable[[str], None]) -> tuple[float, float]:
    """Add so many articles and ten times as many claims; return the bytes that one of each takes.

    A claim brings its evidence and a tenth of a source and a question, an article its section and links;
    both bring their revisions.
    """
    speech, engine = Speech(seed=1), site.engine
    empty = bytes_of(engine)
    _write(engine, (_records(number, speech) for number in range(articles)), "claims' articles", say)
    with_claims = bytes_of(engine)
    made = list(heads(site, articles))
    prose = _prose(made[0], speech)
    _write(
        engine, (_article(head, number, prose, speech) for number, head in enumerate(made)), "articles", say
    )
    merge_words(engine)
    whole = bytes_of(engine)
    require(whole > with_claims > empty, "the records were not written")
    return (whole - with_claims) / articles, (with_claims - empty) / (articles * CLAIMS_EACH)


def _write(
    engine: Engine, each: Iterator[Iterator[Statement]], told: str, say: Callable[[str], None]
) -> None:
    """Write what each article comes to, many in one batch."""
    for done in itertools.count(step=_AT_ONCE):
        batch = [statement for one in itertools.islice(each, _AT_ONCE) for statement in one]
        if not batch:
            return
        engine.commit(batch)
        say(f"{done + _AT_ONCE:,} {told}")


def bytes_of(engine: Engine) -> int:
    """Return how many bytes the database takes, what is about to be checkpointed included."""
    db = engine.reader()
    pages, size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages * size)


def _records(number: int, speech: Speech) -> Iterator[Statement]:
    """Yield what an article rests on: its source, its claims with their evidence, its question."""
    source, question = _source(number), _question(number, speech)
    yield insert_source(source)
    for each in _claim_numbers(number):
        evidence = Evidence(source, Stance.SUPPORTS, "page 3", None, None, checked=True)
        record = ClaimRecord(_claim(each, speech), (evidence,))
        yield insert_claim(record.claim)
        yield insert_evidence(record.claim.id, 1, evidence)
        yield _revision("claim", record.claim.id, claim_item(record))
    ids = tuple(map(_claim_id, _claim_numbers(number)))
    yield insert_question(question, text_key=same_question_key(question.text))
    for position, claim_id in enumerate(ids, start=1):
        yield insert_claim_link(question.id, claim_id, position=position)
    yield _revision("question", question.id, question_item(QuestionRecord(question, ids, ())))


def _article(
    head: Article, number: int, prose: Sequence[ArticleRecord], speech: Speech
) -> Iterator[Statement]:
    """Yield an article whole, its prose one of those that are drawn already."""
    drawn = prose[number % len(prose)]
    ids = tuple(map(_claim_id, _claim_numbers(number)))
    article = replace(drawn.article, id=head.id, slug=head.slug, topic=head.topic, title=speech.text(9))
    cited = CitedSource(1, _source(number), "page 3", None, None, checked=True)
    sections = tuple(replace(section, claim_ids=ids) for section in drawn.sections)
    record = ArticleRecord(article, sections, (cited,), (_question_id(number),))
    yield from new_article(record)
    yield _revision("article", article.id, article_item(record))


def _prose(head: Article, speech: Speech) -> list[ArticleRecord]:
    """Return articles with prose that is drawn: drawing each anew would take most of the time."""
    article = replace(head, version=1, created_at=_AT, updated_at=_AT)
    return [
        rendered(
            ArticleRecord(
                replace(article, summary_markdown=f"{speech.text(40)}. [1]"),
                (Section(1, speech.text(5), None, f"{speech.text(120)}. [1]", "", ()),),
                (),
                (),
            )
        )
        for _ in range(_PROSES)
    ]


def _revision(kind: str, record_id: str, item: Item) -> Statement:
    return insert_revision(kind, Revision(record_id, 1, canonical(item), None, "factually bench", _AT))


def _claim_numbers(number: int) -> range:
    return range(number * CLAIMS_EACH, (number + 1) * CLAIMS_EACH)


def _claim_id(number: int) -> str:
    return f"c0{number:08x}"


def _question_id(number: int) -> str:
    return f"a0{number:08x}"


def _source(number: int) -> Source:
    return Source(
        id=f"50{number:08x}",
        ref=None,
        slug=f"source-{number}",
        title=f"Minutes {number} of the clock committee",
        publisher="An invented archive",
        author=None,
        published=None,
        address=f"https://archive.example/{number}",
        archive_address=None,
        kind="report",
        language="en",
        note=None,
        checked=True,
        version=1,
        created_at=_AT,
        updated_at=_AT,
    )


def _claim(number: int, speech: Speech) -> Claim:
    return Claim(
        id=_claim_id(number),
        ref=None,
        slug=f"claim-{number}",
        text=f"{speech.text(18)}.",
        about="",
        kind=ClaimKind.EVENT,
        rating=Rating.SUPPORTED,
        happened=None,
        checked=True,
        version=1,
        created_at=_AT,
        updated_at=_AT,
    )


def _question(number: int, speech: Speech) -> Question:
    return Question(
        id=_question_id(number),
        ref=None,
        slug=f"question-{number}",
        text=f"{speech.text(10)}?",
        short_answer=f"{speech.text(20)} {{{_claim_id(number * CLAIMS_EACH)}}}.",
        version=1,
        created_at=_AT,
        updated_at=_AT,
    )
