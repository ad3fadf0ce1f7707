"""factually_app.content.citations"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factually_app.content.citations import citation_numbers, numbers_in
from factually_app.content.markdown import render_markdown
from factually_app.domain.errors import UnreadableTextError


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("[3]", (3,)),
        ("[1][2]", (1, 2)),
        ("[1] [2]", (1, 2)),
        ("[1, 2]", (1, 2)),
        ("[1,2]", (1, 2)),
        ("[1; 2]", (1, 2)),
        ("[1-3]", (1, 2, 3)),
        ("[1–3]", (1, 2, 3)),
        ("[1, 4 – 6; 9]", (1, 4, 5, 6, 9)),
        ("[999]", (999,)),
        ("[1-50]", tuple(range(1, 51))),
        ("According to [1], the *heron [2]* left.[3]", (1, 2, 3)),
        ("- first [1]\n- second [2]\n\n> third [1]", (1, 2, 1)),
        ("[1](as the council says)", (1,)),
        ("![1]", (1,)),
        ("[[1]]", (1,)),
        ("[1]: /tower", (1,)),
    ],
)
def test_numbers_in_brackets_are_cited_one_by_one(text, numbers):
    html = render_markdown(text)
    assert citation_numbers(html) == numbers
    assert html.count("<cite>") == len(numbers)


@pytest.mark.parametrize(
    "text",
    [
        *("[0]", "[01]", "[1000]", "[3-1]", "[2-2]", "[1-51]", "[1,]", "[a]", "[]", "[1-2-3]", "[1 2]"),
        *("[-1]", "[1, 9-3]", "[١]", "[1.5]"),
    ],
)
def test_brackets_that_make_no_citation_stay_as_text(text):
    assert render_markdown(text) == f"<p>{text}</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"\[1\]", "<p>[1]</p>\n"),
        (r"\[1]", "<p>[1]</p>\n"),
        ("`[1]`", "<p>`[1]`</p>\n"),
        ("[1](/tower)", '<p><a href="/tower">1</a></p>\n'),
        ("[1](http://oddly-weir.example)", '<p><a href="http://oddly-weir.example">1</a></p>\n'),
        ("[1-3]", "<p><cite>1</cite> <cite>2</cite> <cite>3</cite></p>\n"),
        ("[1][2]", "<p><cite>1</cite><cite>2</cite></p>\n"),
        ("[see [1]](/x)", "<p>[see <cite>1</cite>](/x)</p>\n"),
    ],
)
def test_citations_links_escapes_and_code_keep_apart(text, html):
    assert render_markdown(text) == html


def test_typed_cite_tag_is_text_and_cites_nothing():
    html = render_markdown("<cite>7</cite>")
    assert html == "<p>&lt;cite&gt;7&lt;/cite&gt;</p>\n"
    assert citation_numbers(html) == ()


def test_more_citations_than_anyone_needs_are_refused():
    with pytest.raises(UnreadableTextError, match="more than 1,000 citations"):
        render_markdown("[1-50]" * 21)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.integers(1, 999), min_size=1, max_size=12), st.sampled_from([", ", ",", "; "]))
def test_every_list_of_numbers_is_cited_in_its_order(numbers, comma):
    inside = comma.join(map(str, numbers))
    assert numbers_in(inside) == tuple(numbers)
    assert citation_numbers(render_markdown(f"Said [{inside}].")) == tuple(numbers)


@settings(deadline=None, max_examples=150)
@given(st.integers(1, 999), st.integers(1, 999))
def test_a_range_is_cited_when_it_ascends_and_is_short(first, last):
    expected = tuple(range(first, last + 1)) if first < last < first + 50 else ()
    assert citation_numbers(render_markdown(f"[{first}-{last}]")) == expected
