"""factually_app.content.pasted_page, on pages about the clock tower of a town that never was"""

import datetime
import re
import textwrap
import time
from contextlib import suppress
from pathlib import Path

import pytest

from factually_app.content.citations import citation_numbers
from factually_app.content.markdown import render_markdown
from factually_app.content.pasted_page import looks_like_pasted_page, read_pasted_page
from factually_app.domain.errors import InputError, Problem

PAGES = {page.stem: page for page in Path(__file__).parent.joinpath("pages").glob("*.txt")}

TITLE = "Birds stopped the clock tower of Oddly Weir"
SUMMARY = (
    "The clock tower of Oddly Weir has stopped four times since it was built, and each time the town"
    " council blamed a different bird [1] [2]. None of the four reports agrees with the repair book"
    " [3]."
)
QUESTIONS = (
    "Who kept the repair book of Oddly Weir?",
    "When did the clock tower stop for the first time?",
    "What did the council's minutes say about the heron?",
    "How is the tower wound today?",
    "Did other river towns blame birds?",
)


def text_of(name):
    return PAGES[name].read_text(encoding="utf-8")


def read(name):
    return read_pasted_page(text_of(name), file=f"{name}.txt")


def page_with(body, *, date="Checked on March 4, 2025", title=TITLE):
    return read_pasted_page(f"{title}\n\n{date}\n\n{body}\n", file="page.txt")


def problems_of(text):
    with pytest.raises(InputError) as refused:
        read_pasted_page(text, file="page.txt")
    return [(problem.line, problem.message) for problem in refused.value.problems]


def headings_of(page):
    return [section.heading for section in page.sections]


# The whole page, in every variant


@pytest.mark.parametrize("name", ["people_goal", "no_banner", "hard_wrapped", "browser_lines"])
def test_title_and_date_stand_free_of_the_banner(name):
    assert read(name).title == TITLE
    assert read(name).checked_on == datetime.date(2025, 3, 4)


@pytest.mark.parametrize("name", ["people_goal", "money_goal", "loaded_counter", "no_banner"])
def test_summary_and_sections_are_read(name):
    page = read(name)
    assert page.summary_markdown == SUMMARY
    assert [(section.heading, section.subtitle) for section in page.sections] == [
        ("What the Repair Book Says", "A Spring, Four Times"),
        ("What the Council Says: Birds", ""),
    ]
    assert page.sections[0].body_markdown.startswith("The repair book lists a broken spring")
    assert page.sections[1].body_markdown.endswith("as evidence [4].")


@pytest.mark.parametrize("name", ["people_goal", "money_goal", "no_banner", "browser_lines"])
def test_the_five_questions_are_read_without_buttons_and_footer(name):
    assert read(name).questions == QUESTIONS


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_furniture_is_left_on_any_page(name):
    page = repr(read(name))
    for words in ("Loading", "Goal", "independent", "Disclaimer", "Learn more", "supporters", "left"):
        assert words not in page.replace("jackdaws left", "")
    for words in ("Executive", "Checked on", "deeper", "helpful", "outdated", "Found 5", "Share", "©"):
        assert words not in page


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_is_known_for_a_pasted_page(name):
    assert looks_like_pasted_page(text_of(name))


@pytest.mark.parametrize("name", sorted(PAGES))
@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", " \t\n"),
        lambda text: text.replace("\n", "\u00a0\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: "\n\n \n" + text + "\n\n",
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: text.rstrip("\n"),
    ],
    ids=["crlf", "cr", "bom", "trailing", "nbsp ends", "nbsp", "blank around", "triple", "no end"],
)
def test_how_the_file_was_saved_makes_no_difference(name, changed):
    assert read_pasted_page(changed(text_of(name)), file="x") == read(name)


@pytest.mark.parametrize("name", ["people_goal", "money_goal", "no_banner", "decorated"])
@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_wrapped_paragraphs_read_as_if_they_never_were(name, width):
    lines = text_of(name).split("\n")
    wrapped = "\n".join(textwrap.fill(line, width) for line in lines)
    assert read_pasted_page(wrapped, file="x") == read(name)


def test_lines_copied_without_blank_lines_are_a_paragraph_each():
    page = read("browser_lines")
    assert page.summary_markdown == f"{SUMMARY}\n\nA second paragraph of the summary."
    assert page.sections[0].body_markdown.endswith("each page.\n\n- The first page.\n- The last page.")


