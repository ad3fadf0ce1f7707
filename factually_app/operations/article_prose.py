"""What is derived from the Markdown of an article: its HTML, its length, its citations."""

from collections.abc import Sequence
from dataclasses import replace

from factually_app.content.citations import citation_numbers
from factually_app.content.markdown import render_markdown, words_of
from factually_app.domain.article import Section
from factually_app.formats.records import ArticleRecord


def rendered(record: ArticleRecord) -> ArticleRecord:
    """Return the record with everything that is derived from its Markdown made anew."""
    summary_html = render_markdown(record.article.summary_markdown)
    sections = tuple(
        replace(section, body_html=render_markdown(section.body_markdown)) for section in record.sections
    )
    count = word_count(summary_html, sections)
    article = replace(record.article, summary_html=summary_html, word_count=count)
    return replace(record, article=article, sections=sections)


def word_count(summary_html: str, sections: Sequence[Section]) -> int:
    """Return how many words there are to read in the summary and the sections."""
    return words_of(summary_html) + sum(words_of(section.body_html) for section in sections)


def citations_in(record: ArticleRecord) -> list[tuple[int, int, int]]:
    """Return section, ordinal and number of every citation, in reading order; the summary is section 0."""
    passages = [(0, record.article.summary_html)]
    passages += [(section.position, section.body_html) for section in record.sections]
    return [
        (section, ordinal, number)
        for section, html in passages
        for ordinal, number in enumerate(citation_numbers(html), start=1)
    ]
