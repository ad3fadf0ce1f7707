"""factually_app.content.pasted_page, on pages and texts that Hypothesis makes up"""

import datetime
import re
import textwrap
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factually_app.content.markdown import render_markdown
from factually_app.content.pasted_page import (
    PastedPage,
    PastedSection,
    looks_like_pasted_page,
    read_pasted_page,
)
from factually_app.content.plain import plain_text
from factually_app.domain.errors import InputError, UnreadableTextError

WORD = st.text("abcdefghijklmnopqrstuvwxyzäéß", min_size=1, max_size=11)
WORDS = st.lists(WORD, min_size=2, max_size=9).map(" ".join)
CITED = st.sampled_from(["", "", " [1]", " [2] [3]", " [1][2]", " [1, 4]", " [2-5]"])
SENTENCE = st.builds("{}{}.".format, WORDS.map(str.capitalize), CITED)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)
BULLETS = st.lists(WORDS, min_size=1, max_size=3)

BANNER = (
    "Keep Factually independent",
    (
        "Whether you agree or disagree with our analysis, these conversations matter for democracy."
        " We don't take money from political groups - even a $5 donation helps us keep it that way."
    ),
)
COUNTERS = (
    ("Loading...Goal: 1,000 supporters", "Loading..."),
    ("Loading...Time left: ...", "Loading...Goal: $500"),
    ("812 / 1,000 supporters", "12 days left"),
)
DISCLAIMER = "Disclaimer: Factually can make mistakes. Please verify important {} or breaking news."
NOTICES = (
    "Was this fact-check helpful?",
    "This fact-check may be outdated. Consider refreshing it to get the most current information.",
)
DATE_FORMS = ("{d:%B} {d.day}, {d.year}", "{d.day} {d:%B} {d.year}", "{d:%b} {d.day}, {d.year}", "{d}")
SUMMARY_HEADINGS = ("Executive Summary", "Executive summary", "Executive Summary:", None)
HEADINGS = ("{n}. {h}", "{n}) {h}", "## {n}. {h}", "**{n}. {h}**")
QUESTION_FORMS = ("{q}", "- {q}", "• {q}", "{n}. {q}")


@dataclass(frozen=True)
class Section:
    heading: str
    subtitle: str
    paragraphs: list[str]
    bullets: list[str]


@st.composite
def pages(draw):
    """Make up a page, and the blocks of lines in which one of the variants would show it."""
    title, day = draw(WORDS), draw(st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31)))
    summary = draw(st.lists(PARAGRAPH, min_size=1, max_size=2))
    section = st.builds(
        Section,
        heading=WORDS,
        subtitle=st.just("") | WORDS,
        paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=2),
        bullets=st.just([]) | BULLETS,
    )
    sections = draw(st.lists(section, max_size=4))
    questions = draw(st.lists(WORDS.map("{}?".format), max_size=5))
    page = PastedPage(
        title=title,
        checked_on=day,
        summary_markdown="\n\n".join(summary),
        sections=tuple(expected(section) for section in sections),
        questions=tuple(questions),
        searched_for=(),
    )
    blocks = [*draw(heads(title, day)), *draw(summaries(summary))]
    heading_form, bullet = draw(st.sampled_from(HEADINGS)), draw(st.sampled_from("-*•"))
    for number, one in enumerate(sections, start=1):
        heading = " — ".join(filter(None, [one.heading, one.subtitle]))
        blocks += [[heading_form.format(n=number, h=heading)], *([text] for text in one.paragraphs)]
        blocks += [[f"{bullet} {text}" for text in one.bullets]] if one.bullets else []
    question_form = draw(st.sampled_from(QUESTION_FORMS))
    asked = [question_form.format(q=text, n=n) for n, text in enumerate(questions, start=1)]
    blocks += [["Want to dive deeper?", *asked]] if asked else []
    return page, draw(layouts(blocks))


def expected(section):
    blocks = [*section.paragraphs]
    blocks += ["\n".join(f"- {text}" for text in section.bullets)] if section.bullets else []
    return PastedSection(section.heading, section.subtitle, "\n\n".join(blocks))


