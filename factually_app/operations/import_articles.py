"""Articles of an import, with their sections, citations and questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from factually_app.content.slug import slugify
from factually_app.domain.article import Article, ArticleStatus, Section
from factually_app.domain.rating import Rating
from factually_app.domain.source import Source
from factually_app.domain.topic import Topic
from factually_app.formats.content_entry import Entry, Kind
from factually_app.formats.exchange import article_item
from factually_app.formats.records import ArticleRecord
from factually_app.operations.article_batch import changed_article, new_article
from factually_app.operations.article_prose import word_count
from factually_app.operations.import_citations import Passage, cited_sources, refuse_unnamed
from factually_app.operations.import_history import history, ref_of, revision
from factually_app.operations.import_plan import ImportPlan
from factually_app.operations.import_report import ImportedArticle
from factually_app.operations.import_text import PROSE, SENTENCE, day_in, html_in, line_in, text_in
from factually_app.operations.pasted_article import unnamed_numbers
from factually_app.operations.whole_records import article_record
from factually_app.store.engine import Statement

# Stands in where an entry names no topic that there is. Never written: that is a problem, and noted.
_NO_TOPIC = Topic("", "", "", "")


@dataclass(frozen=True)
class Shelves:
    """The topics and sources that there will be, by id."""

    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]


def plan_articles(plan: ImportPlan, entries: Sequence[Entry], shelves: Shelves) -> None:
    """Plan the articles with all their parts."""
    for entry in entries:
        old = kept_article(plan, plan.who.id_of(entry))
        new = _record(plan, entry, old, shelves)
        plan.record(entry, _statements(plan, entry, old, new), is_new=old is None)
        plan.articles.append(imported(new))


def kept_article(plan: ImportPlan, article_id: str) -> ArticleRecord | None:
    """Return the article as it was before this import, None when there was none."""
    is_kept = plan.who.names(Kind.ARTICLE).is_kept(article_id)
    return article_record(plan.engine, article_id) if is_kept else None


def imported(record: ArticleRecord) -> ImportedArticle:
    """Return what the report says of an article."""
    article = record.article
    return ImportedArticle(article.title, article.url, article.status, unnamed_numbers(record))


def _statements(
    plan: ImportPlan, entry: Entry, old: ArticleRecord | None, new: ArticleRecord
) -> list[Statement]:
    item = article_item(new)
    if old and article_item(old) == item:
        return []
    written = changed_article(new, seen=old.article.version) if old else new_article(new)
    return [*written, *revision(plan, entry, item, kept=new.article, is_new=old is None)]


def _record(plan: ImportPlan, entry: Entry, old: ArticleRecord | None, shelves: Shelves) -> ArticleRecord:
    article = _head(plan, entry, old.article if old else None, shelves.topics)
    sections = [_section(plan, part, number) for number, part in enumerate(entry.parts("sections"), 1)]
    question_ids = plan.resolve_all(Kind.QUESTION, entry.names("questions"), entry)
    summary_html = html_in(plan, entry, "summary")
    passages = [Passage(summary_html, entry.line_of("summary"))]
    for part, section in zip(entry.parts("sections"), sections, strict=True):
        passages.append(Passage(section.body_html, part.line_of("body")))
    cited = cited_sources(plan, entry, passages=passages, sources=shelves.sources)
    if article.status is ArticleStatus.PUBLISHED and not article.unnamed_accepted:
        refuse_unnamed(plan, entry, cited=cited, passages=passages)
    words = word_count(summary_html, sections)
    article = replace(article, summary_html=summary_html, word_count=words)
    return ArticleRecord(article, tuple(sections), cited, question_ids)


def _head(plan: ImportPlan, entry: Entry, old: Article | None, topics: Mapping[str, Topic]) -> Article:
    """Return the article without what is derived from its prose."""
    topic_id = plan.resolve(Kind.TOPIC, entry.name("topic"), entry)
    title = line_in(plan, entry, "title")
    rating = entry.maybe("rating")
    accepted = entry.flag("unnamed_accepted")
    was_accepted = old.unnamed_accepted if old else False
    made = history(plan, entry, old)
    return Article(
        id=plan.who.id_of(entry),
        ref=ref_of(entry, old),
        slug=entry.text("slug", old.slug if old else slugify(title, fallback="check")),
        topic=topics.get(topic_id or "", _NO_TOPIC),
        title=title,
        claim_id=plan.resolve(Kind.CLAIM, entry.name("claim"), entry),
        rating=Rating(rating) if rating else None,
        rating_reason=line_in(plan, entry, "rating_reason", limit=SENTENCE) or None,
        checked_on=day_in(plan, entry, "checked_on") or date.min,
        language=entry.text("language", "en"),
        summary_markdown=text_in(plan, entry, "summary", limit=PROSE),
        summary_html="",
        status=ArticleStatus(entry.text("status", old.status if old else ArticleStatus.DRAFT)),
        unnamed_accepted=was_accepted if accepted is None else accepted,
        word_count=0,
        version=made.version,
        created_at=made.created_at,
        updated_at=made.updated_at,
    )


def _section(plan: ImportPlan, part: Entry, position: int) -> Section:
    return Section(
        position=position,
        heading=line_in(plan, part, "heading"),
        subtitle=line_in(plan, part, "subtitle", limit=SENTENCE) or None,
        body_markdown=text_in(plan, part, "body", limit=PROSE),
        body_html=html_in(plan, part, "body"),
        claim_ids=plan.resolve_all(Kind.CLAIM, part.names("claims"), part),
    )
