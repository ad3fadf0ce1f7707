"""Articles as they are written: the statements that make, change and publish one."""

from factually_app.domain.article import Article, ArticleStatus, CitedSource, Section
from factually_app.store.engine import Statement, Value


def insert_article(article: Article) -> Statement:
    """Make an article as a draft; `set_status` publishes it once its sources are in."""
    return Statement(
        "INSERT INTO articles (id, ref, topic_id, slug, title, claim_id, rating, rating_reason,"
        " checked_on, language, summary_markdown, summary_html, word_count, status,"
        " unnamed_accepted, version, created_at, updated_at)"
        " VALUES (:id, :ref, :topic_id, :slug, :title, :claim_id, :rating, :rating_reason,"
        " :checked_on, :language, :summary_markdown, :summary_html, :word_count, 'draft',"
        " :unnamed_accepted, :version, :created_at, :updated_at)",
        _params(article),
    )


def update_article(article: Article, *, seen: int) -> Statement:
    """Replace the head of an article that still has version `seen`, back to draft; guard it."""
    return Statement(
        "UPDATE articles SET ref = :ref, topic_id = :topic_id, slug = :slug, title = :title,"
        " claim_id = :claim_id, rating = :rating, rating_reason = :rating_reason,"
        " checked_on = :checked_on, language = :language, summary_markdown = :summary_markdown,"
        " summary_html = :summary_html, word_count = :word_count, status = 'draft',"
        " unnamed_accepted = :unnamed_accepted, version = :version, updated_at = :updated_at"
        " WHERE id = :id AND version = :seen",
        {**_params(article), "seen": seen},
    )


def set_status(article_id: str, status: ArticleStatus) -> Statement:
    """Publish, withdraw or take back; the database refuses to publish an unnamed source unasked."""
    return Statement(
        "UPDATE articles SET status = :status WHERE id = :id",
        {"id": article_id, "status": status.value},
    )


def update_derived(article: Article) -> Statement:
    """Replace what is derived from the Markdown of an article's summary and sections."""
    return Statement(
        "UPDATE articles SET summary_html = :summary_html, word_count = :word_count WHERE id = :id",
        {"id": article.id, "summary_html": article.summary_html, "word_count": article.word_count},
    )


def update_section_derived(article_id: str, section: Section) -> Statement:
    return Statement(
        "UPDATE sections SET body_html = :body_html WHERE article_id = :article_id AND position = :position",
        {
            "article_id": article_id,
            "position": section.position,
            "body_html": section.body_html,
        },
    )


def delete_citations(article_id: str) -> Statement:
    return Statement("DELETE FROM citations WHERE article_id = :id", {"id": article_id})


def delete_parts(article_id: str) -> list[Statement]:
    """Take away what an article is made of, children first, so that it can be written anew."""
    params = {"id": article_id}
    return [
        delete_citations(article_id),
        Statement("DELETE FROM section_claims WHERE article_id = :id", params),
        Statement("DELETE FROM sections WHERE article_id = :id", params),
        Statement("DELETE FROM article_sources WHERE article_id = :id", params),
        Statement("DELETE FROM article_questions WHERE article_id = :id", params),
    ]


def insert_section(article_id: str, section: Section) -> list[Statement]:
    """Put a section in, with the claims it rests on."""
    head = Statement(
        "INSERT INTO sections (article_id, position, heading, subtitle, body_markdown, body_html)"
        " VALUES (:article_id, :position, :heading, :subtitle, :body_markdown, :body_html)",
        {
            "article_id": article_id,
            "position": section.position,
            "heading": section.heading,
            "subtitle": section.subtitle,
            "body_markdown": section.body_markdown,
            "body_html": section.body_html,
        },
    )
    return [head, *_claims_of(article_id, section)]


def insert_cited_source(article_id: str, cited: CitedSource) -> Statement:
    return Statement(
        "INSERT INTO article_sources (article_id, number, source_id, locator, quote, note, checked)"
        " VALUES (:article_id, :number, :source_id, :locator, :quote, :note, :checked)",
        {
            "article_id": article_id,
            "number": cited.number,
            "source_id": cited.source.id if cited.source else None,
            "locator": cited.locator,
            "quote": cited.quote,
            "note": cited.note,
            "checked": int(cited.checked),
        },
    )


def insert_citation(article_id: str, *, section: int, ordinal: int, number: int) -> Statement:
    return Statement(
        "INSERT INTO citations (article_id, section, ordinal, number)"
        " VALUES (:article_id, :section, :ordinal, :number)",
        {"article_id": article_id, "section": section, "ordinal": ordinal, "number": number},
    )


def insert_question_link(article_id: str, question_id: str, *, position: int) -> Statement:
    return Statement(
        "INSERT INTO article_questions (article_id, question_id, position)"
        " VALUES (:article_id, :question_id, :position)",
        {"article_id": article_id, "question_id": question_id, "position": position},
    )


def _claims_of(article_id: str, section: Section) -> list[Statement]:
    return [
        Statement(
            "INSERT INTO section_claims (article_id, section, position, claim_id)"
            " VALUES (:article_id, :section, :position, :claim_id)",
            {
                "article_id": article_id,
                "section": section.position,
                "position": position,
                "claim_id": claim_id,
            },
        )
        for position, claim_id in enumerate(section.claim_ids, start=1)
    ]


def _params(article: Article) -> dict[str, Value]:
    return {
        "id": article.id,
        "ref": article.ref,
        "topic_id": article.topic.id,
        "slug": article.slug,
        "title": article.title,
        "claim_id": article.claim_id,
        "rating": article.rating.value if article.rating else None,
        "rating_reason": article.rating_reason,
        "checked_on": article.checked_on.isoformat(),
        "language": article.language,
        "summary_markdown": article.summary_markdown,
        "summary_html": article.summary_html,
        "word_count": article.word_count,
        "unnamed_accepted": int(article.unnamed_accepted),
        "version": article.version,
        "created_at": article.created_at,
        "updated_at": article.updated_at,
    }