def test_hard_wrapped_headings_bullets_and_disclaimer_are_joined():
    page = read("hard_wrapped")
    assert page.summary_markdown == SUMMARY
    assert page.sections[0].subtitle == "A Spring, Each of Four Times"
    assert page.sections[1].body_markdown.endswith(
        "- the heron stood in the gears for an hour and ten minutes, which is long for a heron\n"
        "- the jackdaws left"
    )


# Title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("money_goal", "did birds stop the clok tower of Oddly Weir"),
        ("loaded_counter", "Birds"),
        ("first_template", '"They LIE to us!! Jackdaws did it, everybody in Oddly Weir knows!!!"'),
        ("searched_for", "https://oddly-weir.example/clock_tower?who=birds"),
        ("decorated", TITLE),
        ("typed_markup", "Is <b>the clock</b> of Oddly Weir *really* slow"),
    ],
)
def test_title_is_what_the_reader_once_typed(name, title):
    assert read(name).title == title


@pytest.mark.parametrize("title", ["1984", "24%?", "#herons", "Factually", "Checked on by an owl"])
def test_odd_titles_are_titles_too(title):
    assert page_with("Prose.", title=title).title == title


def test_title_of_several_lines_keeps_every_word():
    assert page_with("Prose.", title='"They lie.\n\nAll of them!"').title == '"They lie. All of them!"'


@pytest.mark.parametrize(
    "counter",
    [
        "Loading...Goal: 1,000 supporters",
        "Loading…Goal: 1,000 supporters",
        "812 / 1,000 supporters",
        "812 of 1,000 supporters",
        "812 supportersGoal: 1,000 supporters",
        "812Goal: 1,000 supporters",
        "Goal: $500",
        "$120 / $500",
        "$120 raisedGoal: $500",
        "Time left: 12 days",
        "Time left: 2d 4h 10m",
        "12 days left",
        "3 days, 4 hours left",
        "24%",
        "812",
    ],
)
def test_counter_is_dropped_loading_and_loaded(counter):
    assert page_with("Prose.", title=f"Keep Factually independent\n{counter}\n{TITLE}").title == TITLE


# Date


@pytest.mark.parametrize(
    "date",
    [
        "Checked on November 13, 2025",
        "Checked on 13 November 2025",
        "Checked on Nov 13, 2025",
        "Checked on Nov. 13, 2025",
        "Checked on 13 Nov 2025",
        "Checked on November 13th, 2025",
        "Checked on Thursday, November 13, 2025",
        "Checked on 2025-11-13",
        "Checked on: November 13, 2025",
        "CHECKED ON NOVEMBER 13, 2025",
        "**Checked on November 13, 2025**",
        "Checked on November 13, 2025 Disclaimer: Factually can make mistakes. Learn more.",
    ],
)
def test_date_is_read_however_it_is_written(date):
    assert page_with("Prose.", date=date).checked_on == datetime.date(2025, 11, 13)


def test_september_may_be_cut_to_four_letters():
    page = page_with("Prose.", date="Checked on Sept. 3, 2025")
    assert page.checked_on == datetime.date(2025, 9, 3)


@pytest.mark.parametrize("date", ["11/13/2025", "yesterday", "February 30, 2025", "Foo 3, 2025"])
def test_date_that_cannot_be_read_is_refused_with_its_line(date):
    [(line, message)] = problems_of(f"Title\n\nChecked on {date}\n\nProse.")
    assert line == 3
    assert "date cannot be read" in message


# Summary and search trace


@pytest.mark.parametrize(
    "heading",
    [
        "Executive Summary\n\n",
        "Executive summary\n",
        "EXECUTIVE SUMMARY:\n",
        "Executive Summary — ",
        "Executive summary: ",
        "Executive Summary - ",
        "## Executive Summary\n",
        "**Executive Summary**\n",
        "**Executive Summary:** ",
        "",
    ],
)
def test_summary_is_read_under_every_heading_and_none(heading):
    assert page_with(f"{heading}The clock is slow [1].").summary_markdown == "The clock is slow [1]."


def test_prose_that_only_begins_like_the_heading_is_kept():
    text = "Executive summary writing is an art in Oddly Weir."
    assert page_with(text).summary_markdown == text


def test_page_of_the_first_template_has_sections_and_no_summary():
    page = read("first_template")
    assert page.summary_markdown == ""
    assert headings_of(page) == [
        "Summary of the results",
        "Missing context/alternative viewpoints",
        "Potential misinformation/bias in the original statement",
    ]


def test_searches_are_kept_and_the_notices_are_not():
    page = read("searched_for")
    assert page.searched_for == ("oddly weir clock tower", "oddly weir heron gears")
    assert page.summary_markdown == "The link alone names no bird [1]."


