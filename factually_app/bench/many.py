"""Pages among few and among many articles: it must not matter how many there are."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

from factually_app.bench.cost import cpu_of, forget_drawn
from factually_app.bench.demo import Demo, demo
from factually_app.bench.figures import Figure, Run, interleaved
from factually_app.domain.article import Article, ArticleStatus
from factually_app.domain.topic import Topic
from factually_app.store.article_statements import insert_article, set_status
from factually_app.store.articles import newest_articles
from factually_app.store.topics import insert_topic

FEW = 100
AT_ONCE = 5_000
MOST_TIMES = 1.2
"""What a page may cost among many articles beside what it costs among few."""

_QUIET = Topic("beefbeef", "quiet", "Quiet", "A topic of few checks.")
"""Among many articles of one topic, the few of another must be found without looking through all."""


def measure_many(run: Run) -> list[Figure]:
    """Ask for the front page, two topics and an article among 100 and among `rows` articles."""
    measures: dict[str, Callable[[], float]] = {}
    with ExitStack() as stack:
        for size in (FEW, run.rows):
            site = stack.enter_context(demo(run.folder / f"articles-{size}"))
            fill(site, size, run.say)
            for name, address in addresses(site).items():
                measures[f"{name} {size}"] = partial(
                    cpu_of, partial(forget_drawn, site), partial(site.page, address)
                )
        found = interleaved(measures, run)
        return [
            Figure(f"{name} among {run.rows:,} articles, CPU", "µs", found[f"{name} {run.rows}"],
                   found[f"{name} {FEW}"], f"among {FEW}", at_most=MOST_TIMES)
            for name in addresses(site)
        ]  # fmt: skip


def fill(site: Demo, count: int, say: Callable[[str], None]) -> None:
    """Add so many articles to those there are, all but a few of them on one topic."""
    made = heads(site, count)
    for number in range(0, count, AT_ONCE):
        say(f"{number:,} of {count:,} articles")
        some = list(itertools.islice(made, AT_ONCE))
        published = [set_status(article.id, ArticleStatus.PUBLISHED) for article in some]
        site.engine.commit([*map(insert_article, some), *published])


def article_id(number: int) -> str:
    """Return the id of one of the many."""
    return f"be{number:08x}"


def addresses(site: Demo) -> dict[str, str]:
    """Return the pages that may not cost more the more articles there are."""
    topic = site.article.split("/")[2]
    return {
        "front page": "/",
        "topic": f"/topics/{topic}",
        "topic of few": _QUIET.url,
        "article": site.article,
    }


def heads(site: Demo, count: int) -> Iterator[Article]:
    """Return the heads of so many articles that are not written yet, and make the topic of the few."""
    (like,) = newest_articles(site.engine.reader(), limit=1)
    site.engine.commit([insert_topic(_QUIET)])
    return _articles(like, count)


def _articles(like: Article, count: int) -> Iterator[Article]:
    for number in range(count):
        name = article_id(number)
        topic = _QUIET if number % (count // 5) == 0 else like.topic
        yield replace(
            like,
            id=name,
            ref=None,
            slug=name,
            topic=topic,
            claim_id=None,
            title=f"Check {number}",
            summary_markdown="A summary.",
            summary_html="A summary.",
        )
