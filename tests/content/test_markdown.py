"""factually_app.content.markdown"""

import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factually_app.content.markdown import render_markdown, words_of
from factually_app.content.sanitize import clean_html
from factually_app.domain.errors import UnreadableTextError

HOSTILE = Path(__file__).with_name("hostile.txt").read_text(encoding="utf-8").splitlines()

MARKDOWN = st.lists(
    st.sampled_from(
        [
            *("*", "**", "_", "`", "[", "]", "(", ")", "[1]", "[1-3]", "<", ">", "> ", "- ", "1. ", "7. "),
            *("#", "\n", "\n\n", "    ", "\\", "&", "&amp;", "!", "/x", "http://x.example", '"', "<p>"),
            *("<script>", "]: ", "---", "===", "```", "~~~", "|", "tower", "owl", "é", "\t", "+ "),
        ]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n\ntwo", "<p>One</p>\n<p>two</p>\n"),
        ("*a* **b** _c_", "<p><em>a</em> <strong>b</strong> <em>c</em></p>\n"),
        ("a  \nb", "<p>a<br>\nb</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("[a](/b)", '<p><a href="/b">a</a></p>\n'),
        ("<https://a.example>", '<p><a href="https://a.example">https://a.example</a></p>\n'),
        ("", ""),
    ],
)
def test_markdown_becomes_html(text, html):
    assert render_markdown(text) == html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Heading", "# Heading"),
        ("Heading\n===", "Heading\n==="),
        ("---", "---"),
        ("![an owl](/owl.png)", "!an owl"),
        ("    four spaces", "four spaces"),
        ("```\ncode\n```", "```code```"),
        ("`a < b`", "`a < b`"),
        ("<b>bold</b> &copy; &#65;", "<b>bold</b> &copy; &#65;"),
        ("[owl]: /owl 'hoot'", "[owl]: /owl 'hoot'"),
        ("[owl](/owl 'hoot')", "owl (hoot)"),
        ("[owl](javascript:hoot)", "[owl](javascript:hoot)"),
        ("[owl](owl.html)", "[owl](owl.html)"),
        ("1945. The war ended.", "1945. The war ended."),
        ("| a | b |\n|---|---|", "| a | b |\n|---|---|"),
        ("<!-- note -->", "<!-- note -->"),
    ],
)
def test_what_has_no_tag_of_ours_is_shown_as_typed(text, shown, read_html):
    assert read_html(render_markdown(text)).text.strip() == shown


@pytest.mark.parametrize("vector", HOSTILE)
def test_hostile_markdown_is_rendered_harmless(vector, read_html):
    rendered = read_html(render_markdown(vector))
    assert rendered.faults == []
    assert not [link for link in rendered.links if "script:" in link.lower()]


@pytest.mark.parametrize(
    "text",
    [
        ">" * 5_000,
        "> " * 5_000,
        "- " * 5_000,
        "1. " * 5_000,
        "[" * 5_000,
        "[" * 5_000 + "]" * 5_000,
        "[](" * 5_000,
        "![" * 5_000,
        "*" * 50_000,
        "*a **b " * 10_000,
        "[a](" * 15_000,
        "[1](/x " * 10_000,
        "[1-50]" * 10_000,
        "\n".join("  " * depth + "- a" for depth in range(40)),
        "`" * 20_000 + " " + "`" * 19_999,
        "a\n\n" * 30_000,
        "<http://" * 10_000,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_deep_and_endless_input_is_quick_or_refused(text):
    start = time.process_time()
    with suppress(UnreadableTextError):
        render_markdown(text)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("text", ["> " * 25 + "lost?", "a\0b", "\ud800", "x" * 100_001])
def test_what_could_not_be_shown_whole_is_refused(text):
    with pytest.raises(UnreadableTextError):
        render_markdown(text)


@settings(deadline=None, max_examples=200)
@given(MARKDOWN | st.text())
def test_any_text_is_rendered_harmless_or_refused(read_html, text):
    try:
        html = render_markdown(text)
    except UnreadableTextError:
        return
    assert read_html(html).faults == []
    assert clean_html(html) == html


@settings(deadline=None, max_examples=200)
@given(MARKDOWN.filter(lambda text: not re.search(r"\d\. ", text)))
def test_no_word_of_any_markdown_is_lost(read_html, text):
    rendered = read_html(render_markdown(text))
    everything = rendered.text + " ".join(rendered.links)
    for word in ("tower", "owl", "script", "é"):
        assert everything.count(word) >= text.count(word)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.text("abcdefgh é—’,1", min_size=1), min_size=1, max_size=8))
def test_plain_prose_comes_through_word_for_word(read_html, paragraphs):
    text = "\n\n".join(paragraphs)
    assert read_html(render_markdown(text)).text.split() == text.split()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One two three", 3),
        ("Said *twice*: un**real** [1] [2-4].", 3),
        ("- one\n- two\n\nthree — four", 4),
        ("5 < 6", 2),
        ("[a tower](/tower) & <b>", 3),
        ("line\nbreak  \nhere", 3),
    ],
)
def test_words_are_counted_as_they_are_read(text, count):
    assert words_of(render_markdown(text)) == count
