"""What an address says of a search, and the way back."""

from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.match import MatchKind
from factually_app.domain.rating import Rating
from factually_app.domain.search import Search
from factually_app.formats.search_query import ReadSearch, read_search, search_query

TOPICS = ["oddly-weir", "trains"]

searches = st.builds(
    Search,
    text=st.text(alphabet="abc é&=%+?#\"'<>", max_size=30).map(lambda text: " ".join(text.split())),
    kinds=st.frozensets(st.sampled_from(MatchKind)),
    topic=st.none() | st.sampled_from(TOPICS),
    ratings=st.frozensets(st.sampled_from(Rating)),
    since=st.none() | st.dates(max_value=date(2000, 1, 1)),
    until=st.none() | st.dates(min_value=date(2000, 1, 1)),
)


def read(query: str, page: int = 1) -> ReadSearch:
    return read_search(parse_qs(query, keep_blank_values=True), topics=TOPICS, page=page)


@given(searches)
def test_what_is_written_is_read_back(search: Search) -> None:
    assert read(search_query(search)) == ReadSearch(search, ())


def test_what_is_usual_goes_without_saying() -> None:
    assert search_query(Search("clock")) == "q=clock"
    assert search_query(Search("clock"), page=2) == "q=clock&page=2"
    assert search_query(Search("clokc", topic="trains"), text="clock") == "q=clock&topic=trains"
    assert read("q=clock&kind=&topic=&rating=&from=&to=") == ReadSearch(Search("clock"), ())


def test_a_part_of_a_date_means_all_of_it() -> None:
    search = read("q=a&from=2008&to=2009-02").search
    assert (search.since, search.until) == (date(2008, 1, 1), date(2009, 2, 28))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kind=poem", "There is no kind “poem”: it is left aside."),
        ("rating=lie", "There is no rating “lie”: it is left aside."),
        ("topic=moon", "There is no topic “moon”: every topic is searched."),
        ("from=soon", "“soon” is no date such as 2022, 2022-02 or 2022-02-24: it is left aside."),
        ("to=2022-02-30", "“2022-02-30” is no date such as 2022, 2022-02 or 2022-02-24: it is left aside."),
        ("from=2020&to=2019", "The first day is after the last: every day is searched."),
        ("q=" + "x" * 201, "Only the first 200 characters are searched for."),
    ],
)
def test_what_cannot_be_is_said_and_left_aside(query: str, sentence: str) -> None:
    found = read(query)
    assert found.problems == (sentence,)
    assert not found.search.is_narrowed


def test_what_is_said_again_is_short_and_readable() -> None:
    (sentence,) = read("kind=" + "y" * 500 + "&kind=z").problems
    assert "“" + "y" * 40 + "…”" in sentence
    (sentence,) = read("topic=a%00b%0Ac").problems
    assert "“a b c”" in sentence


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("  clock \n tower\t", "clock tower"),
        ("clock\x00tower\x1b", "clock tower"),
        ("clock\ud800\udfff", "clock"),
        ("\ufffe\uffff\ufdd0", ""),
        ("x" * 100_000, "x" * 200),
        ("x " * 200, ("x " * 100).strip()),
    ],
)
def test_what_no_text_may_hold_is_taken_out(typed: str, searched: str) -> None:
    assert read_search({"q": [typed]}, topics=(), page=1).search.text == searched


@given(st.dictionaries(st.sampled_from(["q", "kind", "topic", "rating", "from", "to"]), st.lists(st.text())))
def test_anything_may_be_said(said: dict[str, list[str]]) -> None:
    found = read_search(said, topics=TOPICS, page=1)
    assert len(found.search.text) <= 200
    assert all(len(sentence) < 200 for sentence in found.problems)
