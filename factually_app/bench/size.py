"""The part `size`: what pages weigh, whole and by part, and all that a first view takes."""

import gzip
import re
from collections.abc import Mapping

import brotli

from factually_app.bench.demo import Demo, demo, links
from factually_app.bench.figures import Figure, Report, Run
from factually_app.bench.weights import ARTICLE_AND_SHEETS, FIRST_VIEW, GOAL, of_one_campaign

PARTS = {
    "head": r"<head>.*?</head>",
    "site header and banner": r'<header class="site">.*?(?=<main)',
    "summary": r'<section class="summary".*?</section>',
    "how the evidence divides": r'<section class="division".*?</section>',
    "timeline": r'<section class="record".*?</section>',
    "sections": r'<div class="sections">.*?(?=<section class="dive")',
    "citations in summary and sections": r'<span class="cites">.*?</span>',
    "questions": r'<section class="dive".*?</section>',
    "sources": r'<section class="sources".*?</section>',
    "footer": r"<footer.*?</html>",
}
"""What an article is made of, each as the pattern that takes it out."""


def measure(run: Run) -> Report:
    """Weigh every kind of page, the parts of an article, and its files."""
    with demo(run.folder) as site:
        figures = [figure for name, page in _pages(site).items() for figure in _weights(name, page)]
        article = of_one_campaign(site.page(site.article).decode())
        figures += _parts(article)
        sent = {address: _sent(site, address) for address in _files(article)}
    sheets = sum(size for address, size in sent.items() if address.endswith(".css"))
    html = _brotli(article.encode())
    figures += [Figure(f"file {_bare(file)}, brotli", "bytes", [size]) for file, size in sent.items()]
    figures += [
        _held("article and its sheets, brotli", html + sheets, ARTICLE_AND_SHEETS),
        _held("article until its sources, and its sheets, brotli", _until_sources(article) + sheets, GOAL),
        _held("everything for the first view, brotli", html + sum(sent.values()), FIRST_VIEW),
    ]
    return Report(
        figures, ["A part weighs what the page is lighter without it; parts share what they repeat."]
    )


def _pages(site: Demo) -> Mapping[str, bytes]:
    answer = site.page(site.answer).decode()
    claim = links(answer, "/claims/")[0]
    source = links(site.page(claim).decode(), "/sources/")[0]
    return {
        "article": site.page(site.article),
        "its claim records": site.page(f"{site.article}/records"),
        "answer in place": site.page(site.answer, is_piece=True),
        "answer as a page": answer.encode(),
        "claim": site.page(claim),
        "source": site.page(source),
        "front page": site.page("/"),
    }


def _weights(name: str, page: bytes) -> list[Figure]:
    return [
        Figure(name, "bytes", [len(page)]),
        Figure(f"{name}, gzip", "bytes", [len(gzip.compress(page, compresslevel=9))]),
        Figure(f"{name}, brotli", "bytes", [_brotli(page)]),
    ]


def _parts(article: str) -> list[Figure]:
    whole = _brotli(article.encode())
    return [
        Figure(f"of the article: {name}, brotli", "bytes", [whole - _brotli(_without(article, pattern))])
        for name, pattern in PARTS.items()
    ]


def _without(article: str, pattern: str) -> bytes:
    return re.sub(pattern, "", article, flags=re.DOTALL).encode()


def _until_sources(article: str) -> int:
    return _brotli(article.partition('<section class="sources"')[0].encode())


def _files(page: str) -> list[str]:
    """Return what a page has a browser fetch for its first view."""
    return re.findall(r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]*(?:src|href)="([^"]+)"', page)


def _sent(site: Demo, address: str) -> int:
    return len(site.client.get(address, headers={"Accept-Encoding": "br"}).data)


def _bare(address: str) -> str:
    return re.sub(r"^/static/|\.[0-9a-f]{12}(?=\.)", "", address)


def _held(name: str, size: int, most: int) -> Figure:
    return Figure(name, "bytes", [size], [most], f"{most:,} bytes", at_most=1)


def _brotli(page: bytes) -> int:
    return len(brotli.compress(page, quality=11))
