"""What a request searches for, and what is found: the same for the page and for programs."""

from flask import request

from factually_app.domain.search import Results, Search
from factually_app.formats.search_query import ReadSearch, read_search
from factually_app.operations.searching import search
from factually_app.store.topics import all_topics
from factually_app.web.installation import meaning, search_pace
from factually_app.web.pages import engine, page_number, reader
from factually_app.web.whence import network


def asked_search() -> ReadSearch:
    """Read what the address says."""
    slugs = [topic.slug for topic in all_topics(reader())]
    return read_search(request.args.to_dict(flat=False), topics=slugs, page=page_number())


def find_results(wish: Search) -> Results | None:
    """Return what is found; None where there are no words to search for.

    ThrottledError for an address that searches more than is answered, BusyError for what takes too long.
    """
    if not wish.text:
        return None
    search_pace().spend(network())
    reader()  # so that all of it is of one moment
    return search(engine(), wish, meaning=meaning())
