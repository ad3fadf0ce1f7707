"""What word processors put on the clipboard."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.content.pasted_html import markdown_of_html
from factually_app.domain.errors import UnreadableTextError

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=EN-GB>
<!--StartFragment-->
<p class=MsoNormal style='margin-bottom:8.0pt'>The <b style='mso-bidi-font-weight:normal'>clock</b>
stopped.<span style='mso-spacerun:yes'>  </span>[1]<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>·<span>    </span></span>
<![endif]>Minutes</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>1.&nbsp; Timetable</p>
<!--EndFragment--></body></html>"""

GOOGLE_DOCS = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">'
    '<span style="font-weight:400;font-style:normal">Plain, </span><span style="font-weight:700">bold</span>'
    '<span> and </span><span style="font-style:italic">slanted</span></p><ul><li dir="ltr"><p>one</p></li>'
    "<li><p>two</p></li></ul></b>"
)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (WORD, "The **clock**\nstopped. [1]\n\n- Minutes\n- Timetable"),
        (GOOGLE_DOCS, "Plain, **bold** and *slanted*\n\n- one\n- two"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("<ol><li>first<li>second</ol>", "1. first\n2. second"),
        ("<h2>What it says</h2><p>Words</p>", "**What it says**\n\nWords"),
        (
            "<table><tr><th>Year<th>Trains<tr><td><p>1994</p></td><td>3</td></table>",
            "Year | Trains\n1994 | 3",
        ),
        ('<a href="https://weir.example/a">minutes</a>', "[minutes](https://weir.example/a)"),
        ('<a href="javascript:alert(1)">minutes</a>', "minutes"),
        ("<script>alert(1)</script><style>x</style>seen", "seen"),
        ('<img src=x onerror="alert(1)">words', "words"),
        ("a * b_c_d &lt;b&gt;", "a \\* b\\_c\\_d <b>"),
        ("<blockquote>They said so.</blockquote>", "> They said so."),
        ("", ""),
        ("</p></b>only ends", "only ends"),
    ],
)
def test_pasted_html_becomes_markdown(html: str, markdown: str) -> None:
    assert markdown_of_html(html) == markdown


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>" * 5_000 + "deep", "stand inside each other"),
        ("<ul><li>" * 5_000, "stand inside each other"),
        ("x" * 600_000, "characters long"),
        ("nul \x00 here", "U\\+0000"),
        ("half \ud800", "surrogate"),
    ],
)
def test_what_cannot_be_read_is_refused_by_a_sentence_at_once(html: str, words: str) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableTextError, match=words):
        markdown_of_html(html)
    assert time.monotonic() - began < 1


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<li>",
                "<td>",
                "<![if !supportLists]>",
                "<!--",
                "-->",
                "<![endif]>",
                "words ",
                "&lt;script&gt;",
                "<a href='x'>",
                "</a>",
                "<",
            ]
        )
    )
)
def test_whatever_is_pasted_becomes_text(parts: list[str]) -> None:
    markdown_of_html("".join(parts))
