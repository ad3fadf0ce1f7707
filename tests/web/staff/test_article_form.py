"""The form of an article: what a draft says is what its form brings back, and no form breaks it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from factually_app.domain.draft import ArticleDraft, DraftSection, DraftSource
from factually_app.domain.working_copy import WorkingKind
from factually_app.operations.working_copies import open_working_copy
from factually_app.store.articles import get_article
from factually_app.web.staff.article_edits import edit
from factually_app.web.staff.article_form import read_article_form, read_version
from factually_app.web.staff.editing import RATINGS, Editor
from tests.web.staff.writing import form_of

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"])
LINE = st.text(CHARACTERS, max_size=20)
TEXT = st.text(st.one_of(CHARACTERS, st.just("\n")), max_size=40)
IDS = st.from_regex(r"[0-9a-f]{6}", fullmatch=True)
ID_LIST = st.lists(IDS, max_size=3, unique=True).map(tuple)
SECTIONS = st.builds(DraftSection, LINE, LINE, TEXT, ID_LIST)
SOURCES = st.builds(DraftSource, st.integers(0, 999), st.none() | IDS, LINE, TEXT, TEXT, st.booleans())
DRAFTS = st.builds(
    ArticleDraft,
    title=LINE,
    slug=LINE,
    topic=st.sampled_from(["", "oddly-weir"]),
    claim_id=st.none() | IDS,
    rating=st.sampled_from([value for value, _ in RATINGS]),
    rating_reason=LINE,
    checked_on=LINE,
    language=LINE,
    summary=TEXT,
    unnamed_accepted=st.booleans(),
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
    sources=st.lists(SOURCES, max_size=3).map(tuple),
    question_ids=ID_LIST,
)


@pytest.fixture
def drawn(app, engine, newsroom, editor):
    """Draw a draft as the page shows it to an editor."""
    article = newsroom.article(newsroom.topic(), cited=[newsroom.source(), newsroom.source("Timetable")])
    copy = open_working_copy(engine, WorkingKind.ARTICLE, article.id)
    cookie = editor.get_cookie("factually")
    assert cookie
    headers = {"Cookie": f"factually={cookie.value}"}

    def draw(draft: ArticleDraft) -> MultiDict[str, str]:
        with app.test_request_context(f"/staff/articles/{article.id}", headers=headers):
            app.preprocess_request()
            shown = Editor(get_article(engine.reader(), article.id), copy, draft, copy.version)
            template = app.jinja_env.get_template("staff/articles/edit.html")
            context = {"editor": shown, "ratings": RATINGS, **shown.preview}
            app.update_template_context(context)
            page = template.render(context)
            app.do_teardown_request(None)
        return MultiDict(form_of(page))

    return draw


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft=DRAFTS)
def test_what_a_draft_says_is_what_its_form_brings_back(drawn, draft):
    said = read_article_form(drawn(draft))
    assert said.problems == {}
    assert said.draft == draft


NAMES = st.sampled_from(
    [
        *("title", "topic", "claim_id", "questions", "unnamed_accepted", "version", "section-1-body"),
        *("section-9999-heading", "section-0-body", "section-1-claims", "source-1-number"),
        *("source-2-source", "source-x-number", "source-1-checked", "section--heading", "", "do"),
    ]
)


@given(st.lists(st.tuples(NAMES, st.text(max_size=20)), max_size=30))
def test_any_form_is_read(pairs):
    said = read_article_form(MultiDict(pairs))
    assert isinstance(said.draft, ArticleDraft)
    read_version(MultiDict(pairs))


def test_a_form_of_thousands_of_fields_is_read_as_far_as_it_makes_sense():
    form = MultiDict([(f"section-{n}-heading", "H") for n in range(1, 9_999)])
    assert len(read_article_form(form).draft.sections) == 300


@pytest.mark.parametrize("said", ["one", "1.5", "-1", "１", "1" * 400])
def test_a_number_that_is_none_stays_in_its_field(said):
    read = read_article_form(MultiDict({"source-7-number": said}))
    assert "whole number" in read.problems["source-1-number"]
    assert read.typed == {"source-1-number": said}


@pytest.mark.parametrize(("said", "version"), [("7", 7), ("", -1), ("x", -1), ("-3", -1), ("9" * 40, -1)])
def test_a_version_is_a_number_or_none(said, version):
    assert read_version(MultiDict({"version": said})) == version


TWO = ArticleDraft(
    sections=(DraftSection("A"), DraftSection("B")),
    sources=(DraftSource(4, "aaaaaa"), DraftSource(7)),
    question_ids=("aaaaaa", "bbbbbb"),
)


@pytest.mark.parametrize(
    ("pressed", "to", "found", "focus"),
    [
        ("add-section", "", lambda d: len(d.sections), "section-3-heading"),
        ("section-down:1", "", lambda d: [s.heading for s in d.sections], "section-2-heading"),
        ("section-up:1", "", lambda d: [s.heading for s in d.sections], "section-1-heading"),
        ("drop-section:1", "", lambda d: [s.heading for s in d.sections], "add-section"),
        ("add-source:cccccc", "", lambda d: d.sources[2], "source-3-locator"),
        ("add-source:cccccc", "2", lambda d: d.sources[1], "source-2-locator"),
        ("drop-source:1", "", lambda d: [s.number for s in d.sources], "find-source"),
        ("name-source:1", "", lambda d: d.sources[0].source_id, "source-1-locator"),
        ("add-question:bbbbbb", "", lambda d: d.question_ids, "find-question"),
        ("question-down:1", "", lambda d: d.question_ids, "question-2-down"),
        ("add-claim:cccccc", "", lambda d: d.claim_id, "find-claim"),
        ("add-claim:cccccc", "2", lambda d: d.sections[1].claim_ids, "find-claim"),
    ],
)
def test_buttons_change_the_draft(pressed, to, found, focus):
    expected = {
        "add-section": 3,
        "section-down:1": ["B", "A"],
        "section-up:1": ["A", "B"],
        "drop-section:1": ["B"],
        "drop-source:1": [7],
        "name-source:1": None,
        "add-question:bbbbbb": ("aaaaaa", "bbbbbb"),
        "question-down:1": ("bbbbbb", "aaaaaa"),
        ("add-source:cccccc", ""): DraftSource(8, "cccccc"),
        ("add-source:cccccc", "2"): DraftSource(7, "cccccc"),
        ("add-claim:cccccc", ""): "cccccc",
        ("add-claim:cccccc", "2"): ("cccccc",),
    }
    edited = edit(TWO, pressed, to=to)
    assert found(edited.draft) == expected.get((pressed, to), expected.get(pressed))
    assert edited.focus == focus


@given(st.text(max_size=30), st.text(max_size=5))
def test_no_button_that_is_made_up_breaks_anything(pressed, to):
    edit(TWO, pressed, to=to)


def test_a_button_that_there_is_none_of_changes_nothing():
    assert edit(TWO, "burn-article:1") is None
    assert edit(TWO, "section-up:9").draft == TWO
