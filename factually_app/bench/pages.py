"""The part `pages`: an article and an opened question from memory, beside what a server can do at all."""

import re
from contextlib import ExitStack
from pathlib import Path

from factually_app.bench.beside import demo_site, fetched, nginx, rival
from factually_app.bench.figures import Figure, Report, Run, require
from factually_app.bench.race import Against, Race, told_of_load
from factually_app.bench.rates import Target
from factually_app.bench.site import Site
from factually_app.store.articles import newest_articles

_BROTLI = {"Accept-Encoding": "br"}
_RAW = "raw WSGI, same bytes"
_HELLO = Against("hello", "Flask hello", 5.0)
_NGINX = Against("nginx", "nginx, 25 KB", 0.5)


def measure(run: Run) -> Report:
    """Let the site, the same bytes from a function, Flask's hello and nginx take turns."""
    with ExitStack() as stack:
        site = stack.enter_context(demo_site(folder_in(run, "site")))
        article = _article(site)
        question = _question(article)
        same = Target(article.port, article.process, article.path, knowing(article), status=304)
        targets = {
            "article": article,
            "raw article": stack.enter_context(rival("raw", run.folder / "article", fetched(article))),
            "question": question,
            "raw question": stack.enter_context(rival("raw", run.folder / "question", fetched(question))),
            "304": same,
            "hello": stack.enter_context(rival("hello", run.folder / "hello")),
        }
        if file := stack.enter_context(nginx(run.folder / "nginx")):
            targets["nginx"] = file
        race = Race(targets, run)
        sizes = [len(fetched(target)[2]) for target in (article, question)]
    notes = [
        f"The article is {sizes[0]:,} bytes by brotli, the question {sizes[1]:,}.",
        "" if file else "nginx is not installed: no ratio to it.",
        *told_of_load(),
    ]
    return Report(_figures(race), [note for note in notes if note])


def _figures(race: Race) -> list[Figure]:
    figures = [
        *race.figures("article", "cached article", [Against("raw article", _RAW, 0.9), _HELLO, _NGINX]),
        *race.figures("question", "opened question", [Against("raw question", _RAW, 0.9), _HELLO, _NGINX]),
        *race.figures("304", "article, 304", [_HELLO]),
    ]
    for name in ("raw article", "hello", "nginx"):
        if race.has(name):
            figures += race.figures(name, f"yardstick: {name}")
    return figures


def folder_in(run: Run, name: str) -> Path:
    """Make a folder within the run's."""
    folder = run.folder / name
    folder.mkdir()
    return folder


def _article(site: Site) -> Target:
    (article,) = newest_articles(site.engine.reader(), limit=1)
    return Target(site.port, site.process, article.url, _BROTLI)


def _question(article: Target) -> Target:
    """Return the first question on an article, as htmx asks for it."""
    page = fetched(Target(article.port, article.process, article.path))[2].decode()
    found = re.search(r'href="(/questions/[^"?#]+)', page)
    require(found is not None, f"{article.path} has no question")
    path = found[1] if found else ""
    return Target(article.port, article.process, path, {**_BROTLI, "HX-Request": "true"})


def knowing(target: Target) -> dict[str, str]:
    """Return the headers of somebody who has the page already."""
    etag = {name.lower(): value for name, value in fetched(target)[1]}["etag"]
    return {**(target.headers or {}), "If-None-Match": etag}