@st.composite
def heads(draw, title, day):
    banner = draw(st.just([]) | st.sampled_from(COUNTERS).map(lambda counter: [*BANNER, counter]))
    blocks = [[block] if isinstance(block, str) else [*block] for block in banner]
    blocks.append([draw(st.sampled_from(["", "Fact check: "])) + title])
    date = draw(st.sampled_from(DATE_FORMS)).format(d=day)
    disclaimer = DISCLAIMER.format(draw(st.sampled_from(["info", "information"]))) + " Learn more."
    blocks.append([f"Checked on {date}", *draw(st.sampled_from([[], [disclaimer]]))])
    return blocks + [[notice] for notice in draw(st.lists(st.sampled_from(NOTICES), unique=True))]


@st.composite
def summaries(draw, summary):
    heading = draw(st.sampled_from([*SUMMARY_HEADINGS, "run in"]))
    if heading == "run in":
        return [[f"Executive Summary — {summary[0]}"], *([text] for text in summary[1:])]
    return [*([[heading]] if heading else []), *([text] for text in summary)]


@st.composite
def layouts(draw, blocks):
    """Set the blocks with blank lines between, line by line as browsers do, or hard-wrapped."""
    layout = draw(st.sampled_from(["blank lines", "one line each", "wrapped"]))
    if layout == "wrapped":
        blocks = [[textwrap.fill(line, 80) for line in block] for block in blocks]
        assume(breaks_off(blocks))
    between = "\n" if layout == "one line each" else "\n\n"
    text = between.join("\n".join(block) for block in blocks)
    text = draw(st.sampled_from(["", "\ufeff", "\n\n"])) + text + draw(st.sampled_from(["", "\n"]))
    ends = draw(st.sampled_from(["\n", "\r\n", "  \n", "\u00a0\n"]))
    return text.replace("\n", ends)


@settings(deadline=None, max_examples=150)
@given(pages())
def test_any_page_in_any_variant_reads_back_as_it_was(made):
    page, text = made
    assert read_pasted_page(text, file="page.txt") == page
    assert looks_like_pasted_page(text)


def breaks_off(blocks):
    """Tell whether prose breaks off in mid-sentence; else nobody sees that it was wrapped."""
    prose = "\n\n".join(line for block in blocks for line in block if line[0].isalpha())
    breaks = re.findall(r"(\S)\n(?!\n)", prose)
    return sum(sign not in ".]" for sign in breaks) > sum(sign in ".]" for sign in breaks)


SIGNS = st.sampled_from(["*", "_", "`", "<", ">", "#", "[", "]", "(", ")", "[1]", "[2-4]", "&amp;", "&"])
MORE_SIGNS = st.sampled_from(["\\", "!", "+", "~", "|", "=", "1.", "7)", "<b>", "http://x", "{", '"'])
TYPED = st.lists(SIGNS | MORE_SIGNS | WORD, min_size=1, max_size=15)


@settings(deadline=None, max_examples=200)
@given(TYPED.map(" ".join) | TYPED.map("".join))
def test_prose_full_of_markup_shows_as_typed(read_html, prose):
    text = f"Title\n\nChecked on May 4, 2025\n\nProse: {prose}\n\n1. Gears\n\n:{prose}"
    page = read_pasted_page(text, file="page.txt")
    for markdown, typed in (
        (page.summary_markdown, f"Prose: {prose}"),
        (page.sections[0].body_markdown, f":{prose}"),
    ):
        html = read_html(render_markdown(markdown))
        assert html.links == []
        assert html.text.split() == cited(plain_text(typed, limit=9_999)).split()


def cited(text):
    """Return the text as it shows: citations without their brackets, ranges number by number."""
    return re.sub(r"\[(1|2-4)\]", lambda found: found[1].replace("2-4", "2 3 4"), text)


LINES = st.lists(
    st.sampled_from(
        [
            *("Checked on May 4, 2025", "Checked on nothing", "Executive Summary", "Want to dive deeper?"),
            *("Searched for:", '"q"', "Found 5 sources", "Loading...", "1. a", "2. b", "2) c", "## 3. d"),
            *("Keep Factually independent", "", "", "- x", "Who?", "Share", "© x", "Some prose here."),
        ]
    )
    | st.text(max_size=12),
    max_size=25,
).map("\n".join)


@settings(deadline=None, max_examples=200)
@given(LINES | st.text())
def test_any_text_is_read_or_refused_and_never_breaks(text):
    looks_like_pasted_page(text)
    try:
        page = read_pasted_page(text, file="page.txt")
    except InputError:
        return
    assert page.title
    for section in page.sections:
        with suppress(UnreadableTextError):
            render_markdown(section.body_markdown)