def test_searches_end_with_the_quotes_when_nothing_was_found():
    page = page_with("Searched for: “one”\n“two”\n\nThe clock is slow.")
    assert page.searched_for == ("one", "two")
    assert page.summary_markdown == "The clock is slow."


# Sections, and the lists inside them


@pytest.mark.parametrize(
    "form", ["{}. {}", "{}) {}", "## {}. {}", "### {}) {}", "**{}. {}**", "## **{}. {}**", "**{}.** {}"]
)
def test_headings_are_read_in_every_form(form):
    body = f"{form.format(1, 'Gears')}\nA.\n\n{form.format(2, 'Birds — Two')}\n\nB."
    sections = page_with(body).sections
    assert [(section.heading, section.subtitle) for section in sections] == [
        ("Gears", ""),
        ("Birds", "Two"),
    ]


@pytest.mark.parametrize("name", ["Well-known birds", "Birds: two", "1990–1991", "Birds—two", "A - b"])
def test_only_a_dash_with_spaces_parts_heading_and_subtitle(name):
    assert headings_of(page_with(f"1. {name}\nProse.")) == [name]


LISTS = {
    "a list whose numbers begin anew": "1. Gears\nA.\n1. one\n2. two\n3. three\n2. Birds\nB.",
    "a list right below its heading": "1. Gears\n1. one\n2. two\n2. Birds\nB.",
    "a list that counts as far as the section": "1. Gears\nA.\n2. Birds\nB.\n1. one\n2. two\n3. end.",
    "a list that stops below the next section": (
        "1. Gears\nA.\n2. Birds\nB:\n1. one\n2. two\n3. three\n\n3. Moon\nC.\n4. Owl\nD."
    ),
    "a list with prose between": (
        "1. Gears\nA.\n2. Birds\n1. one\nx\n2. two\ny\n3. three\nz\n3. Moon\nC.\n4. Owl\nD."
    ),
    "two lists": "1. Gears\n1. a\n2. b\nA.\n1. c\n2. d\n2. Birds\nB.\n3. Moon\nC.",
    "a list just above the next section": "1. Gears\n\nA.\n\n1. a\n2. b\n\n2. Birds\n\nB.\n\n3. Moon\n\nC.",
    "a list before the last section": "1. Gears\n\nA.\n\n2. Birds\n\nB\n\n1. a.\n2. b.\n\n3. Moon\n\nC.",
    "a list in the summary": "Summary:\n1. one\n2. two\n3. three\n\n1. Gears\nA.\n\n2. Birds\nB.",
    "a list in another form": "1. Gears\nA.\n1) one\n2) two\n2. Birds\nB.",
    "an indented list": "1. Gears\nA.\n   1. one\n   2. two\n2. Birds\nB.",
    "a year": "1. Gears\nA.\n1945. No bird came.\n2. Birds\nB.",
    "a day": "1. Gears\nA.\n4. May was quiet.\n2. Birds\nB.",
    "decorated headings and a plain list": "## 1. Gears\nA.\n1. one\n2. two\n\n## 2. Birds\nB.",
}


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS.keys())
def test_numbered_list_is_no_row_of_headings(body):
    names = [name for name in ("Gears", "Birds", "Moon", "Owl") if name in body]
    page = page_with(body)
    assert headings_of(page) == names
    prose = page.summary_markdown + "".join(section.body_markdown for section in page.sections)
    for item in re.findall(r"one|two|three|end|May|1945", body):
        assert item in prose


def test_items_of_a_numbered_list_show_their_numbers(read_html):
    body = read("first_template").sections[1].body_markdown
    assert "1\\. The spring was old.\n\n2\\. The oil was older." in body
    shown = read_html(render_markdown(body)).text
    assert "3. The ladder was the oldest 5." in shown


def test_bullets_become_a_list_and_citations_stay(read_html):
    html = render_markdown(read("first_template").sections[0].body_markdown)
    assert html.count("<li>") == 3
    assert citation_numbers(html) == (1, 1, 2, 1, 3, 2, 3, 4)


# Questions


@pytest.mark.parametrize(
    "asked",
    [
        "Who?\nWhy?",
        "\n\nWho?\n\n\nWhy?\n",
        "- Who?\n- Why?",
        "• Who?\n•Why?",
        "1. Who?\n2. Why?",
        "1) Who?\n2) Why?",
        "**Who?**\n**Why?**",
        "Share\nWho?\nWhy?\nShare\nCopy link\nX",
        "Who?\nCopy link\nWhy?\nCopy link",
        "Who?\nWhy?\nWas this fact-check helpful?\n© 2025 Factually\nAny questions?",
        "Who?\nWhy?\nPrivacy\nTerms of the tower",
        "Who?\nWhy?\nKeep Factually independent\nLoading...Goal: $500",
    ],
)
def test_questions_are_read_one_a_line(asked):
    assert page_with(f"Prose.\n\nWant to dive deeper?\n{asked}").questions == ("Who?", "Why?")


def test_questions_in_quotes_and_without_a_mark_are_questions():
    page = page_with('Prose.\nWant to dive deeper\nIs it "slow?"\nWhat of the owl\nهل توقفت؟')
    assert page.questions == ('Is it "slow?"', "What of the owl", "هل توقفت؟")


def test_page_without_questions_loses_only_its_buttons():
    page = page_with("1. Gears\n\nThe cat.\n\nShare\nCopy link\n© 2025 Factually")
    assert page.questions == ()
    assert page.sections[0].body_markdown == "The cat."


def test_one_word_of_prose_is_no_button():
    assert page_with("1. Gears\n\nThe cat said:\n\nNo").sections[0].body_markdown.endswith("No")


# Markup in the prose


def test_characters_of_markup_show_as_typed(read_html):
    page = read("typed_markup")
    shown = read_html(render_markdown(page.summary_markdown)).text
    typed = text_of("typed_markup").split("Executive Summary")[1].split("1. Is 2")[0]
    assert shown.split() == typed.replace("[1](http", "1(http").split()


def test_section_with_markup_shows_as_typed(read_html):
    [section] = read("typed_markup").sections
    assert section.heading == "Is 2 * 3 < 7 `always`?"
    shown = read_html(render_markdown(section.body_markdown))
    shown_section = "Four spaces, ~~~ and --- and === and | bars |. ***"
    assert shown.faults == []
    assert shown.text.split() == shown_section.split()


# What cannot be read


def test_page_without_a_date_is_refused():
    message = "no line 'Checked on <date>' was found, so this does not read as a pasted page"
    assert problems_of("Title\n\nProse.") == [(0, message)]


def test_every_fault_is_named_with_its_line():
    text = "Keep Factually independent\n\nChecked on May 99, 2025\n\nExecutive Summary\n"
    assert [line for line, _ in problems_of(text)] == [3, 3, 3]
    messages = " ".join(message for _, message in problems_of(text))
    assert all(words in messages for words in ("date cannot be read", "no title", "no prose"))


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        ((1, 3), [(9, "section 2 is missing before section 3")]),
        ((2, 3), [(5, "section 1 is missing before section 2")]),
        ((1, 2, 5), [(13, "sections 3, 4 are missing before section 5")]),
        (
            (1, 3, 5),
            [
                (9, "section 2 is missing before section 3"),
                (13, "section 4 is missing before section 5"),
            ],
        ),
    ],
)
def test_missing_section_is_named_with_the_line_after_the_hole(numbers, missing):
    body = "\n\n".join(f"{number}. The gears\n\nThey turn." for number in numbers)
    assert problems_of(f"Title\n\nChecked on May 4, 2025\n\n{body}") == missing


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, "empty"),
        ("\ufeff \n\n", 0, "empty"),
        ("<!DOCTYPE html>\n<p>Checked on May 4, 2025", 1, "HTML page"),
        ("\n<html><body>x</body></html>", 2, "HTML page"),
        ("%PDF-1.7\n\0\x01", 0, "binary"),
        ("Title\r\nCheck\x01ed", 2, "U+0001"),
        ("Title\n\ud800", 2, "U+D800"),
        ("x" * 500_001, 0, "500,000 is the most"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(text, line, words):
    [(at, message)] = problems_of(text)
    assert at == line
    assert words in message


def test_problems_carry_the_name_of_the_file():
    with pytest.raises(InputError) as refused:
        read_pasted_page("", file="weir.txt")
    assert refused.value.problems == (Problem("weir.txt", 0, "the file is empty"),)


@pytest.mark.parametrize("text", ["", "title: Oddly Weir\nsections: []", '{"a": 1}', "A clock."])
def test_other_files_do_not_look_like_pasted_pages(text):
    assert not looks_like_pasted_page(text)


@pytest.mark.parametrize(
    "line", ["1. a\n", "1. a\n2. b\n", "x y\n", "- a\n", "Checked on May 4, 2025\n", "Loading...", '"']
)
def test_endless_pages_are_read_or_refused_quickly(line):
    text = "Title\nChecked on May 4, 2025\n" + line * (400_000 // len(line))
    start = time.process_time()
    with suppress(InputError):
        read_pasted_page(text, file="x")
    assert time.process_time() - start < 5
